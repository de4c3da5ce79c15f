package org.viaduc.exchange;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.shelter.OfficersOnly;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Track;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Scenario D13 of the dossier, at home: what the department that she left may still learn, and who there. */
class ShelterTest {
    private static final Department D44 = new Department("D44");
    private static final Actor OFFICER = Actor.user("agent-" + Role.CADRE_CRIP.ordinal());
    private static final Actor CLERK = Actor.user("agent-" + Role.GEST_RSA.ordinal());
    @TempDir
    private Path folder;

    @Test
    void where_a_hidden_womans_file_went_is_for_the_named_officer_alone() {
        var story = aHiddenWoman();
        var id = story.opens();
        story.isSent(id);
        assertThat(story.origin.state(id)).isEqualTo(State.DELIVERED);

        for (var reader : List.of(Side.READER, CLERK)) {
            var seen = story.origin.counter.read(id, reader).orElseThrow();
            assertThat(seen.journey().peer()).isEqualTo(Department.UNKNOWN);
            assertThat(seen.journey().state()).isEqualTo(State.DELIVERED);
            assertThat(seen.steps().toString()).doesNotContain("D44").contains("delivered");
            assertThat(story.origin.counter.latest(10, reader)).allMatch(each -> !each.peer().equals(D44));
        }
        var seen = story.origin.counter.read(id, OFFICER).orElseThrow();
        assertThat(seen.journey().peer()).isEqualTo(D44);
        assertThat(seen.steps().toString()).contains("D44");
    }

    @Test
    void where_anybody_elses_file_went_is_no_secret() {
        var story = Story.between("D35", "D44", folder).aged(34).sends(Track.RSA, Role.GEST_RSA)
                .receives(Mission.RSA, Role.GEST_RSA).holds(Kind.ADDRESS, Kind.BENEFIT_DECISION)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known");
        var id = story.opens();

        assertThat(story.origin.counter.read(id, Side.READER).orElseThrow().journey().peer()).isEqualTo(D44);
    }

    @Test
    void a_funds_answer_about_a_hidden_child_is_no_fact_until_the_named_officer_lets_it_count() {
        var story = aHiddenChild();
        var id = story.opens();
        assertThat(Story.awaits(story.origin, id)).contains("address-answered");

        story.origin.state(id, FactKind.ADDRESS_ANSWERED, Map.of("from", "CAF"));

        assertThat(Story.awaits(story.origin, id)).contains("address-answered");
        var apart = quarantined(story);
        assertThat(apart).hasSize(1);
        assertThat(story.origin.entries(Step.FACT_RECORDED)).noneMatch(entry -> entry.toString()
                .contains("address-answered"));
        assertThatThrownBy(() -> desk(story).free(apart.getFirst(), Side.READER)).isInstanceOf(OfficersOnly.class);
        assertThatThrownBy(() -> desk(story).discard(apart.getFirst(), CLERK)).isInstanceOf(OfficersOnly.class);

        desk(story).free(apart.getFirst(), OFFICER);

        assertThat(quarantined(story)).isEmpty();
        assertThat(story.origin.state(id)).isEqualTo(State.QUEUED);
        assertThat(story.origin.entries(apart.getFirst(), Step.RESOLVED)).isEqualTo(1);
        assertThatThrownBy(() -> desk(story).free(apart.getFirst(), OFFICER))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void an_answer_that_the_local_system_repeats_every_night_is_set_apart_once_and_stays_away_once_discarded() {
        var story = aHiddenChild().happened(FactKind.ADDRESS_ANSWERED, 1, "from", "CPAM");
        var id = story.opens();
        story.isCollected();
        var apart = quarantined(story);
        assertThat(apart).hasSize(1);

        desk(story).discard(apart.getFirst(), OFFICER);
        story.isCollected();

        assertThat(quarantined(story)).isEmpty();
        assertThat(Story.awaits(story.origin, id)).contains("address-answered");
        assertThat(story.origin.entries(apart.getFirst(), Step.SHREDDED)).isEqualTo(1);
    }

    @Test
    void notices_to_the_other_parent_of_a_hidden_child_are_suspended_at_both_ends_where_both_can_know() {
        var story = aHiddenChild().happened(FactKind.ADDRESS_ANSWERED, 1, "from", "CPAM");
        var id = story.opens();
        desk(story).free(quarantined(story).getFirst(), OFFICER);
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        assertThat(duties(story.origin, id)).contains("notice-suspended");
        assertThat(duties(story.host, id)).as("the flag of the protection order came with the file")
                .contains("notice-suspended");
        assertThat(story.leftText()).doesNotContain("notice-suspended", Pieces.text(Kind.ADDRESS));
    }

    @Test
    void a_grown_womans_own_file_suspends_no_notice() {
        var story = aHiddenWoman();
        var id = story.opens();

        assertThat(duties(story.origin, id)).doesNotContain("notice-suspended");
    }

    private Story aHiddenWoman() {
        return Story.between("D35", "D44", folder).aged(34).sends(Track.RSA, Role.GEST_RSA)
                .receives(Mission.RSA, Role.GEST_RSA)
                .holds(Kind.ADDRESS, Mark.PROTECTED).holds(Kind.BENEFIT_DECISION, Kind.CONTRACT)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known");
    }

    private Story aHiddenChild() {
        return Story.between("D35", "D44", folder).aged(9).sends(Track.ASE_ADMINISTRATIVE, Role.CADRE_CRIP)
                .holds(Kind.ADDRESS, Mark.PROTECTED).holds(Kind.PROTECTION_ORDER).holds(Kind.ASE_DECISION)
                .happened(FactKind.ASE_ADMINISTRATIVE_BENEFIT, 200, "only-financial", "false")
                .happened(FactKind.PARENTS_INFORMED, 5).happened(FactKind.WRITTEN_AGREEMENT, 4, "by", "parents")
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "unknown");
    }

    private static ShelterDesk desk(Story story) {
        return new ShelterDesk(story.origin.desk, story.origin.counter);
    }

    private static List<ExchangeId> quarantined(Story story) {
        return story.origin.tray.waiting(Side.READER).stream().filter(each -> each.what().equals("quarantined"))
                .map(TrayDesk.Waiting::id).toList();
    }

    private static List<String> duties(Side side, ExchangeId id) {
        return new Clocks(side.desk, side.collecting, side.receiving).running().stream()
                .filter(each -> each.id().equals(id)).map(Clocks.Running::code).toList();
    }
}
