package org.viaduc.federation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

import org.viaduc.trust.ReceiptState;

import static org.assertj.core.api.Assertions.assertThat;

/** At least once on the wire, once in effect. */
class RepeatsIT {
    private final Neighbourhood neighbourhood = Neighbourhood.running();

    @Test
    void the_same_envelope_again_is_answered_with_the_latest_receipt() throws IOException {
        var family = Family.onIncomeSupport("44");
        var id = Neighbourhood.anId();
        var envelope = neighbourhood.vannes.offer(Neighbourhood.document(family), Pair.D44, id);
        var first = neighbourhood.say(envelope);

        var second = neighbourhood.say(envelope);

        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(second.bytes()).isEqualTo(first.bytes());
        var receipt = neighbourhood.vannes.receipt(second.bytes(), Pair.D44);
        assertThat(receipt.state()).isEqualTo(ReceiptState.DELIVERED);
        assertThat(receipt.exchange()).isEqualTo(id);
        assertThat(neighbourhood.pair.depot(Pair.D44).deliveriesOf(family)).isEqualTo(1);
    }

    @Test
    void the_same_envelope_many_times_at_once_is_delivered_once() throws Exception {
        var family = Family.onIncomeSupport("44");
        var id = Neighbourhood.anId();
        var envelope = neighbourhood.vannes.offer(Neighbourhood.document(family), Pair.D44, id);
        var calls = new ArrayList<Callable<Https.Answer>>();
        for (var i = 0; i < 12; i++) {
            calls.add(() -> neighbourhood.say(envelope));
        }

        List<Https.Answer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(calls)) {
                answers.add(each.get());
            }
        }

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(neighbourhood.vannes.receipt(neighbourhood.say(envelope).bytes(), Pair.D44).state())
                .isEqualTo(ReceiptState.DELIVERED);
        assertThat(neighbourhood.pair.depot(Pair.D44).deliveriesOf(family)).isEqualTo(1);
        assertThat(neighbourhood.pair.tables(Pair.D44).entries("delivered").stream()
                .filter(line -> line.exchange().equals(id.toString()))).hasSize(1);
    }

    @Test
    void another_nodes_exchange_id_gives_nothing_away_and_changes_nothing() throws Exception {
        var family = Family.onIncomeSupport("44");
        neighbourhood.pair.depot(Pair.D35).drop(family);
        var id = neighbourhood.pair.until(Pair.D35, family, "delivered");
        var other = Family.onIncomeSupport("44");

        var answer = neighbourhood.say(neighbourhood.vannes.offer(Neighbourhood.document(other), Pair.D44,
                org.viaduc.model.ExchangeId.of(id)));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(neighbourhood.pair.depot(Pair.D44).deliveriesOf(other)).isZero();
        assertThat(neighbourhood.pair.state(Pair.D44, id)).isEqualTo("delivered");
    }

    @Test
    void the_same_drop_again_opens_nothing() throws Exception {
        var family = Family.onIncomeSupport("44");
        neighbourhood.pair.depot(Pair.D35).drop(family);
        neighbourhood.pair.until(Pair.D35, family, "delivered");

        var again = neighbourhood.pair.depot(Pair.D35).drop(family);

        Eventually.is("the drop is read", () -> neighbourhood.pair.depot(Pair.D35).isIn("archive", again));
        assertThat(neighbourhood.pair.exchanges(Pair.D35).stream()
                .filter(each -> each.path("localId").asText().equals(family.person()))).hasSize(1);
        assertThat(neighbourhood.pair.depot(Pair.D44).deliveriesOf(family)).isEqualTo(1);
    }
}
