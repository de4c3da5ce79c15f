package org.viaduc.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

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
    }

    private static void refused(String what, String otherwise, String message) {
        assertThat(CASE).contains(what);
        assertThatThrownBy(() -> DecisionCase.read("case.yaml", CASE.replace(what, otherwise), BOOK.rules().keySet()))
                .isInstanceOf(YamlFault.class).hasMessageContaining(message);
    }
}
