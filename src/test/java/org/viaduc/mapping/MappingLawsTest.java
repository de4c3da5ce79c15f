package org.viaduc.mapping;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.Kind;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/** The laws of translation for every folder of {@code mappings}, on records made up out of its own tables. */
class MappingLawsTest {
    private static final MappingBook BOOK = MappingBook.load(Path.of("mappings"));
    private static final Translator TRANSLATOR = new Translator(BOOK, Fixture.CLOCK);

    @Property(tries = 600)
    void no_field_of_a_source_is_unaccounted_for(@ForAll("records") LocalRecord record) {
        var translation = TRANSLATOR.translate(record);

        assertThat(translation.ledger().total()).isEqualTo(Fixture.filled(record));
    }

    @Property(tries = 300)
    void no_element_is_unaccounted_for_whichever_system_it_comes_to(@ForAll("records") LocalRecord record,
            @ForAll("systems") String system) {
        var common = TRANSLATOR.translate(record).record();

        assertThat(TRANSLATOR.back(common, system).ledger().total()).isEqualTo(Fixture.leaves(common));
    }

    @Property(tries = 600)
    void what_a_mapping_names_survives_there_and_back_and_translating_twice_changes_nothing(
            @ForAll("records") LocalRecord record) {
        var first = TRANSLATOR.translate(record).record();
        var back = TRANSLATOR.back(first, record.system());
        var second = TRANSLATOR.translate(new LocalRecord(record.system(), record.localId(), record.household(),
                back.rows(), back.attachments())).record();

        assertThat(said(second)).as(record.system()).containsExactlyInAnyOrderElementsOf(said(first));
        assertThat(hidden(second)).isGreaterThanOrEqualTo(hidden(first));
        assertThat(back.ledger().count(LossLedger.Outcome.DROPPED)).isZero();
    }

    @Property(tries = 300)
    void what_another_system_took_stays_as_it_took_it(@ForAll("records") LocalRecord record,
            @ForAll("systems") String system) {
        var there = TRANSLATOR.back(TRANSLATOR.translate(record).record(), system);
        var once = TRANSLATOR.translate(new LocalRecord(system, "7", "", there.rows(), there.attachments())).record();
        var again = TRANSLATOR.back(once, system);
        var twice = TRANSLATOR.translate(new LocalRecord(system, "7", "", again.rows(), again.attachments())).record();

        assertThat(said(twice)).as(record.system() + " in " + system).containsExactlyInAnyOrderElementsOf(said(once));
    }

    /** Documents and fields that are given up with a reason have no words that a table could know. */
    @Example
    void the_laws_are_tried_on_every_field_of_every_row_type_of_every_system() {
        for (var system : BOOK.systems()) {
            var met = new HashSet<String>();
            for (var seed = 0L; seed < 400; seed++) {
                new RecordMaker(BOOK, system, seed).record().rows().forEach(row -> row.fields().keySet()
                        .forEach(field -> met.add(row.type() + "." + field)));
            }
            var all = BOOK.system(system).rows().stream().flatMap(row -> row.fields().stream()
                    .filter(field -> row.document().filter(each -> each.content().equals(field)).isEmpty())
                    .map(field -> row.type() + "." + field)).toList();

            assertThat(met).as(system).containsAll(all);
        }
    }

    @Example
    void the_laws_are_tried_on_twins_corsican_numbers_apostrophes_and_the_limits_of_each_charset() {
        var met = new HashMap<String, Set<String>>();
        for (var system : BOOK.systems()) {
            for (var seed = 0L; seed < 400; seed++) {
                new RecordMaker(BOOK, system, seed).record().rows().forEach(row -> row.fields().values()
                        .forEach(word -> met.computeIfAbsent(word, any -> new HashSet<>()).add(system)));
            }
        }

        assertThat(met).containsKeys("185052A00400181", "299122B03301258", "N'Diaye-Évenou", "D’Angeli",
                "Cœur-de-Roy €", "Łukasz Dvořák");
        assertThat(met.get("D’Angeli")).contains("solidor").doesNotContain("sambre");
        assertThat(met.get("Łukasz Dvořák")).contains("estey").doesNotContain("solidor");
    }

    /** What a piece says, without its id: rows that make none are not numbered the second time. */
    private record Saying(Kind kind, Set<Mark> marks, Resource resource) {
        @Override
        public String toString() {
            return kind + " " + marks + " " + resource.copy();
        }
    }

    private static List<Saying> said(CommonRecord record) {
        return record.pieces().stream().map(piece -> new Saying(piece.kind(), marks(piece), piece.resource())).toList();
    }

    /** A row without an address does not say that one is open: what stands in it may be marked where it was not before. */
    private static Set<Mark> marks(Piece piece) {
        return piece.marks().stream().filter(mark -> mark != Mark.PROTECTED_ADDRESS).collect(Collectors.toSet());
    }

    private static long hidden(CommonRecord record) {
        return record.pieces().stream().filter(piece -> piece.marks().contains(Mark.PROTECTED_ADDRESS)).count();
    }

    @Provide
    Arbitrary<String> systems() {
        return Arbitraries.of(BOOK.systems());
    }

    @Provide
    Arbitrary<LocalRecord> records() {
        return systems()
                .flatMap(system -> Arbitraries.longs().map(seed -> new RecordMaker(BOOK, system, seed).record()));
    }
}
