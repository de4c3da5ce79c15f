package org.viaduc.connectors;

import java.io.IOException;
import java.net.InetSocketAddress;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A neighbour that answers more than it should costs us no more than an answer. */
class BoundedAnswerTest {
    private static final byte[] CHUNK = new byte[8 * 1024];
    private HttpServer neighbour;
    private HttpHandler answer;
    private CloseableHttpClient client;

    @BeforeEach
    void open() throws IOException {
        neighbour = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        neighbour.createContext("/", exchange -> answer.handle(exchange));
        neighbour.start();
        var builder = HttpClientBuilder.create();
        new PeerConnections().configureHttpClient(builder);
        client = builder.build();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        neighbour.stop(0);
    }

    @Test
    void an_answer_of_the_usual_length_is_read() throws IOException {
        answers(BoundedAnswer.LIMIT, BoundedAnswer.LIMIT);
        assertThat(ask()).hasSize(BoundedAnswer.LIMIT);

        answers(0, BoundedAnswer.LIMIT);
        assertThat(ask()).hasSize(BoundedAnswer.LIMIT);
    }

    @Test
    void an_answer_that_says_it_is_longer_is_not_begun() {
        answers(1L << 40, 1);

        assertThatThrownBy(this::ask).isInstanceOf(BoundedAnswer.TooLong.class).hasMessageContaining("64 KiB");
    }

    @Test
    void an_answer_that_does_not_end_is_cut_off() {
        answers(0, Long.MAX_VALUE);

        assertThatThrownBy(this::ask).isInstanceOf(BoundedAnswer.TooLong.class);
    }

    /** @param said the length that is announced; 0 for none @param sent how many bytes come */
    private void answers(long said, long sent) {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, said);
            try (var out = exchange.getResponseBody()) {
                for (var left = sent; left > 0; left -= CHUNK.length) {
                    out.write(CHUNK, 0, (int) Math.min(left, CHUNK.length));
                }
                out.flush();
            }
        };
    }

    private byte[] ask() throws IOException {
        return client.execute(new HttpGet("http://127.0.0.1:" + neighbour.getAddress().getPort() + "/"),
                response -> EntityUtils.toByteArray(response.getEntity()));
    }
}
