package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.Account;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.question.Wording;
import org.viaduc.federation.Family;
import org.viaduc.journal.Step;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A user sees what would leave, and nothing leaves before that user's word about exactly that. */
class PreviewingTest {
    private static final Map<String, String> BY_PARENTS = Map.of("by", "parents");
    private final SettableClock clock = new SettableClock();
    private final Family family = Family.onIncomeSupport("44");
    private Side rennes;
    private Side nantes;
    private Previewing previewing;

    @BeforeEach
    void two(@TempDir Path folder) {
        rennes = new Side("D35", folder, clock);
        nantes = new Side("D44", folder, clock);
        rennes.meets(nantes, true);
        nantes.meets(rennes, true);
        previewing = new Previewing(rennes.desk, rennes.counter, rennes.collecting);
    }

    @Test
    void nothing_leaves_before_the_user_has_seen_the_decision_that_stands() {
        var id = held();
        var before = Digest.of(List.of("what the page showed before it was decided otherwise")).hex();

        assertThat(previewing.confirm(id, before, Side.READER)).isFalse();

        assertThat(rennes.state(id)).isEqualTo(State.AWAITING);
        assertThat(previewing.isHeld(id)).isTrue();
        assertThat(rennes.entries(id, Step.RESOLVED)).isZero();
        assertThat(rennes.entries(id, Step.QUEUED)).isZero();
        assertThat(previewing.confirm(id, digest(id), Side.READER)).isTrue();
        assertThat(rennes.state(id)).isEqualTo(State.QUEUED);
    }

    @Test
    void a_file_that_is_collected_again_waits_on() {
        var id = held();

        rennes.collectsWithStrangeColumns(family, "x");
        rennes.sending.send(id);

        assertThat(rennes.state(id)).isEqualTo(State.AWAITING);
        assertThat(rennes.carried).isEmpty();
    }

    @Test
    void what_was_cancelled_leaves_no_more() {
        var id = held();

        previewing.cancel(id, Side.READER);

        assertThat(rennes.state(id)).isEqualTo(State.WITHHELD);
        assertThatThrownBy(() -> previewing.confirm(id, digest(id), Side.READER))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void what_was_cancelled_is_not_asked_anew_by_a_fact_that_would_let_it_leave() {
        var support = refused();
        var id = started(support);
        rennes.collects(support);
        var change = rennes.counter.read(id, Side.READER).orElseThrow().account().decision();
        clock.pass(Duration.ofSeconds(1));
        rennes.state(id, FactKind.WRITTEN_AGREEMENT, BY_PARENTS);
        var again = latest();
        rennes.collects(support);
        assertThat(latest().awaits()).isEqualTo(Journey.CONFIRMATION);
        rennes.desk.transactions().run(tx -> {
            rennes.desk.journeys().tell(tx, again.id(), new Account(change, "", ""));
            return null;
        });
        previewing.cancel(again.id(), Side.READER);

        clock.pass(Duration.ofSeconds(1));
        rennes.state(id, FactKind.WRITTEN_AGREEMENT, BY_PARENTS);

        assertThat(latest().id()).isEqualTo(again.id());
    }

    @Test
    void what_was_withheld_and_is_asked_anew_is_seen_before_it_leaves() {
        var support = refused();
        var id = started(support);
        rennes.collects(support);
        assertThat(rennes.state(id)).isEqualTo(State.WITHHELD);

        clock.pass(Duration.ofSeconds(1));
        rennes.state(id, FactKind.WRITTEN_AGREEMENT, BY_PARENTS);
        rennes.collects(support);

        assertThat(latest().id()).isNotEqualTo(id);
        assertThat(latest().awaits()).isEqualTo(Journey.CONFIRMATION);
        assertThat(previewing.confirm(latest().id(), latest().decisionDigest(), Side.READER)).isTrue();
        assertThat(latest().state()).isEqualTo(State.QUEUED);
    }

    /** Refused, and evaluated since without a danger: nothing leaves. */
    private static Family refused() {
        return Family.withHomeSupport("44").happened("REF", 6, "PAR").happened("EVR", 2, "ND");
    }

    private ExchangeId started(Family support) {
        return previewing.start("depot", support.person(), Track.ASE_ADMINISTRATIVE, nantes.department,
                Role.CADRE_CRIP, Wording.USUAL, Side.READER);
    }

    private Journey latest() {
        return rennes.counter.latest(1, Side.READER).getFirst();
    }

    private ExchangeId held() {
        var id = previewing.start("depot", family.person(), Track.RSA, nantes.department, Role.GEST_RSA,
                Wording.USUAL, Side.READER);
        rennes.collects(family);
        assertThat(rennes.counter.find(id).orElseThrow().awaits()).isEqualTo(Journey.CONFIRMATION);
        return id;
    }

    private String digest(ExchangeId id) {
        return rennes.counter.find(id).orElseThrow().decisionDigest();
    }
}
