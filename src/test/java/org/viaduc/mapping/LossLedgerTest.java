package org.viaduc.mapping;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.viaduc.mapping.LossLedger.Line;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.viaduc.mapping.Fixture.home;
import static org.viaduc.mapping.Fixture.person;
import static org.viaduc.mapping.Fixture.row;
import static org.viaduc.mapping.Fixture.translate;

class LossLedgerTest {
    private final LossLedger ledger = translate(home(), person(), row("P", "sexe", "?", "maj", "hier")).ledger();

    @Test
    void a_ledger_comes_back_from_its_json_with_the_same_digest() {
        var again = LossLedger.fromJson(ledger.toJson());

        assertThat(again).isEqualTo(ledger);
        assertThat(again.digest()).isEqualTo(ledger.digest());
    }

    @Test
    void a_changed_count_or_an_unknown_key_is_refused() {
        assertThatThrownBy(() -> LossLedger.fromJson(ledger.toJson().replaceFirst("\"mapped\":\\d+", "\"mapped\":99")))
                .hasMessageContaining("counts");
        assertThatThrownBy(() -> LossLedger.fromJson(ledger.toJson().replace("\"lines\"", "\"lignes\"")))
                .hasMessageContaining("`lignes`");
        assertThatThrownBy(() -> LossLedger.fromJson("nothing")).hasMessageContaining("not JSON");
    }

    @Test
    void people_read_it_as_a_table_in_their_language() {
        assertThat(ledger.table(Language.FR)).contains("maison 2026-11-02 · vers les termes communs", "gardés en texte",
                "mot inconnu des tables", "P  maj");
        assertThat(ledger.table(Language.EN)).contains("into common terms", "dropped : technical day");
    }

    @Test
    void the_filter_of_a_decision_is_accounted_for_leaf_by_leaf() {
        var before = translate(home(), person()).record();
        var identity = before.pieces().get(1);
        var after = new CommonRecord(
                List.of(identity.with(identity.resource().keeping(List.of(FieldPath.of("name"))))));

        var filtered = LossLedger.ofFilter("maison", "maison 2026-11-02", before, after);

        assertThat(filtered.total()).isEqualTo(Fixture.leaves(before));
        assertThat(filtered.lines()).contains(
                new Line("S02.address", "address.city", Outcome.DROPPED, "withheld", 1),
                new Line("S01.identity", "birthDate", Outcome.MASKED, "", 1),
                new Line("S01.identity", "name.given", Outcome.MAPPED, "", 2));
    }
}
