package org.viaduc.policy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.viaduc.model.Track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.viaduc.policy.FactKind.*;

/** What the proof tries all at once is really looked at by nobody. */
class TrialsOfLessAgreementTest {
    private static final RuleBook BOOK = RuleBook.bundled();

    @ParameterizedTest
    @EnumSource(FactKind.class)
    void a_fact_that_no_way_of_a_road_reads_changes_no_answer(FactKind kind) {
        if (!List.of(OPPOSITION, AGREEMENT_REFUSED, AGREEMENT_WITHDRAWN).contains(kind)) {
            return;
        }
        var unread = TrialFacts.lessAgreement().stream().filter(fact -> fact.kind() == kind).toList();
        for (var seed = 0L; seed < 3000; seed++) {
            var given = RandomCase.of(seed);
            if (ways(given.question().track()).stream().noneMatch(way -> TrialsOfLessAgreement.reads(way, kind))) {
                var more = new ArrayList<>(given.facts());
                more.addAll(unread);
                assertThat(given.decide(more)).isEqualTo(given.decide());
            }
        }
    }

    private static List<Road> ways(Track track) {
        var road = BOOK.road(track);
        var ways = new ArrayList<>(List.of(road));
        ways.addAll(road.inner);
        return ways;
    }

    @Test
    void the_roads_that_read_one_are_those_of_the_contract() {
        assertThat(reading(AGREEMENT_WITHDRAWN)).containsExactly(Track.ASE_ADMINISTRATIVE, Track.PMI);
        assertThat(reading(OPPOSITION)).containsExactly(Track.PMI, Track.SECRET_PARTAGE, Track.PERSON_ACCESS);
    }

    private static List<Track> reading(FactKind kind) {
        return BOOK.roads.values().stream().filter(road -> TrialsOfLessAgreement.reads(road, kind))
                .map(road -> road.track)
                .toList();
    }
}
