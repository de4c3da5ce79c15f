package org.viaduc;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** Ten rooms, one direction, and each library where it belongs. */
class HouseTest {
    private static final List<String> ROOMS = List.of("model", "person", "journal", "policy", "mapping", "trust",
            "exchange", "connectors", "web", "cli");

    /** The sub-rooms of exchange, each of which imports only those before it; the room itself stands before them all. */
    private static final List<String> SUB_ROOMS = List.of("node", "question", "desk", "rules", "retention", "proof",
            "shelter",
            "glass",
            "rights", "handover", "way", "request", "access", "reconcile", "paper", "audit", "figures",
            "registers", "notification");

    /** What connectors and screens see of the exchange's books. */
    private static final List<String> SHOWN = List.of("Journey", "State", "Ending", "Account", "Backlog");

    /** Which rooms may use a library; a library that is not named here may be used anywhere. */
    private static final Map<String, List<String>> LIBRARIES = new TreeMap<>(Map.ofEntries(
            Map.entry("ca.uhn.fhir..", List.of("model.fhir", "connectors", "web")),
            Map.entry("org.hl7.fhir..", List.of("model.fhir", "connectors", "web")),
            Map.entry("org.apache.camel..", List.of("connectors")),
            Map.entry("org.apache.cxf..", List.of("connectors", "cli.demo")),
            Map.entry("com.nimbusds..", List.of("trust", "web", "cli")),
            Map.entry("com.google.crypto.tink..", List.of("trust")),
            Map.entry("org.bouncycastle..", List.of("trust")),
            Map.entry("eu.europa.esig..", List.of("trust.container")),
            Map.entry("org.apache.pdfbox..", List.of("trust.container", "exchange.paper")),
            Map.entry("com.github.kagkarlsson..", List.of("exchange")),
            Map.entry("org.springframework..", List.of("exchange", "connectors", "web", "cli")),
            Map.entry("picocli..", List.of("cli")),
            Map.entry("org.apache.sshd..", List.of("connectors.kit", "cli")),
            Map.entry("org.h2..", List.of("cli")),
            Map.entry("io.zonky..", List.of("cli", "connectors.kit.certify")),
            Map.entry("com.schibsted.spt.data.jslt..", List.of("mapping")),
            Map.entry("org.apache.commons.csv..", List.of("journal.table", "mapping", "connectors.kit", "cli.demo")),
            Map.entry("org.apache.parquet..", List.of("journal.table")),
            Map.entry("blue.strategic.parquet..", List.of("journal.table")),
            Map.entry("org.snakeyaml..", List.of("policy", "mapping", "trust", "connectors", "cli")),
            Map.entry("java.sql..", List.of("person", "journal", "exchange", "connectors", "cli"))));

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.viaduc");
    }

    @Test
    void a_room_imports_only_rooms_before_it() {
        for (var i = 0; i < ROOMS.size(); i++) {
            var later = ROOMS.subList(i + 1, ROOMS.size()).stream().map(room -> "org.viaduc." + room + "..")
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses().that().resideInAPackage("org.viaduc." + ROOMS.get(i) + "..")
                        .should().dependOnClassesThat().resideInAnyPackage(later).check(ours);
            }
        }
    }

    @Test
    void a_sub_room_of_exchange_imports_only_those_before_it() {
        for (var i = 0; i < SUB_ROOMS.size(); i++) {
            noClasses().that().resideInAPackage("org.viaduc.exchange." + SUB_ROOMS.get(i))
                    .should().dependOnClassesThat().resideInAnyPackage(Stream.concat(Stream.of("org.viaduc.exchange"),
                            SUB_ROOMS.stream().skip(i + 1L).map(room -> "org.viaduc.exchange." + room))
                            .toArray(String[]::new))
                    .check(ours);
        }
    }

    @Test
    void no_cycles_among_sub_rooms_of_exchange() {
        slices().matching("org.viaduc.exchange.(*)..").should().beFreeOfCycles().check(ours);
    }

    @Test
    void every_class_of_exchange_stands_in_a_sub_room_or_at_its_front() {
        var rooms = Stream.concat(Stream.of("org.viaduc.exchange"),
                SUB_ROOMS.stream().map(room -> "org.viaduc.exchange." + room)).toArray(String[]::new);
        classes().that().resideInAPackage("org.viaduc.exchange..").should().resideInAnyPackage(rooms).check(ours);
    }

    @Test
    void the_books_of_the_exchange_are_its_own() {
        noClasses().that().resideInAnyPackage("org.viaduc.connectors..", "org.viaduc.web..", "org.viaduc.cli..")
                .should().dependOnClassesThat(new DescribedPredicate<>("are books of the exchange") {
                    @Override
                    public boolean test(JavaClass each) {
                        var top = each.getEnclosingClass().isPresent() ? each.getEnclosingClass().get() : each;
                        return each.getPackageName().equals("org.viaduc.exchange.desk")
                                && !SHOWN.contains(top.getSimpleName());
                    }
                }).check(ours);
    }

    @Test
    void every_class_but_the_start_stands_in_a_room() {
        var rooms = ROOMS.stream().map(room -> "org.viaduc." + room + "..").toArray(String[]::new);
        classes().that().doNotHaveFullyQualifiedName("org.viaduc.App")
                .should().resideInAnyPackage(rooms).check(ours);
    }

    @Test
    void a_library_appears_only_where_it_belongs() {
        LIBRARIES.forEach((library, rooms) -> {
            var allowed = rooms.stream().map(room -> "org.viaduc." + room + "..").toArray(String[]::new);
            noClasses().that().resideOutsideOfPackages(allowed)
                    .should().dependOnClassesThat().resideInAPackage(library).check(ours);
        });
    }

    @Test
    void every_room_introduces_itself() {
        for (var room : ROOMS) {
            assertThat(ours.stream().map(JavaClass::getFullName))
                    .as("package-info of " + room).contains("org.viaduc." + room + ".package-info");
        }
        for (var room : SUB_ROOMS) {
            assertThat(ours.stream().map(JavaClass::getFullName)).as("package-info of exchange." + room)
                    .contains("org.viaduc.exchange." + room + ".package-info");
        }
    }

    @Test
    void names_say_what_a_thing_is() {
        noClasses().that(new DescribedPredicate<JavaClass>("are ours") {
            @Override
            public boolean test(JavaClass each) {
                return !each.getSimpleName().isEmpty();
            }
        }).should().haveSimpleNameEndingWith("Manager").orShould().haveSimpleNameEndingWith("Helper")
                .orShould().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils")
                .orShould().haveSimpleNameEndingWith("Impl").check(ours);
    }
}
