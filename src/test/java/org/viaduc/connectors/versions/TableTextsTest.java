package org.viaduc.connectors.versions;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.viaduc.connectors.versions.Difference.TableChange;

import static org.assertj.core.api.Assertions.assertThat;

class TableTextsTest {
    @Test
    void lines_that_come_go_and_change_are_named_in_the_words_in_which_they_are_written() {
        var changes = TableTexts.compare(
                Map.of("droit.yaml", "version: 2026-11-01\n# a word\nstart: dt_ouv\nend: dt_fin\n", "codes/sex.csv",
                        "F;female;Féminin;;\nM;male;Masculin;;\n"),
                Map.of("droit.yaml", "version: 2026-12-01\n  start: dt_demande\nstate: etat\n", "codes/sex.csv",
                        "M;male;Masculin;;\nF;female;Femme;;\n"));

        assertThat(changes).containsExactlyInAnyOrder(
                new TableChange("droit.yaml", "changed", "start: dt_ouv", "start: dt_demande"),
                new TableChange("droit.yaml", "removed", "end: dt_fin", ""),
                new TableChange("droit.yaml", "added", "", "state: etat"),
                new TableChange("codes/sex.csv", "changed", "F;female;Féminin;;", "F;female;Femme;;"));
    }

    @Test
    void nothing_is_said_of_the_order_of_lines_of_comments_and_of_the_version_itself() {
        assertThat(TableTexts.compare(Map.of("droit.yaml", "version: 2026-11-01\na: 1\nb: 2\n"),
                Map.of("droit.yaml", "version: 2026-11-02\n# new\nb: 2\n  a: 1\n"))).isEmpty();
    }
}
