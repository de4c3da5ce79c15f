package org.viaduc.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.viaduc.exchange.node.PeerLine;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.person.Sex;
import org.viaduc.person.Traits;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.FactResources;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;
import org.viaduc.trust.Envelope;
import org.viaduc.trust.NamedAgent;
import org.viaduc.trust.Peer;
import org.viaduc.trust.Request;

/**
 * How long an outsider waits for the answer that nothing can be communicated, side by side: nobody of that name is here, the
 * file is here and has nothing to show, or has and is withheld from that asker. An emergency is answered at once, and a
 * request before anybody has looked. The percentiles must not tell one line from another.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 3)
@Measurement(iterations = 2, time = 4)
@Fork(1)
public class NonRevelationBenchmark {
    /** Whom the question is about. */
    public enum About {
        ABSENT,
        WITHOUT_MEASURE,
        WITHHELD
    }

    @Param
    public About about;
    @Param({"break-glass", "ase-ip"})
    public String track;
    private Story story;
    private Peer origin;
    private Traits person;
    private Role asker;
    private ExchangeId id;
    private Envelope envelope;

    @Setup
    public void begin() throws IOException {
        story = Story.between("D35", "D44", Files.createTempDirectory("bench")).receives(Mission.PE, Role.EDUC_ASE)
                .holds(Kind.PARENTAL_AUTHORITY, about == About.WITHHELD ? Kind.AE_DECISION : Kind.PPE)
                .happened(FactKind.JUDICIAL_MEASURE, 300, "type", "placement")
                .happened(FactKind.INTERRUPTION_ENDANGERS, 20);
        story.isCollected();
        origin = story.host.desk.peers().peer(story.origin.department).orElseThrow();
        person = about == About.ABSENT
                ? new Traits("Personne-Inconnue", List.of("Yann"), Sex.MALE, LocalDate.of(2015, 2, 3), "29019")
                : Traits.of(story.record()).orElseThrow();
        asker = about == About.WITHHELD ? Role.GEST_RSA : Role.EDUC_ASE;
    }

    @Setup(Level.Invocation)
    public void ask() {
        id = ExchangeId.next(story.clock);
        var fact = FactCodec.fact(new FactId(UUID.randomUUID().toString()), FactKind.EMERGENCY, story.today(),
                Map.of("by", asker.word(), "motive", "found alone"), "D44", story.clock.instant(), "api",
                Optional.empty());
        var road = Track.of(track);
        envelope = story.host.desk.sealer().seal(new Request(road,
                road == Track.BREAK_GLASS ? Purpose.URGENCE : Purpose.EVAL_IP, new NamedAgent("agent-1", asker),
                Mission.PE, person, List.of(FactResources.write(fact))), origin, id);
    }

    @Benchmark
    public PeerLine.Answer answer() {
        return story.host.carry(origin, envelope, id);
    }
}
