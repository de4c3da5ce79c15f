package org.viaduc.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.viaduc.model.Kind;
import org.viaduc.model.Mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every case file is a test, named by the sentence it proves; a case that cannot be read never passes. */
class DecisionCasesTest {
    private static final RuleBook BOOK = RuleBook.bundled();
    private static final String CASE = """
            story: nobody's story
            law: [CASF L262-13]
            given:
              today: 2026-11-21
              person: {age: 40}
              file: {S01: [identity], S12: [decision]}
              facts:
                - {fact: family-moved, on: 2026-11-01, to: D31}
            when:
              track: rsa
              from: {department: D34, role: GEST-RSA}
              to: {department: D31, role: GEST-RSA, bound-for: RSA}
              purpose: INSTR_RSA
            then:
              decision: release
              sections: {S12: {decision: release}}
              rules: [R-RSA]
              obligations: [log-36-months]
            """;

    @TestFactory
    Stream<DynamicTest> the_case_holds() throws IOException {
        try (var found = Files.list(Path.of("src/test/resources/policy/cases"))) {
            return found.sorted().toList().stream().map(file -> DynamicTest.dynamicTest(name(file), () -> {
                var read = DecisionCase.read(name(file), Files.readString(file), BOOK.rules().keySet());
                assertThat(read.then().orElseThrow().breaches(read.decide(BOOK))).isEmpty();
            }));
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    @Test
    void a_case_that_expects_nothing_wrong_passes() {
        assertThat(breaches(CASE)).isEmpty();
    }

    @Test
    void a_wrong_expectation_is_told_with_its_path() {
        assertThat(breaches(CASE.replace("decision: release\n  s", "decision: await\n  awaits: [consent]\n  s")))
                .contains("then.decision: expected await got release", "then.awaits: expected [consent] got []");
        assertThat(breaches(CASE.replace("S12: {decision: release}", "S12: {decision: mask, payments: release}")))
                .contains("then.sections.S12.decision: expected mask got release",
                        "then.sections.S12.payments: expected release got nothing: the file has none");
        assertThat(breaches(CASE.replace("[R-RSA]", "[R-APA]")))
                .contains("then.rules: expected R-APA got [R-RSA]");
    }

    @Test
    void every_key_of_an_expectation_is_held_against_the_answer() {
        assertThat(breaches(CASE.replace("S12: {decision: release}", "S01: withhold, S12: withhold")))
                .containsExactly("then.sections.S01.identity: expected withhold got release",
                        "then.sections.S12.decision: expected withhold got release");
        assertThat(breaches(CASE.replace("S12: {decision: release}", "S12: release, S14: withhold"))).isEmpty();
        assertThat(breaches(CASE.replace("S12: {decision: release}", "S14: {synthesis: withhold}"))).isEmpty();
        assertThat(breaches(CASE.replace("[log-36-months]", "[log-36-months, signalement]"))).containsExactly(
                "then.obligations: expected signalement got [log-36-months, no-redisclosure]");
        assertThat(breaches(CASE + "  answer: told\n")).containsExactly("then.answer: expected told got none");
        assertThat(breaches(CASE.replace("age: 40", "age: 40, country: BE") + "  masked: [nir]\n")).isEmpty();
        assertThat(breaches(CASE.replace("S01: [identity]", "S01: [identity, nir]") + "  masked: [third-party, nir]\n"))
                .containsExactly("then.masked: expected nir absent got nir leaving");
        assertThat(breaches(CASE.replace("S01: [identity]", "S01: [identity, nir]").replace("  file:",
                "  marks: [{on: S01.nir, carries: [nir]}]\n  file:") + "  masked: [nir]\n")).isEmpty();
    }

    @Test
    void a_withhold_is_held_against_its_answer() {
        var text = CASE.replace("named: true", "").replace("bound-for: RSA", "bound-for: RSA, named: false")
                .replace("decision: release\n  sections: {S12: {decision: release}}", "decision: withhold")
                .replace("  obligations: [log-36-months]\n", "  answer: neutral\n");
        assertThat(breaches(text)).isEmpty();
        assertThat(breaches(text.replace("neutral", "told"))).containsExactly("then.answer: expected told got neutral");
    }

    @Test
    void a_decision_is_shown_with_the_keys_of_the_contract() throws IOException {
        var released = Expectation.tree(DecisionCase.read("case.yaml", CASE.replace("S01: [identity]",
                "S14: [synthesis], S01: [nir, identity]"), BOOK.rules().keySet()).decide(BOOK));
        assertThat(released.keySet()).containsExactly("decision", "sections", "masked", "awaits", "rules",
                "obligations", "answer", "wouldChange");
        assertThat(released).containsEntry("decision", "release").containsEntry("answer", null)
                .containsEntry("sections", Map.of("S01", Map.of("identity", "release", "nir", "release"), "S12", Map
                        .of("decision", "release"), "S14", Map.of("synthesis", "withhold")))
                .containsEntry("awaits", List.of()).containsEntry("rules", List.of("R-RSA"));
        assertThat((Collection<?>) released.get("masked")).map(Object::toString).containsExactly("informant-identity",
                "protected-address", "third-party");
        assertThat(released.get("obligations").toString()).isEqualTo(
                "[{code=log-36-months, due=2029-11-21}, {code=no-redisclosure, due=null}]");
        var awaiting = Expectation.tree(Asked.decided("refusal-waits-for-an-evaluation"));
        assertThat(awaiting).containsEntry("decision", "await").containsEntry("awaits", List.of(
                "evaluated-after-refusal", "written-agreement")).containsEntry("wouldChange", List.of(
                        "evaluated-after-refusal", "written-agreement"));
        assertThat(Expectation.tree(Asked.decided("landlord-is-bound-by-no-secrecy"))).containsEntry("answer",
                "neutral");
    }

    @Test
    void of_several_pieces_of_one_kind_the_one_that_leaves_the_most_is_shown() {
        var kind = Kind.of("S12.decision");
        var marked = new PieceFace("b", kind, Set.of(Mark.THIRD_PARTY));
        var given = DecisionCase.read("case.yaml", CASE, BOOK.rules().keySet());
        for (var pieces : List.of(List.of(new PieceFace("a", kind, Set.of()), marked), List.of(marked, new PieceFace(
                "a", kind, Set.of())))) {
            var file = new FileFace(pieces, new Age.Years(40), false);
            assertThat(Expectation.tree(new DecisionPoint(BOOK).decide(given.question(), file, given.facts(), given
                    .today()))).containsEntry("sections", Map.of("S12", Map.of("decision", "release")));
        }
    }

    private static Stream<String> breaches(String text) {
        var read = DecisionCase.read("case.yaml", text, BOOK.rules().keySet());
        return read.then().orElseThrow().breaches(read.decide(BOOK)).stream().map(Object::toString);
    }

    @Test
    void whatever_is_misspelt_is_refused_with_its_line() {
        refused("story:", "storry:", "case.yaml:1: unknown key `storry`");
        refused("age: 40", "age: 40, born: 1986-01-01", "case.yaml:5: exactly one of `age` and `born`");
        refused("person: {age: 40}", "person: {country: FR}", "case.yaml:5: exactly one of `age` and `born`");
        refused("S12: [decision]}", "S12: [desision]}", "case.yaml:6: unknown kind `S12.desision`");
        refused("S12: [decision]}", "S21: [decision]}", "case.yaml:6: unknown section `S21`");
        refused("fact: family-moved", "fact: family-mooved", "case.yaml:8: unknown fact `family-mooved`");
        refused("to: D31}\n", "too: D31}\n", "case.yaml:8: unknown key `too`");
        refused("to: D31}\n", "to: D31, address: maybe}\n", "case.yaml:8: unknown word `maybe`");
        refused("on: 2026-11-01", "on: 01/11/2026", "case.yaml:8: expected a date as 2026-11-21");
        refused("on: 2026-11-01, ", "", "case.yaml:8: the key `on` is missing");
        refused("role: GEST-RSA}", "role: GEST-RSSA}", "case.yaml:11: unknown role `GEST-RSSA`");
        refused("track: rsa", "track: rsaa", "case.yaml:10: unknown track `rsaa`");
        refused("decision: release\n", "decision: released\n", "case.yaml:15: unknown decision `released`");
        refused("[R-RSA]", "[R-RSAA]", "case.yaml:17: unknown rule `R-RSAA`");
        refused("[log-36-months]", "[log-36-month]", "case.yaml:18: unknown obligation `log-36-month`");
        refused("{S12: {decision: release}}", "{S12: mask}", "case.yaml:16: a mask is expected kind by kind");
        refused("  purpose: INSTR_RSA\n", "  purpose: INSTR_RSA\n  purpose: INSTR_RSA\n", "is there twice");
        refused("law: [CASF L262-13]", "law: [CASF", "this is not YAML 1.2");
        refused("story: nobody's story", "story: [nobody]", "case.yaml:1: ");
        refused("law: [CASF L262-13]", "law: {CASF: L262-13}", "case.yaml:2: ");
        refused("age: 40", "age: 40, country: DE", "case.yaml:5: unknown country `DE`");
        refused("  facts:", "  marks: [{on: S12.decision, sibling: concerned}]\n  facts:",
                "case.yaml:7: unknown word of a sibling `concerned`");
    }

    private static void refused(String what, String otherwise, String message) {
        assertThat(CASE).contains(what);
        assertThatThrownBy(() -> DecisionCase.read("case.yaml", CASE.replace(what, otherwise), BOOK.rules().keySet()))
                .isInstanceOf(YamlFault.class).hasMessageContaining(message);
    }
}
