package org.viaduc.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import org.viaduc.exchange.desk.State;
import org.viaduc.federation.Family;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.mapping.MappingBook;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A file that loses more in translation than its connector's budget allows waits for a person, on both ways. */
class BudgetTest {
    private final SettableClock clock = new SettableClock();
    private final Family family = Family.onIncomeSupport("44");
    private Path folder;
    private Side rennes;
    private Side nantes;

    @BeforeEach
    void two(@TempDir Path temp) {
        folder = temp;
        rennes = new Side("D35", folder, clock);
        nantes = new Side("D44", folder, clock);
    }

    @Test
    void a_collected_file_over_budget_waits_with_its_fields_named_and_goes_on_when_a_person_says_so() {
        rennes.mappings = solidor("budget: { dropped: 30% }");
        meet();

        var opened = rennes.collectsWithStrangeColumns(family, Pieces.SECRET);

        assertThat(opened).isEmpty();
        var item = onlyItem();
        assertThat(item.on().split(",")).contains("over-budget", "dropped:P.nouveau_1");
        assertThat(item.on()).doesNotContain(Pieces.SECRET).doesNotContain(Family.MARK);
        assertThat(Lexicon.say("dropped:P.nouveau_1", Language.FR)).isEqualTo("P.nouveau_1 (laissé)");
        assertThat(rennes.entries(Step.PARKED)).singleElement()
                .satisfies(entry -> assertThat(entry.details()).containsEntry(Detail.REASON.word(), "over-budget"));
        rennes.tray.resolve(item.id(), Optional.empty(), Side.READER);
        assertThat(rennes.tray.waiting(Side.READER)).isEmpty();
        assertThat(rennes.entries(Step.QUEUED)).hasSize(1);
    }

    @Test
    void whoever_is_known_already_is_the_candidate_of_a_file_over_budget() {
        rennes.mappings = solidor("budget: { dropped: 30% }");
        meet();
        rennes.collects(family);

        rennes.collectsWithStrangeColumns(family, Pieces.SECRET);

        assertThat(onlyItem().candidates()).hasSize(1);
    }

    @Test
    void a_refused_file_is_looked_at_again_when_the_mapping_changes_and_not_before() {
        rennes.mappings = solidor("budget: { dropped: 30% }");
        meet();
        rennes.collectsWithStrangeColumns(family, Pieces.SECRET);
        var id = onlyItem().id();

        rennes.tray.refuse(id, Side.READER);

        assertThat(rennes.tray.waiting(Side.READER)).isEmpty();
        assertThat(rennes.entries(id, Step.SHREDDED)).isEqualTo(1);
        rennes.collectsWithStrangeColumns(family, Pieces.SECRET);
        assertThat(rennes.tray.waiting(Side.READER)).as("the same file under the same mapping").isEmpty();
        rennes.mappings = solidor("budget: { dropped: 90% }");
        meet();
        assertThat(rennes.collectsWithStrangeColumns(family, Pieces.SECRET)).hasSize(1);
    }

    @Test
    void a_delivery_over_budget_waits_at_the_host_and_goes_on_when_a_person_accepts_the_loss() {
        nantes.mappings = withoutPayments();
        var id = sent();

        assertThat(nantes.state(id)).isEqualTo(State.PARKED);
        assertThat(nantes.handedOver).isEmpty();
        assertThat(rennes.state(id)).isEqualTo(State.SENT);
        nantes.tray.retry(id, Side.READER);
        nantes.receiving.deliver(id);
        assertThat(nantes.reason(id)).as("the mapping is no better").isEqualTo("over-budget");
        nantes.tray.acceptLoss(id, Side.READER);
        nantes.receiving.deliver(id);

        assertThat(nantes.handedOver).containsExactly(id);
        assertThat(nantes.state(id)).isEqualTo(State.DELIVERED);
        nantes.receiving.carryReceipt(id);
        assertThat(rennes.state(id)).isEqualTo(State.DELIVERED);
    }

    @Test
    void a_delivery_over_budget_is_tried_again_by_a_better_mapping_which_it_then_names() {
        nantes.mappings = withoutPayments();
        var id = sent();
        var poor = nantes.mappings.content("solidor").hex();
        nantes.mappings = solidor("budget: { back: { dropped: 0% } }");
        meet();

        nantes.tray.retry(id, Side.READER);
        nantes.receiving.deliver(id);

        assertThat(nantes.state(id)).isEqualTo(State.DELIVERED);
        assertThat(nantes.counter.steps(id).stream().filter(step -> step.step() == Step.TRANSLATED)
                .map(step -> step.details().get(Detail.MAPPING_CONTENT.word())))
                .containsExactly(poor, nantes.mappings.content("solidor").hex());
    }

    @Test
    void a_delivery_that_is_refused_for_its_losses_has_failed_on_both_sides() {
        nantes.mappings = withoutPayments();
        var id = sent();

        nantes.tray.refuse(id, Side.READER);
        nantes.receiving.carryReceipt(id);

        assertThat(nantes.handedOver).isEmpty();
        assertThat(nantes.state(id)).isEqualTo(State.FAILED);
        assertThat(rennes.state(id)).isEqualTo(State.FAILED);
        assertThatThrownBy(() -> nantes.tray.acceptLoss(id, Side.READER)).hasMessageContaining("parked");
    }

    private TrayDesk.Waiting onlyItem() {
        var waiting = rennes.tray.waiting(Side.READER).stream().filter(each -> each.what().equals("parked")).toList();
        assertThat(waiting).hasSize(1);
        return waiting.getFirst();
    }

    private ExchangeId sent() {
        meet();
        var id = rennes.collects(family).getFirst();
        rennes.sending.send(id);
        return id;
    }

    private void meet() {
        rennes.meets(nantes, true);
        nantes.meets(rennes, true);
    }

    /** Tables that know no payments any more, and may lose nothing. */
    private MappingBook withoutPayments() {
        return solidor("budget: { back: { dropped: 0% } }", rights -> {
            var payments = rights.indexOf("  - S12.payments:");
            return rights.substring(0, payments) + rights.substring(rights.indexOf("  - S12.overpayment:"))
                    + "\ndrop: [{ local: montant, reason: tenu ailleurs }, { local: periode, reason: tenu ailleurs }]\n";
        });
    }

    private MappingBook solidor(String key) {
        return solidor(key, UnaryOperator.identity());
    }

    /** Solidor's tables with one key more in system.yaml. */
    private MappingBook solidor(String key, UnaryOperator<String> change) {
        try {
            var copy = Files.createTempDirectory(folder, "mappings").resolve("solidor");
            FileSystemUtils.copyRecursively(Path.of("mappings/solidor"), copy);
            var system = Files.readAllLines(copy.resolve("system.yaml")).stream()
                    .filter(line -> !line.startsWith("budget:")).toList();
            Files.write(copy.resolve("system.yaml"),
                    Stream.concat(system.stream(), List.of(key).stream()).toList());
            var rights = copy.resolve("droit.yaml");
            Files.writeString(rights, change.apply(Files.readString(rights)));
            return MappingBook.load(copy.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
