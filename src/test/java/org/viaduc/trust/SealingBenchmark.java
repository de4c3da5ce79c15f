package org.viaduc.trust;

import java.util.ArrayList;
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

import org.viaduc.model.CommonRecord;
import org.viaduc.model.Kind;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;
import org.viaduc.model.fhir.DocumentBundle;
import org.viaduc.model.fhir.Documents;
import org.viaduc.model.fhir.SocialDocument;

/** What sealing, opening and keeping a bundle of about 10 kB costs on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SealingBenchmark {
    private final Nodes nodes = new Nodes();
    private final Sealer sealer = nodes.sealer();
    private final Opener opener = nodes.opener();
    private final SocialDocument document = SocialDocument.of(Documents.aHead(), tenKilobytes());
    private final OfferContent content = Nodes.content(document, Manifest.EMPTY);
    private final byte[] bundle = DocumentBundle.write(document);
    private final byte[] sealed = sealer.seal(content, nodes.toThere(), Nodes.EXCHANGE).bytes();
    private final Kept kept = sealer.keep(Nodes.EXCHANGE, bundle);

    private static CommonRecord tenKilobytes() {
        var pieces = new ArrayList<Piece>();
        pieces.add(Documents.anIdentity());
        while (pieces.size() < 15) {
            pieces.add(new Piece("income-" + pieces.size(), Kind.INCOME,
                    Resource.a("Observation").set("status", "final")
                            .set("code.coding[0].system", "https://viaduc.org/fhir/CodeSystem/income")
                            .set("code.coding[0].code", "salary").set("effectivePeriod.start", "2026-07-01")
                            .set("note[0].text", "Une note inventée, longue comme elles le sont.").build(),
                    Set.of()));
        }
        return new CommonRecord(pieces);
    }

    @Benchmark
    public byte[] writeBundle() {
        return DocumentBundle.write(document);
    }

    @Benchmark
    public SocialDocument readBundleStrictly() {
        return DocumentBundle.read(bundle);
    }

    @Benchmark
    public SocialDocument readOwnBundle() {
        return DocumentBundle.readOwn(bundle);
    }

    @Benchmark
    public Envelope seal() {
        return sealer.seal(content, nodes.toThere(), Nodes.EXCHANGE);
    }

    @Benchmark
    public Opening open() {
        return opener.open(sealed, Nodes.D35);
    }

    @Benchmark
    public Kept keep() {
        return sealer.keep(Nodes.EXCHANGE, bundle);
    }

    @Benchmark
    public byte[] unkeep() {
        return sealer.unkeep(Nodes.EXCHANGE, kept);
    }
}
