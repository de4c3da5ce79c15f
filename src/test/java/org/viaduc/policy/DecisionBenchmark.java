package org.viaduc.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** How many decisions a second, with reasons, one core makes; and their digests. Over all our cases in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class DecisionBenchmark {
    private final DecisionPoint point = new DecisionPoint(RuleBook.bundled());
    private final List<DecisionCase> cases = cases();
    private int next;

    private static List<DecisionCase> cases() {
        var cases = new ArrayList<DecisionCase>();
        try (var found = Files.list(Path.of("src/test/resources/policy/cases"))) {
            for (var file : found.sorted().toList()) {
                cases.add(DecisionCase.read(file.toString(), Files.readString(file),
                        RuleBook.bundled().rules().keySet()));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return cases;
    }

    private Decision decided() {
        var one = cases.get(next);
        next = (next + 1) % cases.size();
        return point.decide(one.question(), one.file(), one.facts(), one.today());
    }

    @Benchmark
    public Decision decide() {
        return decided();
    }

    @Benchmark
    public String decideAndDigest() {
        return decided().digest().hex();
    }
}
