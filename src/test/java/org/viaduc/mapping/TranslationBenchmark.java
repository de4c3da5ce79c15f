package org.viaduc.mapping;

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
import org.viaduc.model.LocalRecord;

import static org.viaduc.mapping.Fixture.home;
import static org.viaduc.mapping.Fixture.record;
import static org.viaduc.mapping.Fixture.row;

/** How many records of 30 fields one core translates in a second, ledgers included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TranslationBenchmark {
    private final LocalRecord local = record(home(),
            row("P", "foyer", "12", "num", "9", "nom", "Le Goff", "prenoms", "Anne-Marie Louise", "ne", "29/02/2016",
                    "sexe",
                    "F", "sit", "C", "nir", "216023528800142", "maj", "01/11/2026"),
            row("A", "num", "9", "ref", "M1", "nature", "ADM", "type", "AED", "debut", "05/03/2024", "objet", "suivi"),
            row("A", "num", "9", "ref", "M2", "nature", "JUD", "type", "PLA", "debut", "06/03/2025", "objet", "suivi"),
            row("P", "nom", "Bâ", "prenoms", "Awa", "ne", "01/01/1990", "sexe", "F", "sit", "M"));
    private final CommonRecord common = Fixture.TRANSLATOR.translate(local).record();

    @Benchmark
    public Translation toCommon() {
        return Fixture.TRANSLATOR.translate(local);
    }

    @Benchmark
    public BackTranslation toLocal() {
        return Fixture.TRANSLATOR.back(common, "maison");
    }

    @Benchmark
    public BackTranslation toAnotherSystem() {
        return Fixture.TRANSLATOR.back(common, "fiche");
    }
}
