package org.viaduc.connectors;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import org.viaduc.federation.Family;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.mapping.Translation;
import org.viaduc.mapping.Translator;
import org.viaduc.model.LocalRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** What is under way when other tables come into force. */
class IntakeTest {
    private static final MappingBook OLD = MappingBook.load(Path.of("mappings"));

    @Test
    void a_drop_ends_with_the_tables_with_which_it_began_though_a_field_is_renamed_in_the_middle(@TempDir Path folder)
            throws Exception {
        var mappings = new MappingsInForce(OLD);
        var renamed = renamed(folder);
        var translator = new Translator(mappings, java.time.Clock.systemUTC());
        var translations = new ArrayList<Translation>();
        var settings = new RunningRoutes(folder,
                RunningRoutes.connector("depot", "solidor", java.util.Map.of())).settings;
        var intake = new Intake(new Taking() {
            @Override
            public void accept(LocalRecord record, String connector) {
                translations.add(translator.translate(record));
                mappings.replace(renamed);
            }
        }, mappings, settings);
        var drop = Family.drop(Family.onIncomeSupport("44"), Family.onIncomeSupport("44"));

        intake.take(new ByteArrayInputStream(drop.getBytes(Family.CHARSET)), "a drop", "depot");
        intake.take(new ByteArrayInputStream(drop.replace("dt_nais", "naissance").getBytes(Family.CHARSET)), "the next",
                "depot");

        assertThat(translations).extracting(Translation::mappingVersion).containsExactly("solidor 2026-11-01",
                "solidor 2026-11-01", "solidor 2026-12-01", "solidor 2026-12-01");
        assertThat(translations).allSatisfy(each -> assertThat(each.ledger().lines())
                .filteredOn(line -> line.outcome() == Outcome.DROPPED && line.reason().equals("unknown-field"))
                .isEmpty());
    }

    private static MappingBook renamed(Path parent) throws Exception {
        var folder = parent.resolve("mappings/solidor");
        FileSystemUtils.copyRecursively(Path.of("mappings/solidor"), folder);
        for (var name : List.of("system.yaml", "personne.yaml", "membre.yaml")) {
            var file = folder.resolve(name);
            Files.writeString(file, Files.readString(file).replace("dt_nais", "naissance")
                    .replaceFirst("version: [0-9-]+", "version: 2026-12-01"));
        }
        return OLD.with("solidor", folder);
    }

    private abstract static class Taking implements Acceptance {
        @Override
        public void refusedAtDoor(String connector, int faults) {
            throw new AssertionError(faults + " faults");
        }

        @Override
        public Optional<String> mark(String connector) {
            return Optional.empty();
        }

        @Override
        public void mark(String connector, String mark) {
            throw new AssertionError("no mark is expected");
        }
    }
}
