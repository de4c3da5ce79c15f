package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.viaduc.connectors.kit.certify.Check.Verdict;
import org.viaduc.connectors.kit.guess.Guesser;
import org.viaduc.connectors.kit.sample.Samples;
import org.viaduc.connectors.kit.scaffold.Plan;
import org.viaduc.connectors.kit.scaffold.Scaffold;
import org.viaduc.connectors.kit.scaffold.Scaffold.Door;

import static org.assertj.core.api.Assertions.assertThat;

/** What a newcomer gets from a sample stands up to the trials before anything is added. */
class NewConnectorsTest {
    private static final String PAGE = """
            {"edition": "2026-11-20", "dossiers": [
             {"numDossier": "D-2290", "usager": {"nomNaissance": "Tanguy", "prenoms": ["Gaëlle", "Marie"], "sexe": "F",
               "dateNaissance": "1988-04-12"}, "adresse": {"ligne1": "5, impasse du Lavoir", "codePostal": "22300"},
              "droits": [{"prestation": "RSA", "etat": "OUVERT", "debut": "2026-01-01", "montant": 607.75}]},
             {"numDossier": "D-2291", "usager": {"nomNaissance": "N'Guessan", "prenoms": ["Awa"], "sexe": "F",
               "dateNaissance": "2001-09-30"}, "adresse": {"ligne1": "12, rue de l'Église", "codePostal": "22700"}, "droits": []}]}
            """;
    private static final String EXPORT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Export><Personnes>
              <Personne num="7001"><NomNaissance>Bourdin</NomNaissance><Prenoms>Élodie</Prenoms><Sexe>F</Sexe>
                <Droits><Droit><Prestation>RSA</Prestation><DateDebut>2026-03-01</DateDebut></Droit></Droits></Personne>
              <Personne num="7002"><NomNaissance>D'Aubrac</NomNaissance><Prenoms>Théo</Prenoms><Sexe>M</Sexe>
                <Droits><Droit><Prestation>RSA</Prestation><DateDebut>2020-01-01</DateDebut></Droit></Droits></Personne>
            </Personnes></Export>
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"json", "xml"})
    void a_connector_from_a_sample_fails_no_trial_of_mapping_and_files(String ending) throws IOException {
        var sample = Files.writeString(folder.resolve("sample." + ending), ending.equals("json") ? PAGE : EXPORT);
        var guesser = new Guesser(Optional.empty());
        var plan = new Plan("d22-marais", "marais", "D22", "pôle numérique, D22", "csv-folder",
                LocalDate.of(2026, 11, 22));
        Scaffold.of(plan, Samples.read(sample.toString(), guesser), new Door(Map.of(), Map.of(), Map.of()), guesser)
                .write(folder);

        var trying = new Trying(check -> {
        });
        var subject = Subject.of("marais", folder.resolve("mappings/marais"));
        new MappingChecks(subject).run(trying);
        new FileChecks(subject, CertifierTest.LITTLE).run(trying);

        assertThat(trying.checks()).filteredOn(check -> check.verdict() == Verdict.FAILED).isEmpty();
        assertThat(trying.checks()).filteredOn(check -> check.verdict() == Verdict.PASSED).extracting(Check::id)
                .contains("examples-there", "missing-columns", "extra-columns", "other-order", "schema-drift",
                        "huge-file");
    }
}
