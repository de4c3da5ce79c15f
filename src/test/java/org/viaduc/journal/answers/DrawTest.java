package org.viaduc.journal.answers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.answers.Course.Way;
import org.viaduc.journal.answers.Sample.Counted;
import org.viaduc.journal.answers.Sample.Plan;
import org.viaduc.journal.answers.Stratum.By;
import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;

import static org.assertj.core.api.Assertions.assertThat;

/** A lot that anybody draws again. */
class DrawTest {
    private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-01T00:00:00Z");
    private static final Checkpoint HEAD = new Checkpoint(new Department("D35"), 1000, Digest.of(new byte[0]), TO, "");
    private static final List<String> ENDINGS = List.of("delivered", "withheld", "refused", "failed");

    @Test
    void the_same_seed_draws_the_same_whatever_the_order_in_which_the_exchanges_go_by() {
        var population = population(500, 7);
        var shuffled = new ArrayList<>(population);
        Collections.shuffle(shuffled, new Random(1));

        var first = draw("dés du 3 novembre", 20, population);
        var second = draw("dés du 3 novembre", 20, shuffled);

        assertThat(second).isEqualTo(first);
        assertThat(second.digest()).isEqualTo(first.digest());
    }

    @Test
    void another_seed_draws_others() {
        var population = population(500, 7);

        assertThat(draw("un", 20, population).drawn()).isNotEqualTo(draw("deux", 20, population).drawn());
    }

    @Test
    void a_seed_that_was_written_down_stands_for_itself() {
        var seed = Plan.seed("dés du 3 novembre");

        assertThat(Plan.seed(seed.hex())).isEqualTo(seed);
    }

    @Test
    void a_rare_ending_is_in_the_sample_too() {
        var population = new ArrayList<>(population(2000, 1));
        population.add(course(9999, "failed"));

        var sample = draw("rare", 10, population);

        assertThat(sample.drawn()).extracting(Course::ending).contains("failed");
        assertThat(sample.strata()).contains(new Counted(new Stratum("", "", "failed"), 1, 1));
    }

    @Property(tries = 300)
    void shares_add_up_and_no_stratum_gives_more_than_it_has(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 60) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 150) int wanted) {
        var population = new ArrayList<Course>();
        for (var stratum = 0; stratum < sizes.size(); stratum++) {
            for (var n = 0; n < sizes.get(stratum); n++) {
                population.add(course(stratum * 1000 + n, ENDINGS.get(stratum)));
            }
        }

        var sample = draw("propriété", wanted, population);

        assertThat(sample.drawn()).hasSize(Math.min(wanted, population.size())).doesNotHaveDuplicates();
        assertThat(sample.strata()).allMatch(each -> each.drawn() <= each.population());
        assertThat(sample.strata().stream().mapToInt(Counted::drawn).sum()).isEqualTo(sample.drawn().size());
        if (wanted >= sample.strata().size()) {
            assertThat(sample.strata()).allMatch(each -> each.drawn() >= 1);
        }
    }

    private static Sample draw(String seed, int most, List<Course> population) {
        var draw = new Draw(new Plan(Plan.seed(seed), FROM, TO, most, Set.of(By.ENDING)));
        population.forEach(draw::add);
        return draw.sample(HEAD);
    }

    private static List<Course> population(int size, int seed) {
        var random = new Random(seed);
        var courses = new ArrayList<Course>();
        for (var n = 0; n < size; n++) {
            courses.add(course(n, ENDINGS.get(random.nextInt(3))));
        }
        return courses;
    }

    private static Course course(int n, String ending) {
        return new Course(new ExchangeId(new UUID(0x0193aa0000007000L, 0x8000000000000000L | n)), Way.OUT,
                Optional.empty(), Optional.of(new Department("D44")), "rsa", FROM, FROM, ending, "", List.of(),
                List.of(), List.of(), Set.of(), 9);
    }
}
