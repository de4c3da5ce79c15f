package org.viaduc.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.viaduc.model.Kind;
import org.viaduc.model.Track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What the readers of a rule book make of its files: every word counts, and every wrong one is told with its line. */
class BookReaderTest {
    private static final Path BOOK = Path.of("src/main/resources/policy");
    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        try (var files = Files.list(BOOK)) {
            for (var file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void a_book_that_is_read_anew_decides_as_the_contract_says() {
        var book = RuleBook.read(BOOK);
        for (var seed = 400_000L; seed < 403_000; seed++) {
            SecondDeciderTest.agreeOn(RandomCase.of(seed), book);
        }
    }

    @Test
    void every_passage_condition_and_reason_of_a_file_is_read() {
        var book = RuleBook.read(BOOK);
        var rsa = book.roads.get(Track.RSA);
        var shared = book.roads.get(Track.SECRET_PARTAGE);
        var belgian = book.roads.get(Track.BE_CPAS);

        assertThat(rsa.law).contains("CASF L262-13 (V16)");
        assertThat(rsa.toPeer).isTrue();
        assertThat(book.roads.get(Track.PERSON_ACCESS).toPeer).isFalse();
        assertThat(shared.passages).hasSize(7);
        assertThat(shared.passages.getFirst().missions()).isEqualTo(Mission.PE.bit());
        assertThat(shared.conditions.get(2).guards()).isEqualTo(Kinds.of("S14"));
        assertThat(shared.conditions.get(3).reason().law()).containsExactly("CSP L1110-4 III (SEC)");
        assertThat(belgian.passages.getLast().release()).isEqualTo(Kinds.of("S01.identity") | Kinds.of("S12.decision"));
        assertThat(belgian.conditions.getFirst().reason().french()).startsWith("Les six conditions");
        assertThat(book.commons.attestation.law()).containsExactly("CASF R221-7 (V16)");
        assertThat(book.maskKeeps(Kind.of("S10.ip"))).isNotEmpty();
        assertThat(book.roles.rows()).anySatisfy(row -> {
            assertThat(row.role()).isEqualTo(Role.of("ASS"));
            assertThat(row.title()).isNotBlank();
            assertThat(row.law()).isNotBlank();
        });
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("book.yaml", "company: [S01, S02, S03, S04, S20]", "company: [S01, S02, S03, S04, S21]",
                        "unknown section `S21`"),
                fault("book.yaml", "version: 2026", "versions: 2026", "unknown key `versions`",
                        "the key `version` is missing"),
                fault("book.yaml", "  - rule: R-NOTES", "  - rules: R-NOTES", "unknown key `rules`",
                        "the key `rule` is missing"),
                fault("book.yaml", "    kinds: [S17]", "    kinds: S17", "expected a list"),
                fault("book.yaml", "  address: [S02]", "  adress: [S02]", "unknown key `adress`"),
                fault("book.yaml", "  guards: [S10, S11]", "  guards: [S10, S31]", "unknown section `S31`"),
                fault("book.yaml", "  law: [CASF R221-7 (V16)]", "  law: [CASF R221-7 (V17)]",
                        "`CASF R221-7 (V17)` is no citation"),
                fault("book.yaml", "  kinds: [S15]", "  kind: [S15]", "unknown key `kind`"),
                fault("book.yaml", "peer-obligations: [log-36-months", "peer-obligations: [log-37-months",
                        "unknown obligation `log-37-months`"),
                fault("book.yaml", "  majority:\n", "  majorities:\n", "unknown key `majorities`",
                        "the key `majority` is missing"),
                fault("book.yaml", "    fr: La personne est majeure", "    fra: La personne est majeure",
                        "unknown key `fra`", "the key `fr` is missing"),
                fault("roles.yaml", "columns:", "column:", "unknown key `column`"),
                fault("roles.yaml", "  ASS:", "  ASSS:", "unknown role `ASSS`", "the role `ASS` has no row"),
                fault("categories.yaml", "\nsections:", "\nsection:", "unknown key `section`"),
                fault("categories.yaml", "  S13:", "  S31:", "unknown section `S31`"),
                fault("citations.yaml", "readings:", "reading:", "unknown key `reading`"),
                fault("rsa.yaml", "track: rsa", "track: rsaa", "unknown track `rsaa`"),
                fault("rsa.yaml", "track: rsa", "track: pmi", "the rules of `pmi` stand in `pmi.yaml`"),
                fault("rsa.yaml", "rule: R-RSA", "rule: R-RSB", "the rule `R-RSB` is not listed in book.yaml"),
                fault("rsa.yaml", "conditions: []", "conditions: {}", "expected a list"),
                fault("be-cpas.yaml", "    guards: [S05, S06, S13, S14]\n", "",
                        "the condition `six-conditions` needs `guards`"),
                fault("aide-sociale.yaml", "  - is: residence\n", "  - is: residence\n    guards: [S05]\n",
                        "the condition `residence` has no `guards`"),
                fault("aide-sociale.yaml", "  - is: residence\n", "  - is: residence\n    facts: [host-asked]\n",
                        "`facts` belong to the condition `any-of`"),
                fault("aide-sociale.yaml", "  - is: residence\n", "  - is: residence\n    risk-goes-on-as: ase-ip\n",
                        "`risk-goes-on-as` belongs to the condition `agreed`"),
                fault("agrement.yaml", "facts: [host-asked]", "facts: []", "and it needs them"),
                fault("person-access.yaml", "  until: ip-closed", "  until: ip-shut", "unknown fact `ip-shut`"),
                fault("person-access.yaml", "  fact: ip-under-evaluation", "  facts: ip-under-evaluation",
                        "unknown key `facts`"),
                fault("person-access.yaml", "peer: false", "peer: no", "expected true or false"),
                fault("secret-partage.yaml", "  bound: [ASS,", "  bound: [ASSS,", "unknown role `ASSS`"),
                fault("secret-partage.yaml", "    bound-for: [PE]\n    release", "    bound-for: [PEE]\n    release",
                        "unknown mission `PEE`"),
                fault("ase-judicial.yaml", " placement: retention:10-years", " placements: retention:10-years",
                        "unknown key `placements`", "the key `placement` is missing"),
                fault("ase-judicial.yaml", " placement: retention:10-years", " placement: retention:11-years",
                        "unknown obligation `retention:11-years`"));
    }

    private static Arguments fault(String file, String what, String otherwise, String... told) {
        return arguments(file, what, otherwise, List.of(told));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("faults")
    void a_wrong_word_is_told_with_its_file_and_line(String file, String what, String otherwise, List<String> told)
            throws IOException {
        var line = change(file, what, otherwise);

        var refused = catchThrowableOfType(RuleBookFaults.class, () -> RuleBook.read(folder));

        assertThat(refused).isNotNull();
        for (var words : told) {
            assertThat(refused.faults()).anySatisfy(each -> assertThat(each)
                    .matches("policy/" + file.replace(".", "\\.") + ":[0-9]+: .*").contains(words));
        }
        assertThat(refused.faults()).as("line " + line).anySatisfy(each -> assertThat(Math.abs(
                Integer.parseInt(each.split(":")[1]) - line)).isLessThanOrEqualTo(2));
    }

    @Test
    void a_track_without_purposes_or_without_law_is_a_fault() throws IOException {
        change("pmi.yaml", "purposes:", "#purposes:");
        Files.writeString(folder.resolve("rsa.yaml"),
                Files.readString(folder.resolve("rsa.yaml")).replaceFirst("(?m)^law: .*$", "law: []"));

        var refused = catchThrowableOfType(RuleBookFaults.class, () -> RuleBook.read(folder));

        assertThat(refused.faults()).hasSize(2).anyMatch(each -> each.startsWith("policy/pmi.yaml:")
                && each.endsWith("a track has purposes and passages, or goes on as another track"))
                .anyMatch(each -> each.startsWith("policy/rsa.yaml:") && each.endsWith("a rule cites its law"));
        assertThat(refused.getMessage()).startsWith("the rule book has 2 faults:\n  policy/");
    }

    @Test
    void what_the_common_rules_cite_must_stand_in_the_table_of_citations_too() throws IOException {
        change("citations.yaml", "\"CASF R221-7\":", "\"CASF R221-77\":");

        assertThat(catchThrowableOfType(RuleBookFaults.class, () -> RuleBook.read(folder)).faults())
                .containsExactly(
                        "policy/citations.yaml:1: `CASF R221-7 (V16)` is cited and has no line here that says so");
    }

    @Test
    void no_road_is_opened_by_a_benefit_that_is_only_financial() throws IOException {
        change("ase-administrative.yaml", "only-financial: false", "only-financial: true");

        var refused = catchThrowableOfType(RuleBookFaults.class, () -> RuleBook.read(folder));

        assertThat(refused.faults()).hasSize(1).allMatch(each -> each.contains("only financial"));
        assertThat(refused.getMessage()).startsWith("the rule book has 1 fault:\n  policy/ase-administrative.yaml:");
    }

    @Test
    void missing_files_and_what_is_no_yaml_are_told() throws IOException {
        var missing = new ArrayList<String>();
        for (var file : List.of("book.yaml", "roles.yaml", "categories.yaml")) {
            Files.delete(folder.resolve(file));
            missing.add(file + ":1: the file is missing");
        }
        assertThat(catchThrowableOfType(RuleBookFaults.class, () -> RuleBook.read(folder)).faults())
                .containsExactlyElementsOf(missing);
        assertThatThrownBy(() -> RuleBook.read(folder.resolve("nowhere"))).isInstanceOf(RuleBookFaults.class)
                .hasMessageContaining("there is no folder");
    }

    @Test
    void yaml_faults_name_the_line_and_what_was_expected() {
        assertFault("a: 1\nb: [", 2, "this is not YAML 1.2", Yaml::map);
        assertFault("", 1, "the file is empty", Yaml::map);
        assertFault("a: 1\na: 2\n", 2, "the key `a` is there twice", Yaml::map);
        assertFault("[1, 2]", 1, "expected keys and values", Yaml::map);
        assertFault("? [1]\n: 2\n", 1, "expected a word as key", Yaml::map);
        assertFault("a:\n  b: 1\n", 2, "unknown key `b`; known: c",
                yaml -> yaml.map().get("a").map(java.util.Set.of("c")));
        assertFault("a:\n", 1, "expected a text", yaml -> yaml.map().get("a").text());
        assertFault("a: nine\n", 1, "expected a whole number", yaml -> yaml.map().get("a").whole());
        assertFault("a: 99999999999\n", 1, "expected a whole number", yaml -> yaml.map().get("a").whole());
        assertFault("a: 2026-13-01\n", 1, "expected a date as 2026-11-21", yaml -> yaml.map().get("a").date());
        assertFault("a: 1\n", 1, "the key `b` is missing", yaml -> yaml.need(yaml.map(), "b"));
        assertThat(Yaml.parse("f", "a: [1]").map().get("a").isList()).isTrue();
        assertThat(Yaml.parse("f", "a: 1").map().get("a").isList()).isFalse();
        assertThat(Yaml.parse("f", "a: 7").map().get("a").whole()).isEqualTo(7);
    }

    private static void assertFault(String text, int line, String why, java.util.function.Consumer<Yaml> reading) {
        assertThatThrownBy(() -> reading.accept(Yaml.parse("f.yaml", text))).isInstanceOf(YamlFault.class)
                .hasMessage("f.yaml:" + line + ": " + why);
    }

    /** @return the line that was changed */
    private int change(String file, String what, String otherwise) throws IOException {
        var path = folder.resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(what);
        var at = text.indexOf(what);
        Files.writeString(path, text.substring(0, at) + otherwise + text.substring(at + what.length()));
        return (int) text.substring(0, at).lines().count() + (at > 0 && text.charAt(at - 1) == '\n' ? 1 : 0);
    }
}
