package org.viaduc.cli.demo.story;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import org.viaduc.cli.demo.population.StoryEnding;
import org.viaduc.cli.demo.population.StoryFamilies;
import org.viaduc.cli.demo.population.StoryFamily;
import org.viaduc.model.Language;

import static org.assertj.core.api.Assertions.assertThat;

class StorytellerTest {
    private final StringWriter told = new StringWriter();
    private final StoryFamily family = StoryFamilies.all().getFirst();

    @Test
    void the_opening_says_that_everyone_is_invented() {
        teller(Language.FR).opening(Path.of("target/demo"));
        teller(Language.EN).opening(Path.of("target/demo"));

        assertThat(told.toString()).contains("personne de ce récit n’existe").contains("in this story exists");
    }

    @Test
    void each_step_is_told_once() throws Exception {
        var teller = teller(Language.EN);

        assertThat(teller.tell(family, new Account(decided(), Optional.empty()))).isTrue();
        assertThat(teller.tell(family, new Account(decided(), Optional.empty()))).isFalse();

        assertThat(told.toString()).containsOnlyOnce("the road is open");
    }

    @Test
    void a_decision_is_told_piece_by_piece_with_its_rule_its_law_and_its_sentence() throws Exception {
        teller(Language.FR).tell(family, new Account(decided(), Optional.empty()));

        assertThat(told.toString()).contains("masqué", "information\u00a0préoccupante\u00a0(S10.ip)", "retenu",
                "identité\u00a0(S01.identity\u00a0×\u00a02)", "R-ASE-IP · CASF\u00a0L221-3", "la voie est ouverte");
    }

    @Test
    void no_line_is_wider_than_the_page() throws Exception {
        var teller = teller(Language.FR);
        teller.opening(Path.of("target/demo"));
        StoryFamilies.all().forEach(each -> teller.chapter(1, 8, each));
        teller.tell(family, new Account(decided(), Optional.empty()));
        teller.endings(List.of(new Ending(family, "", List.of("awaiting", "parked", "delivered"), Duration.ofDays(1))),
                new LinkedHashMap<>());

        assertThat(told.toString().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(110));
    }

    @Test
    void an_ending_that_the_law_does_not_give_is_marked() {
        var withheld = StoryFamilies.all().stream().filter(each -> each.ending() == StoryEnding.WITHHELD).findFirst()
                .orElseThrow();

        teller(Language.FR).endings(List.of(new Ending(family, "", List.of("delivered"), Duration.ofMillis(1900)),
                new Ending(withheld, "", List.of("delivered"), Duration.ofMillis(1900)),
                new Ending(withheld, "", List.of(), Duration.ZERO)), new LinkedHashMap<>());

        assertThat(told.toString().lines()).anyMatch(line -> line.contains("alerte") && line.endsWith("✔"))
                .anyMatch(line -> line.contains("retenu") && line.contains("livré") && line.endsWith("✘"))
                .anyMatch(line -> line.contains("aucun échange") && line.endsWith("✘"));
    }

    private Storyteller teller(Language language) {
        return new Storyteller(new Screen(new PrintWriter(told), false), language);
    }

    private static JsonNode decided() throws Exception {
        var reason = "{'rule':'R-ASE-IP','step':'release','clause':'road','law':['CASF L221-3 (V16)'],"
                + "'fr':'la voie est ouverte','en':'the road is open'}";
        return new ObjectMapper().readTree("""
                {'exchange':{'id':'01a20128-c939-750e-b193-9e99f93f11e0','state':'queued'},
                 'steps':[{'step':'decided','at':'2026-11-22T02:43:44Z','details':{'outcome':'release'}}],
                 'decision':{'decision':'release','because':%1$s,'pieces':[
                   {'piece':'P-1','kind':'S01.identity','verdict':'withhold','reasons':[]},
                   {'piece':'P-2','kind':'S01.identity','verdict':'withhold','reasons':[]},
                   {'piece':'I-1','kind':'S10.ip','verdict':'mask','reasons':[]}]}}
                """.formatted(reason).replace('\'', '"'));
    }
}
