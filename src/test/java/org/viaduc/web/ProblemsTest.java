package org.viaduc.web;

import java.util.List;
import java.util.NoSuchElementException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/** What is not there, is over, is another's or has no readable id is refused in the very same bytes. */
class ProblemsTest {
    private static final ObjectMapper JSON = Jackson2ObjectMapperBuilder.json().build();
    private final MockMvc web = MockMvcBuilders.standaloneSetup(new Shelf()).setControllerAdvice(new Problems())
            .build();

    /** Refuses everything, each for a reason of its own. */
    @RestController
    static class Shelf {
        @GetMapping("/{id}")
        String one(@PathVariable String id) {
            if (id.equals("anothers")) {
                throw new NoSuchElementException("somebody else declared it, at length and in so many words");
            }
            return ExchangeApi.id(id).toString().isEmpty() ? "" : over();
        }

        private static String over() {
            throw new NoSuchElementException("over");
        }
    }

    @Test
    void every_reference_under_which_nothing_may_be_said_answers_alike() throws Exception {
        var answers = List.of(get("anothers"), get("no-id"), get("019ab5f0-0000-7000-8000-000000000001"));

        for (var answer : answers) {
            assertThat(answer.getStatus()).isEqualTo(HttpStatus.NOT_FOUND.value());
            assertThat(answer.getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            assertThat(answer.getHeaderNames()).isEqualTo(answers.getFirst().getHeaderNames());
            assertThat(answer.getContentAsByteArray()).hasSameSizeAs(answers.getFirst().getContentAsByteArray());
            assertThat(withoutId(answer)).isEqualTo(withoutId(answers.getFirst()));
        }
    }

    private MockHttpServletResponse get(String id) throws Exception {
        return web.perform(MockMvcRequestBuilders.get("/" + id).accept(MediaType.APPLICATION_JSON)).andReturn()
                .getResponse();
    }

    private static ObjectNode withoutId(MockHttpServletResponse answer) throws Exception {
        return ((ObjectNode) JSON.readTree(answer.getContentAsByteArray())).without("instance");
    }
}
