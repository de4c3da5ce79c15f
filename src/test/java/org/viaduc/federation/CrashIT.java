package org.viaduc.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.viaduc.model.Department;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both nodes die again and again while files keep coming, each time just after something became durable or happened
 * outside, and then whenever it strikes; they are restarted with the serve line that is always the same. By default the
 * sender dies at the sender's four places and the receiver at its four, side by side. With {@code -Pcrash} files travel
 * both ways, either node dies at all eight, and far more often at random.
 */
class CrashIT {
    private static final boolean EVERYWHERE = "everywhere".equals(System.getProperty("viaduc.crash"));
    private static final List<String> WHERE_A_SENDER_DIES = List.of("ACCEPTED", "PREPARED", "CARRIED", "ANSWERED");
    /** Only a delivery that was cut off lets a receipt travel by itself. */
    private static final List<String> WHERE_A_RECEIVER_DIES = List.of("ARRIVED", "HANDED_OVER", "RECEIPT_CARRIED",
            "CONCLUDED");
    private static final int KILLED = 137;
    private static final int RANDOM_DEATHS = EVERYWHERE ? 8 : 1;
    private static final Duration PATIENCE = Duration.ofSeconds(EVERYWHERE ? 300 : 90);

    private static Pair pair;
    private final ConcurrentLinkedQueue<Family> toNantes = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Family> toRennes = new ConcurrentLinkedQueue<>();
    private final Random random = new Random();

    @BeforeAll
    static void write() throws IOException {
        pair = Pair.write();
    }

    @AfterAll
    static void end() {
        pair.close();
    }

    @Test
    void wherever_a_node_dies_every_file_arrives_once_and_both_journals_agree() throws IOException {
        try (var work = Executors.newSingleThreadScheduledExecutor()) {
            var coming = keepFilesComing(work);
            together(() -> diesAtEach(Pair.D35, all(WHERE_A_SENDER_DIES, WHERE_A_RECEIVER_DIES)),
                    () -> diesAtEach(Pair.D44, all(WHERE_A_RECEIVER_DIES, WHERE_A_SENDER_DIES)));
            together(() -> diesAtRandom(Pair.D35), () -> diesAtRandom(Pair.D44));
            coming.cancel(false);
        }
        pair.node(Pair.D35).awaitReady();
        pair.node(Pair.D44).awaitReady();

        Eventually.is("every exchange has ended", PATIENCE, () -> isAllOver(Pair.D35) && isAllOver(Pair.D44));

        assertArrivedOnce(toNantes, Pair.D35, Pair.D44);
        assertArrivedOnce(toRennes, Pair.D44, Pair.D35);
        var journals = Journals.exported(pair);
        journals.verify();
        journals.agree();
    }

    private static List<String> all(List<String> first, List<String> then) {
        return EVERYWHERE ? java.util.stream.Stream.concat(first.stream(), then.stream()).toList() : first;
    }

    private ScheduledFuture<?> keepFilesComing(ScheduledExecutorService work) {
        return work.scheduleWithFixedDelay(() -> {
            drop(Pair.D35, Family.onIncomeSupport("44"), toNantes);
            if (EVERYWHERE) {
                drop(Pair.D44, Family.onIncomeSupport("35"), toRennes);
            }
        }, 0, 2, TimeUnit.SECONDS);
    }

    private static void drop(Department at, Family family, ConcurrentLinkedQueue<Family> dropped) {
        try {
            pair.depot(at).drop(family);
            dropped.add(family);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Act {
        void run() throws IOException;
    }

    private static void together(Act... acts) {
        CompletableFuture.allOf(java.util.Arrays.stream(acts).map(act -> CompletableFuture.runAsync(() -> {
            try {
                act.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, Thread::startVirtualThread)).toArray(CompletableFuture[]::new)).join();
    }

    private static void diesAtEach(Department department, List<String> places) throws IOException {
        for (var place : places) {
            var node = pair.start(department, Map.of("VIADUC_DANGEROUS_HALT_AT", place));
            assertThat(node.await(PATIENCE)).as(department + " died at " + place).isTrue();
            assertThat(node.exitStatus()).as("how " + department + " ended at " + place).isEqualTo(KILLED);
        }
        pair.start(department, Map.of()).awaitReady();
    }

    private void diesAtRandom(Department department) throws IOException {
        for (var i = 0; i < RANDOM_DEATHS; i++) {
            var moment = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(5_000));
            while (System.nanoTime() < moment) {
                LockSupport.parkNanos(moment - System.nanoTime());
            }
            pair.node(department).kill();
            pair.start(department, Map.of());
        }
        pair.node(department).awaitReady();
    }

    private boolean isAllOver(Department department) throws IOException {
        var exchanges = pair.exchanges(department);
        return exchanges.size() == toNantes.size() + toRennes.size()
                && exchanges.stream().allMatch(each -> each.path("state").asText().equals("delivered"));
    }

    private static void assertArrivedOnce(Iterable<Family> families, Department from, Department to)
            throws IOException {
        for (var family : families) {
            assertThat(pair.depot(to).deliveriesOf(family)).as("deliveries of " + family.person()).isEqualTo(1);
            assertThat(pair.exchangeOf(from, family)).as("an exchange of " + family.person()).isPresent();
        }
    }
}
