package org.viaduc.exchange.audit;

import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessResourceFailureException;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.journal.answers.Course;
import org.viaduc.journal.answers.Draw;
import org.viaduc.journal.answers.Sample;
import org.viaduc.journal.answers.Stratum;

/** Draws exchanges by lot. The seed and the checkpoint stand in an entry, so that others draw the same. */
public final class Sampling {
    private final Desk desk;
    private final DataSource source;

    public Sampling(Desk desk, DataSource source) {
        this.desk = desk;
        this.source = source;
    }

    /**
     * Draws from the exchanges that began in the plan's period, as the journal stood at a checkpoint.
     *
     * @param size of the checkpoint at which somebody drew before; empty for one that is signed now
     * @throws NoSuchElementException when no checkpoint was signed at that size
     */
    public Sample draw(Sample.Plan plan, OptionalLong size, Actor auditor) {
        var checkpoint = checkpoint(size);
        var draw = new Draw(plan);
        return desk.transactions().run(tx -> {
            desk.journal().walk(tx, checkpoint.size(), plan.from(), plan.to(),
                    entries -> draw.add(Course.of(desk.settings().department(), entries)));
            var sample = draw.sample(checkpoint);
            desk.pages(auditor).say(Step.SAMPLED, entry -> strata(plan, entry.with(Detail.SEED, plan.seed().hex())
                    .with(Detail.SINCE, plan.from().toString()).with(Detail.UNTIL, plan.to().toString())
                    .with(Detail.NUMBER, sample.drawn().size()).with(Detail.SIZE, checkpoint.size())
                    .with(Detail.ROOT, checkpoint.rootHash().hex()).with(Detail.DIGEST, sample.digest().hex())))
                    .into(desk.journal(), tx);
            return sample;
        });
    }

    /** By what it was stratified; a sample of the whole does not say. */
    private static Entry strata(Sample.Plan plan, Entry entry) {
        return plan.by().isEmpty()
                ? entry
                : entry.with(Detail.METHOD, plan.by().stream().sorted().map(Stratum.By::word)
                        .collect(Collectors.joining(" ")));
    }

    private Checkpoint checkpoint(OptionalLong size) {
        try (var connection = source.getConnection()) {
            desk.journal().sequence(connection);
            return size.isEmpty()
                    ? desk.journal().checkpoint(connection)
                    : desk.journal().checkpointAt(connection, size.getAsLong()).orElseThrow(
                            () -> new NoSuchElementException("no checkpoint was signed at that size"));
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the journal cannot be read: " + e.getSQLState(), e);
        }
    }
}
