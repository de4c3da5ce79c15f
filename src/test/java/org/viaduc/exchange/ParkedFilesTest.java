package org.viaduc.exchange;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.federation.Family;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody born abroad, of whose birthplace the case system knows no code: each of their files waits for a person. */
class ParkedFilesTest {
    private final SettableClock clock = new SettableClock();
    private final Family family = Family.withRights();
    private Side rennes;

    @BeforeEach
    void meet(@TempDir Path folder) {
        rennes = new Side("D35", folder, clock);
        var nantes = new Side("D44", folder, clock);
        rennes.meets(nantes, true);
    }

    @Test
    void it_is_said_which_trait_is_missing() {
        collects(Map.of("insee_nais", ""));

        collects(Map.of("insee_nais", "", "sit_fam", "MAR"));

        assertThat(onlyItem().on()).isEqualTo("traits-incomplete,birth-place-missing");
    }

    @Test
    void a_newer_file_takes_the_place_of_the_older_one() {
        collects(Map.of("insee_nais", ""));
        collects(Map.of("insee_nais", "", "sit_fam", "MAR"));
        var older = onlyItem().id();

        collects(Map.of("insee_nais", "", "sit_fam", "DIV"));

        assertThat(onlyItem().id()).isNotEqualTo(older);
        assertThat(rennes.counter.steps(older)).anySatisfy(entry -> {
            assertThat(entry.step()).isEqualTo(Step.RESOLVED);
            assertThat(entry.details()).containsEntry(Detail.REASON.word(), "newer-file");
        });
        assertThat(rennes.entries(older, Step.SHREDDED)).isEqualTo(1);
        assertThat(isKept(older)).isFalse();
    }

    @Test
    void a_newer_file_that_leaves_no_doubt_takes_the_place_as_well() {
        collects(Map.of());
        collects(Map.of("insee_nais", "", "sit_fam", "MAR"));
        onlyItem();

        collects(Map.of("sit_fam", "MAR"));

        assertThat(rennes.tray.waiting(Side.READER)).isEmpty();
    }

    private void collects(Map<String, String> changed) {
        var file = Side.record(family);
        var rows = file.rows().stream().map(row -> {
            var fields = new LinkedHashMap<>(row.fields());
            changed.forEach((field, value) -> fields.computeIfPresent(field, (name, was) -> value));
            return new LocalRow(row.type(), fields, row.line());
        }).toList();
        assertThat(rennes.collecting.accept(
                new LocalRecord(file.system(), file.localId(), file.household(), rows, List.of()), "depot")).isEmpty();
    }

    private TrayDesk.Waiting onlyItem() {
        var items = rennes.tray.waiting(Side.READER);
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    private boolean isKept(ExchangeId id) {
        return rennes.desk.transactions().run(tx -> rennes.desk.shelf().take(tx, id)).isPresent();
    }
}
