package org.viaduc.connectors.kit.guess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The kit's tables fit each other, and the mappings that departments use. */
class KitTablesTest {
    /** Tables for the words of facts, which the kit does not guess. */
    private static final Set<String> OF_FACTS = Set.of("address-known", "agent-role", "agreement-by",
            "judicial-measure-type", "only-financial", "refusal-evaluation", "waiver-motive");

    @Test
    void every_name_that_a_target_asks_for_is_a_concept_of_the_vocabulary() {
        var vocabulary = Vocabulary.load();

        assertThat(Targets.load().pieces()).allSatisfy(target -> assertThat(target.fields())
                .allSatisfy(field -> assertThat(field.named())
                        .allSatisfy(name -> assertThat(name).allMatch(vocabulary::knows))));
    }

    @Test
    void every_code_table_that_a_target_names_is_there() {
        Targets.load().pieces().stream().flatMap(target -> target.fields().stream())
                .flatMap(field -> field.element().codes().stream())
                .forEach(table -> assertThat(CodeWords.of(table).commons()).as(table).isNotEmpty());
    }

    @Test
    void every_common_code_that_a_department_uses_is_known_to_the_kit() throws IOException {
        try (var files = Files.walk(Path.of("mappings"))) {
            for (var file : files.filter(each -> each.toString().endsWith(".csv") && each.toString().contains("codes"))
                    .toList()) {
                var table = file.getFileName().toString().replace(".csv", "");
                if (!OF_FACTS.contains(table) && CodeWordsThere.in(table)) {
                    var known = CodeWords.of(table).commons();
                    assertThat(Files.readAllLines(file).stream()
                            .filter(line -> !line.startsWith("#") && !line.startsWith("local;") && !line.isBlank())
                            .map(line -> line.split(";")[1]).filter(code -> !code.equals("*"))).as(table)
                            .allMatch(known::contains);
                }
            }
        }
    }

    /** A table of a single system need not be one that the kit guesses. */
    private static final class CodeWordsThere {
        static boolean in(String table) {
            return CodeWords.class.getResource("/kit/codes/" + table + ".csv") != null;
        }
    }
}
