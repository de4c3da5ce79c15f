package org.viaduc.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.question.Wording;
import org.viaduc.federation.Family;
import org.viaduc.journal.Step;
import org.viaduc.mapping.MappingBook;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;
import org.viaduc.model.Track;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Nothing leaves for a department that is not understood or not known, and somebody sees why. */
class DestinationTest {
    private final SettableClock clock = new SettableClock();
    private Path folder;
    private Side rennes;
    private Side nantes;

    @BeforeEach
    void two(@TempDir Path temp) {
        folder = temp;
        rennes = new Side("D35", folder, clock);
        nantes = new Side("D44", folder, clock);
        meet();
    }

    @Test
    void a_move_to_a_code_that_no_table_knows_waits_in_the_tray_and_says_so() {
        translatingWithout("44");

        var id = rennes.collects(Family.onIncomeSupport("44")).getFirst();

        assertThat(rennes.state(id)).isEqualTo(State.AWAITING);
        assertThat(onlyItem().on()).isEqualTo("unknown-destination");
        assertThat(Lexicon.say("unknown-destination", Language.FR)).contains("aucune table");
        assertThat(rennes.errands(id)).isEmpty();
        assertThat(rennes.entries(id, Step.QUEUED)).isZero();
    }

    /** The tables were mended and the file handed over again as it was: it opened nothing, since it had not changed. */
    @Test
    void the_same_file_goes_on_once_the_table_knows_the_code() {
        translatingWithout("44");
        var family = Family.onIncomeSupport("44");
        var id = rennes.collects(family).getFirst();
        translatingWithout();
        clock.pass(Duration.ofMinutes(3));

        assertThat(rennes.collects(family)).as("the exchange that waits goes on").isEmpty();

        assertThat(rennes.state(id)).isEqualTo(State.QUEUED);
        assertThat(journey(id).peer()).isEqualTo(nantes.department);
        assertThat(rennes.tray.waiting(Side.READER)).isEmpty();
        assertThat(rennes.collects(family)).isEmpty();
        assertThat(rennes.counter.latest(9, Side.READER)).hasSize(1);
    }

    /** Of two moves of one day the one with the greater id was taken for the last: every second family never left. */
    @Test
    void a_move_that_is_understood_at_last_opens_whatever_the_ids_of_its_facts() {
        translatingWithout("44");
        var families = new ArrayList<Family>();
        for (var i = 0; i < 12; i++) {
            families.add(Family.onIncomeSupport("44"));
        }
        families.forEach(family -> rennes.tray.refuse(rennes.collects(family).getFirst(), Side.READER));
        translatingWithout();
        clock.pass(Duration.ofMinutes(3));

        families.forEach(family -> assertThat(rennes.collects(family)).singleElement()
                .satisfies(id -> assertThat(rennes.state(id)).isEqualTo(State.QUEUED)));
    }

    @Test
    void a_move_to_a_department_that_is_no_neighbour_waits_until_somebody_says_that_it_stays() {
        var family = Family.onIncomeSupport("87");
        var id = rennes.collects(family).getFirst();
        assertThat(onlyItem().on()).isEqualTo("no-neighbour");

        rennes.tray.refuse(id, Side.READER);

        assertThat(rennes.state(id)).isEqualTo(State.WITHHELD);
        assertThat(rennes.entries(id, Step.SHREDDED)).isEqualTo(1);
        assertThat(rennes.tray.waiting(Side.READER)).isEmpty();
        assertThat(rennes.collects(family)).as("the same file again").isEmpty();
        assertThat(rennes.tray.waiting(Side.READER)).isEmpty();
    }

    @Test
    void a_move_that_somebody_states_to_a_neighbour_lets_it_go() {
        var id = rennes.collects(Family.onIncomeSupport("87")).getFirst();
        clock.pass(Duration.ofDays(1));

        rennes.state(id, FactKind.FAMILY_MOVED, Map.of("to", "D44", "address", "known"));

        assertThat(rennes.state(id)).isEqualTo(State.QUEUED);
        assertThat(journey(id).peer()).isEqualTo(nantes.department);
    }

    @Test
    void an_exchange_with_a_department_that_is_no_neighbour_is_not_started() {
        assertThatThrownBy(() -> started("D87", "R-1001")).isInstanceOf(NoNeighbour.class)
                .hasMessageContaining("peers/D87.yaml");

        assertThat(rennes.counter.latest(9, Side.READER)).isEmpty();
    }

    @Test
    void an_exchange_started_to_where_the_family_did_not_go_says_so() {
        var family = Family.onIncomeSupport("87");
        var id = started("D44", Side.record(family).localId());

        rennes.collects(family);

        assertThat(rennes.state(id)).isEqualTo(State.AWAITING);
        assertThat(journey(id).awaits()).isEqualTo("moved-elsewhere");
        rennes.tray.refuse(id, Side.READER);
        assertThat(rennes.state(id)).isEqualTo(State.WITHHELD);
    }

    /** A destination corrected in the case system leaves two moves of one day: which is right is not for a node to say. */
    @Test
    void two_moves_of_one_day_that_disagree_wait_for_a_person() {
        var family = Family.onIncomeSupport("87");
        rennes.tray.refuse(rennes.collects(family).getFirst(), Side.READER);
        clock.pass(Duration.ofMinutes(3));

        var id = rennes.collects(family.moved("44")).getFirst();

        assertThat(rennes.state(id)).isEqualTo(State.AWAITING);
        assertThat(journey(id).awaits()).isEqualTo("two-destinations");
    }

    private ExchangeId started(String to, String localId) {
        return rennes.counter.start("depot", localId, Track.RSA, new Department(to), Role.GEST_RSA, Wording.USUAL,
                Side.READER);
    }

    private TrayDesk.Waiting onlyItem() {
        var items = rennes.tray.waiting(Side.READER);
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    private Journey journey(ExchangeId id) {
        return rennes.counter.find(id).orElseThrow();
    }

    private void meet() {
        rennes.meets(nantes, true);
        nantes.meets(rennes, true);
    }

    /** Solidor's tables without some departments. */
    private void translatingWithout(String... codes) {
        try {
            var copy = Files.createTempDirectory(folder, "mappings").resolve("solidor");
            FileSystemUtils.copyRecursively(Path.of("mappings/solidor"), copy);
            var table = copy.resolve("codes/department.csv");
            Files.write(table, Files.readAllLines(table).stream()
                    .filter(line -> List.of(codes).stream().noneMatch(code -> line.startsWith(code + ";"))).toList());
            rennes.mappings = MappingBook.load(copy.getParent());
            meet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
