package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.registers.BreachRegister;
import org.viaduc.exchange.registers.BreachRegister.Breach;
import org.viaduc.exchange.registers.BreachRegister.Finding;
import org.viaduc.exchange.registers.ProcessingRegister;
import org.viaduc.exchange.registers.ProcessingRegister.Line;
import org.viaduc.exchange.rights.Matter;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.Section;
import org.viaduc.model.Track;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.ObligationCode;
import org.viaduc.policy.Role;
import org.viaduc.policy.RuleBook;

import static org.assertj.core.api.Assertions.assertThat;

/** The registers say what runs and what went wrong, and name nobody. */
class RegistersTest {
    private static final Actor DPO = Actor.user("a.d-aubigne");
    private Story story;
    private ExchangeId id;

    @BeforeEach
    void a_rights_file_is_delivered(@TempDir Path folder) {
        story = Story.between("D35", "D44", folder).aged(34).sends(Track.RSA, Role.GEST_RSA)
                .receives(Mission.RSA, Role.GEST_RSA).holds(Kind.BENEFIT_DECISION, Kind.INCOME)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known");
        id = story.opens();
        story.isSent(id);
    }

    @Test
    void each_road_of_the_rule_book_is_an_activity_with_its_law_its_recipients_and_its_retention() {
        var register = new ProcessingRegister(story.origin.desk, RuleBook.bundled()).now(DPO);

        assertThat(register.lines()).extracting(line -> line.activity().track())
                .containsExactlyInAnyOrder(Track.values());
        assertThat(line(register, Track.RSA)).satisfies(line -> {
            assertThat(line.sent()).isEqualTo(1);
            assertThat(line.received()).isZero();
            assertThat(line.activity().law()).contains("CASF L262-13 (V16)");
            assertThat(line.activity().recipients()).containsExactlyInAnyOrder(Role.GEST_RSA, Role.REF_RSA);
            assertThat(line.activity().sections()).contains(Section.S12).doesNotContain(Section.S17, Section.S18);
            assertThat(line.activity().retention()).isEmpty();
        });
        assertThat(line(register, Track.ASE_ADMINISTRATIVE).activity()).satisfies(activity -> {
            assertThat(activity.ofMinors()).isTrue();
            assertThat(activity.retention()).containsExactly(ObligationCode.RETENTION_2_YEARS);
            assertThat(activity.special()).contains(Section.S07, Section.S10);
            assertThat(activity.penal()).contains(Section.S11).doesNotContain(Section.S01);
        });
        assertThat(register.peers()).containsExactly(new Department("D44"));
        assertThat(register.responsible().dpo()).isEmpty();
        assertThat(new ProcessingRegister(story.host.desk, RuleBook.bundled()).now(DPO).lines())
                .filteredOn(line -> line.received() == 1).extracting(line -> line.activity().track())
                .containsExactly(Track.RSA);
        assertThat(register.toString()).doesNotContain(Pieces.SECRET, id.toString());
    }

    @Test
    void a_file_at_the_wrong_person_s_is_documented_with_what_was_in_it_and_what_was_done() {
        story.origin.rights.pursue(id, Matter.WRONG_PERSON, Optional.empty(), Side.READER);

        var breach = breach();

        assertThat(breach.exchange()).isEqualTo(id);
        assertThat(breach.recipient()).isEqualTo(new Department("D44"));
        assertThat(breach.sections()).contains(Section.S01, Section.S05, Section.S12);
        assertThat(breach.measures()).singleElement()
                .satisfies(measure -> assertThat(measure.told()).isEqualTo(breach.known()));
        assertThat(breach.due()).isEqualTo(breach.known().plus(Duration.ofHours(72)));
        assertThat(breach.finding()).isEqualTo(Finding.RUNNING);
        assertThat(story.origin.entries(Step.READ)).last().satisfies(entry -> assertThat(entry.details())
                .containsEntry("part", "registers").containsEntry("records", "1"));
    }

    @Test
    void whether_the_authority_was_told_and_in_its_time_is_said() {
        story.origin.rights.pursue(id, Matter.WRONG_PERSON, Optional.empty(), Side.READER);
        story.clock.pass(Duration.ofHours(71));
        story.origin.rights.closeBreach(id, true, DPO);

        assertThat(breach().finding()).isEqualTo(Finding.TOLD_IN_TIME);
        assertThat(breach().closed()).contains(story.clock.instant());
    }

    @Test
    void what_was_told_too_late_or_not_at_all_is_said_too() {
        story.origin.rights.pursue(id, Matter.WRONG_PERSON, Optional.empty(), Side.READER);
        story.clock.pass(Duration.ofHours(73));
        assertThat(breach().finding()).isEqualTo(Finding.OVERDUE);

        story.origin.rights.closeBreach(id, true, DPO);

        assertThat(breach().finding()).isEqualTo(Finding.TOLD_LATE);
    }

    @Test
    void a_finding_of_no_risk_is_no_telling() {
        story.origin.rights.pursue(id, Matter.WRONG_PERSON, Optional.empty(), Side.READER);
        story.origin.rights.closeBreach(id, false, DPO);

        assertThat(breach().finding()).isEqualTo(Finding.NO_RISK);
    }

    @Test
    void the_register_outlasts_what_is_told_of_the_exchange() {
        story.origin.rights.pursue(id, Matter.WRONG_PERSON, Optional.empty(), Side.READER);
        story.origin.desk.transactions().run(tx -> {
            try (var delete = tx.prepareStatement("delete from account")) {
                return delete.executeUpdate();
            }
        });

        assertThat(breach().isTold()).isFalse();
        assertThat(breach().sections()).isEmpty();
    }

    private Breach breach() {
        var all = new BreachRegister(story.origin.desk).all(DPO);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static Line line(ProcessingRegister.Register register, Track track) {
        return register.lines().stream().filter(line -> line.activity().track() == track).findFirst().orElseThrow();
    }
}
