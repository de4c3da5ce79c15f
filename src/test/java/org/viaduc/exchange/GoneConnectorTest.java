package org.viaduc.exchange;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.federation.Family;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A connector is taken out of node.yaml while files and exchanges of its own wait in the tray. */
class GoneConnectorTest {
    private final SettableClock clock = new SettableClock();
    private final Family family = Family.onIncomeSupport("44");
    private final Family namesake = family.namesake().moved("44");
    private Side rennes;
    private Side nantes;

    @BeforeEach
    void two(@TempDir Path folder) {
        rennes = new Side("D35", folder, clock);
        nantes = new Side("D44", folder, clock);
        rennes.meets(nantes, true);
        nantes.meets(rennes, true);
    }

    @Test
    void whom_a_parked_file_is_about_can_still_be_said_and_the_journey_goes_on() {
        var id = parkedFile();
        loseConnectors(rennes);

        rennes.tray.resolve(id, Optional.empty(), Side.READER);

        assertThat(rennes.tray.waiting(Side.READER)).noneMatch(each -> each.id().equals(id));
        var queued = rennes.entries(Step.QUEUED);
        assertThat(queued).hasSize(2);
        rennes.sending.send(queued.getLast().exchange().orElseThrow());
        assertThat(nantes.entries(Step.VERIFIED)).hasSize(1);
    }

    @Test
    void a_parked_file_can_be_refused_and_is_looked_at_anew_when_the_connector_is_back() {
        var id = parkedFile();
        var connectors = loseConnectors(rennes);

        rennes.tray.refuse(id, Side.READER);

        assertThat(parked()).isEmpty();
        assertThat(rennes.entries(Step.SHREDDED)).extracting(each -> each.exchange().orElseThrow()).containsExactly(id);
        rennes.desk.settings().inForce().replace(connectors);
        rennes.collects(namesake);
        assertThat(parked()).hasSize(1);
    }

    @Test
    void while_the_connector_is_there_a_doubtful_file_waits_for_an_answer_and_is_not_refused() {
        var id = parkedFile();

        assertThatThrownBy(() -> rennes.tray.refuse(id, Side.READER)).hasMessageContaining("parked");

        assertThat(parked()).containsExactly(id);
    }

    @Test
    void a_delivery_that_nobody_can_make_says_what_is_missing_and_stays_until_a_connector_delivers() {
        var id = parkedDelivery();
        var connectors = loseConnectors(nantes);

        assertThatThrownBy(() -> nantes.tray.retry(id, Side.READER)).isInstanceOf(NobodyDelivers.class)
                .hasMessageContaining("node.yaml");

        assertThat(nantes.state(id)).isEqualTo(State.PARKED);
        assertThat(nantes.entries(id, Step.RETRIED)).isZero();
        nantes.desk.settings().inForce().replace(connectors);
        nantes.tray.retry(id, Side.READER);
        nantes.receiving.deliver(id);
        assertThat(nantes.state(id)).isEqualTo(State.DELIVERED);
    }

    @Test
    void a_delivery_that_nobody_can_make_may_be_refused_and_both_sides_say_so() {
        var id = parkedDelivery();
        assertThatThrownBy(() -> nantes.tray.refuse(id, Side.READER)).as("while somebody delivers")
                .hasMessageContaining("parked");
        loseConnectors(nantes);

        nantes.tray.refuse(id, Side.READER);
        nantes.receiving.carryReceipt(id);

        assertThat(nantes.state(id)).isEqualTo(State.FAILED);
        assertThat(nantes.reason(id)).isEqualTo("no-delivering-connector");
        assertThat(rennes.state(id)).isEqualTo(State.FAILED);
    }

    /** Somebody with the very same traits is known already. */
    private ExchangeId parkedFile() {
        rennes.collects(family);
        rennes.collects(namesake);
        assertThat(parked()).hasSize(1);
        return parked().getFirst();
    }

    private List<ExchangeId> parked() {
        return rennes.tray.waiting(Side.READER).stream().filter(each -> each.what().equals("parked"))
                .map(TrayDesk.Waiting::id).toList();
    }

    private ExchangeId parkedDelivery() {
        nantes.whileHandingOver = () -> {
            throw new org.viaduc.exchange.node.DepartmentRefuses("http-422");
        };
        var id = rennes.collects(family).getFirst();
        rennes.sending.send(id);
        assertThat(nantes.state(id)).isEqualTo(State.PARKED);
        nantes.whileHandingOver = () -> {
        };
        return id;
    }

    private static Map<String, Connector> loseConnectors(Side side) {
        var before = side.desk.settings().connectors();
        side.desk.settings().inForce().replace(Map.of());
        return before;
    }
}
