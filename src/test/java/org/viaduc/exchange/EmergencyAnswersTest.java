package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.audit.Answers;
import org.viaduc.exchange.glass.BreakGlass;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Search;
import org.viaduc.journal.answers.Emergency;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.Track;
import org.viaduc.person.Traits;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Motive;
import org.viaduc.policy.ObligationCode;
import org.viaduc.policy.Role;

import static org.assertj.core.api.Assertions.assertThat;

/** The glass was broken one night; an auditor asks both departments who looked at it afterwards. */
class EmergencyAnswersTest {
    private static final Actor AUDITOR = Actor.user("a.martin");
    private final Actor duty = Actor.user("agent-" + Role.EDUC_ASE.ordinal());
    private Story story;
    private ExchangeId id;

    @BeforeEach
    void a_night(@TempDir Path folder) {
        story = Story.between("D35", "D44", folder).sends(Track.ASE_JUDICIAL, Role.CADRE_CRIP)
                .receives(Mission.PE, Role.EDUC_ASE).holds(Kind.PARENTAL_AUTHORITY, Kind.AE_DECISION)
                .happened(FactKind.JUDICIAL_MEASURE, 300, "type", "placement");
        story.isCollected();
        id = story.host.glass.declare(new BreakGlass.Emergency(story.origin.department,
                Traits.of(story.record()).orElseThrow(), new Motive("ZZ found alone")), duty);
    }

    @Test
    void both_ends_name_who_declared_it_and_what_was_seen() {
        assertThat(asked(story.host).declaredBy()).isEqualTo(duty);
        assertThat(asked(story.origin).declaredBy()).isEqualTo(Actor.peer(story.host.department));
        assertThat(asked(story.host).seen()).isEqualTo(asked(story.origin).seen()).contains("S11.ae-decision");
        assertThat(asked(story.host).outcome()).isEqualTo("delivered");
    }

    @Test
    void a_review_in_time_closes_it_here_and_not_there() {
        story.host.duties.done(id, ObligationCode.CLOCK_REVIEW_72_HOURS, true, Actor.user("b.morvan"));
        story.clock.pass(Duration.ofDays(5));

        assertThat(reviewed(story.host)).isEqualTo(Emergency.Review.IN_TIME);
        assertThat(reviewed(story.origin)).isEqualTo(Emergency.Review.NEVER);
    }

    private Emergency.Review reviewed(Side side) {
        return asked(side).reviewed(story.clock.instant());
    }

    private static Emergency asked(Side side) {
        return new Answers(side.desk).emergencies(Search.latest(10), AUDITOR).found().getFirst();
    }
}
