package org.viaduc.mapping;

import java.time.Clock;
import java.util.LinkedHashMap;
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

import org.viaduc.model.CommonRecord;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/** How many records of thirty filled fields one core translates in a second: Solidor's words into four resources, and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TranslationBenchmark {
    private static final int FIELDS = 30;
    private static final int RESOURCES = 4;

    private final Translator translator = new Translator(MappingBook.bundled(), Clock.systemUTC());
    private final LocalRecord local = thirtyFields();
    private final CommonRecord common = translator.translate(local).record();

    /** The record is what the target speaks of, or the figure means nothing. */
    public TranslationBenchmark() {
        var filled = local.rows().stream().mapToInt(row -> row.fields().size()).sum();
        if (filled != FIELDS || common.pieces().size() != RESOURCES) {
            throw new IllegalStateException(filled + " fields make " + common.pieces().size() + " resources");
        }
    }

    private static LocalRecord thirtyFields() {
        return new LocalRecord("solidor", "7004101", "351877", List.of(
                row("P", "num_pers", "7004101", "role", "DEM", "nom_nais", "Benali", "nom_usage", "Le Goff",
                        "prenoms", "Nadia Yasmina", "sexe", "F", "dt_nais", "09/06/1991", "insee_nais", "99352",
                        "sit_fam", "DIV"),
                row("A", "num_pers", "7004101", "num_mesure", "M-26-0451", "nature", "ADM", "type", "AED", "dt_deb",
                        "05/03/2026", "dt_fin", "04/03/2027", "service", "CDAS Rennes Centre", "objet",
                        "Soutien à la parentalité, deux visites par mois"),
                row("R", "num_pers", "7004101", "type_droit", "RSA", "etat", "2", "dt_ouv", "01/02/2025", "dt_fin",
                        "31/01/2027"),
                row("C", "num_pers", "7004101", "num_contrat", "CE-35-26-0451", "dt_sign", "05/03/2026", "dt_fin",
                        "04/03/2027", "referent", "M. Tanguy, CDAS Rennes Centre", "objectifs",
                        "Retrouver un emploi à temps plein dans l'aide à domicile"),
                row("E", "code_evt", "DEM", "dt_evt", "10/11/2026")), List.of());
    }

    private static LocalRow row(String type, String... fieldsAndValues) {
        var fields = new LinkedHashMap<String, String>();
        for (var i = 0; i < fieldsAndValues.length; i += 2) {
            fields.put(fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        return new LocalRow(type, fields, 1);
    }

    @Benchmark
    public Translation translate() {
        return translator.translate(local);
    }

    @Benchmark
    public BackTranslation translateBack() {
        return translator.back(common, "solidor");
    }
}
