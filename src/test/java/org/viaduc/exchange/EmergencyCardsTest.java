package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.glass.EmergencyCards;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Kind;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;
import org.viaduc.person.Pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept at hand for an emergency, and for how long. */
class EmergencyCardsTest {
    private Story story;
    private Desk desk;
    private EmergencyCards cards;
    private Pseudonym person;

    @BeforeEach
    void aChild(@TempDir Path folder) {
        story = Story.between("D35", "D44", folder).holds(Kind.PARENTAL_AUTHORITY, Kind.PPE, Kind.NOTE);
        desk = story.begins().origin.desk;
        cards = new EmergencyCards(desk);
        person = desk.transactions().run(tx -> desk.index().open(tx, story.record(), Optional.empty())).pseudonym();
    }

    @Test
    void a_child_with_a_measure_has_a_card_with_four_kinds_and_no_more() {
        keep(measure("2026-01-01", story.today().plusDays(1)));

        assertThat(card()).containsExactlyInAnyOrder(Kind.IDENTITY, Kind.PARENTAL_AUTHORITY, Kind.AE_DECISION);
    }

    @Test
    void a_measure_stands_on_its_last_day_and_not_on_the_next() {
        keep(measure("today", story.today()), measure("yesterday", story.today().minusDays(1)));

        var ids = desk.transactions().run(tx -> cards.of(tx, person, story.today())).orElseThrow().pieces().stream()
                .map(Piece::id).toList();

        assertThat(ids).contains("today").doesNotContain("yesterday");
    }

    @Test
    void the_card_is_deleted_when_the_file_has_no_measure_any_more() {
        keep(measure("2026-01-01", story.today()));

        keep();

        assertThat(card()).isEmpty();
    }

    private void keep(Piece... measures) {
        var pieces = new ArrayList<>(story.record().pieces());
        pieces.addAll(List.of(measures));
        desk.transactions().run(tx -> {
            cards.keep(tx, desk.index().restore(tx, new CommonRecord(pieces), person));
            return null;
        });
    }

    private List<Kind> card() {
        return desk.transactions().run(tx -> cards.of(tx, person, story.today())).map(CommonRecord::pieces)
                .orElse(List.of()).stream().map(Piece::kind).toList();
    }

    private static Piece measure(String id, LocalDate end) {
        return new Piece(id, Kind.AE_DECISION, Resource.a("ServiceRequest").set("status", "active")
                .set("occurrencePeriod.end", end.toString()).build(), Set.of());
    }
}
