package org.viaduc.mapping.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever address a file names, none is opened: not by XML in any of its ways, nor by FHIR or JSON. */
class NothingIsFetchedTest {
    private static final List<String> XML = List.of("<!DOCTYPE dossier SYSTEM \"%s\">%s",
            "<!DOCTYPE dossier PUBLIC \"-//X//Y\" \"%s\">%s",
            "<!DOCTYPE dossier [<!ENTITY x SYSTEM \"%s\">]>%s",
            "<!DOCTYPE dossier [<!ENTITY %% x SYSTEM \"%s\">%%x;]>%s",
            "<!DOCTYPE dossier [<!ENTITY x SYSTEM \"%s\">]><dossier xmlns=\"urn:ardoise:dossier:v1\" numero=\"7\"><usager>"
                    + "<nomNaissance>&x;</nomNaissance></usager></dossier><!--%s-->",
            "<?xml-stylesheet type=\"text/xsl\" href=\"%s\"?>%s", "<?xml-model href=\"%s\"?>%s",
            "<dossier xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:x %1$s\""
                    + " xsi:noNamespaceSchemaLocation=\"%1$s\" xmlns=\"urn:ardoise:dossier:v1\" numero=\"7\"><usager/></dossier>",
            "<dossier xmlns=\"urn:ardoise:dossier:v1\" numero=\"7\"><xi:include"
                    + " xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"%s\" parse=\"text\"/></dossier>");
    private static final String DOSSIER = "<dossier xmlns=\"urn:ardoise:dossier:v1\" numero=\"7\"><usager/></dossier>";
    private static final List<String> JSON = List.of("{\"$ref\":\"%1$s\",\"id\":\"7\"}",
            "{\"$schema\":\"%1$s\",\"@context\":\"%1$s\",\"id\":\"7\"}");

    @TempDir
    private Path folder;

    @Test
    void no_file_and_no_address_is_opened() throws Exception {
        try (var trap = new Trap(folder)) {
            for (var url : List.of(trap.url(), trap.fileUrl())) {
                for (var system : List.of("ardoise", "cafe", "cnaf-vrsb")) {
                    for (var text : XML) {
                        tried(system, text.formatted(url, DOSSIER));
                    }
                }
                for (var system : List.of("estey", "cordee", "portail")) {
                    for (var text : JSON) {
                        tried(system, text.formatted(url));
                    }
                }
            }

            assertThat(trap.opened()).isZero();
        }
    }

    @Test
    void what_would_be_opened_would_be_seen() throws Exception {
        try (var trap = new Trap(folder)) {
            trap.tread();

            assertThat(trap.opened()).isGreaterThanOrEqualTo(2);
        }
    }

    private static void tried(String system, String text) throws IOException {
        var batch = Trial.of(system).read(Foreign.utf8(text));

        assertThat(batch.records().toString() + batch.faults()).doesNotContain("TRAPPED");
        assertThat(batch.records()).allSatisfy(record -> assertThat(record.rows()).allSatisfy(
                row -> assertThat(row.fields().values()).noneMatch(value -> value.contains("TRAPPED"))));
    }
}
