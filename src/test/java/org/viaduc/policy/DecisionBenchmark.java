package org.viaduc.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;

/** How many decisions with their reasons one core takes in a second, on files of twenty pieces. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecisionBenchmark {
    private static final int PIECES = 20;
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Department D35 = new Department("D35");
    private static final Department D44 = new Department("D44");

    private final DecisionPoint point = new DecisionPoint(RuleBook.bundled());
    private final FileFace applicant = file(LocalDate.parse("1991-06-09"), Kind.IDENTITY, Kind.of("S12.decision"),
            Kind.of("S13.contract"), Kind.of("S13.health-obstacle"), Kind.INCOME, Kind.of("S14.synthesis"));
    private final FileFace child = file(LocalDate.parse("2017-03-02"), Kind.IDENTITY, Kind.of("S10.ip"),
            Kind.of("S10.ip-evaluation"), Kind.of("S10.evaluation-report"), Kind.of("S14.synthesis"), Kind.INCOME);
    private final Question rsa = question(Track.of("rsa"), Purpose.of("INSTR_RSA"), Role.of("GEST-RSA"), Mission.RSA);
    private final Question alert = question(Track.of("ase-ip"), Purpose.of("EVAL_IP"), Role.of("CADRE-CRIP"),
            Mission.PE);
    private final List<Fact> moved = List.of(fact(FactKind.FAMILY_MOVED, Map.of("to", "D44", "address", "known")),
            fact(FactKind.RGS_ATTESTATION, Map.of("by", "D35")));
    private final List<Fact> underEvaluation = List.of(
            fact(FactKind.FAMILY_MOVED, Map.of("to", "D44", "address", "known")),
            fact(FactKind.RGS_ATTESTATION, Map.of("by", "D35")), fact(FactKind.IP_RECEIVED, Map.of()),
            fact(FactKind.IP_UNDER_EVALUATION, Map.of()), fact(FactKind.PARENTS_INFORMED, Map.of()));

    /** Both files are released, or the figure means little. */
    public DecisionBenchmark() {
        for (var decision : List.of(decideOnBenefits(), decideOnAnAlert())) {
            if (!decision.isRelease()) {
                throw new IllegalStateException(decision + " because " + decision.decidedBy());
            }
        }
    }

    private static FileFace file(LocalDate born, Kind... kinds) {
        var pieces = new ArrayList<PieceFace>();
        while (pieces.size() < PIECES) {
            pieces.add(new PieceFace("piece-" + pieces.size(), kinds[pieces.size() % kinds.length], Set.<Mark>of()));
        }
        return new FileFace(pieces, new Age.Born(born), false);
    }

    private static Question question(Track track, Purpose purpose, Role role, Mission mission) {
        return new Question(track, purpose, new Party(D35, role), new Recipient(D44, role, true, Optional.of(mission)));
    }

    private static Fact fact(FactKind kind, Map<String, String> fields) {
        return FactCodec.fact(FactId.derivedFrom(List.of(kind.word())), kind, TODAY.minusDays(3), fields, "D35",
                Instant.parse("2026-11-20T08:00:00Z"), "benchmark", Optional.empty());
    }

    @Benchmark
    public Decision decideOnBenefits() {
        return point.decide(rsa, applicant, moved, TODAY);
    }

    @Benchmark
    public Decision decideOnAnAlert() {
        return point.decide(alert, child, underEvaluation, TODAY);
    }

    /** With the digest by which the outbox and the journal know the answer again. */
    @Benchmark
    public Digest decideAndDigest() {
        return point.decide(alert, child, underEvaluation, TODAY).digest();
    }
}
