package org.viaduc.connectors;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.federation.Eventually;
import org.viaduc.mapping.Deliverables;
import org.viaduc.model.ExchangeId;

import static org.assertj.core.api.Assertions.assertThat;

/** The flows of the family funds, through the routes that a node runs. */
class FlowDoorTest {
    private static final Charset LATIN_9 = Charset.forName("ISO-8859-15");
    private static final Path EXAMPLE = Path
            .of("mappings/cnaf-vrsb/examples/family-whose-paying-body-changes.local.xml");
    private static final String CONNECTOR = "d22-cnaf-vrsb";
    private static final String COLLECT = """
            # A folder of flows.
            # Questions: nobody.
            - templatedRoute:
                routeTemplateRef: flow-folder-collect
                routeId: d22-cnaf-vrsb-collect
                parameters:
                  - { name: connector, value: d22-cnaf-vrsb }
                  - { name: folder, value: "{{d22-cnaf-vrsb.folder}}" }
                  - { name: pattern, value: "(?i)vrsb.*[.](xml|rcv)" }
                  - { name: every, value: "100" }
            """;
    private static final String DELIVER = """
            # A folder of deliveries.
            # Questions: nobody.
            - templatedRoute:
                routeTemplateRef: flow-folder-deliver
                routeId: d22-cnaf-vrsb-deliver
                parameters:
                  - { name: connector, value: d22-cnaf-vrsb }
                  - { name: folder, value: "{{d22-cnaf-vrsb.folder}}/neighbours" }
            """;

    @TempDir
    private Path temporary;
    private Path folder;
    private RunningRoutes routes;

    @BeforeEach
    void start() throws Exception {
        folder = temporary.resolve("flows");
        routes = new RunningRoutes(temporary.resolve("data"),
                RunningRoutes.connector(CONNECTOR, "cnaf-vrsb", Map.of("folder", folder.toString())))
                .start(Map.of("d22-cnaf-vrsb-collect", COLLECT, "d22-cnaf-vrsb-deliver", DELIVER));
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    @Test
    void a_flow_is_taken_person_by_person_and_archived() throws IOException {
        drop("VRSB_20261120.xml", Files.readString(EXAMPLE, LATIN_9));

        isIn("archive", "VRSB_20261120.xml");
        assertThat(routes.node.ids()).containsExactly("35126004512-1", "35126004512-2", "35126004512-3");
        assertThat(folder.resolve("reject")).doesNotExist();
    }

    @Test
    void what_cannot_be_read_is_set_apart_with_its_place_and_comes_back_mended() throws IOException {
        var good = Files.readString(EXAMPLE, LATIN_9);
        drop("VRSB_20261121.xml", good.replace("<InfoFoyerRSA>", household("35126000001", "Prigent & fils")
                + "<InfoFoyerRSA>").replace(">1</NBTOT", ">2</NBTOT"));

        isIn("archive", "VRSB_20261121.xml");
        isIn("reject", "VRSB_20261121.xml.ERR");
        var rejects = Files.readString(folder.resolve("reject/VRSB_20261121.xml.ERR"), LATIN_9);
        assertThat(rejects).contains("<!-- VRSB_20261121.xml:7 : no well-formed XML -->", "Prigent & fils");
        assertThat(routes.node.ids()).hasSize(3);
        assertThat(routes.node.refused()).isOne();
        assertThat(temporary.resolve("data/reject/" + CONNECTOR)).as("kept here").isEmptyDirectory();

        drop("VRSB_20261121.RCV", rejects.replace("Prigent & fils", "Prigent &amp; fils"));

        isIn("archive", "VRSB_20261121.RCV");
        assertThat(routes.node.ids()).contains("35126000001-1").hasSize(4);
    }

    @Test
    void a_reading_that_broke_half_way_begins_again_and_takes_nothing_twice() throws IOException {
        routes.node.breaksAfter(2);
        drop("VRSB_20261122.xml", Files.readString(EXAMPLE, LATIN_9));
        Eventually.is("the first two are taken", () -> routes.node.ids().size() == 2);

        routes.node.breaksAfter(-1);

        isIn("archive", "VRSB_20261122.xml");
        assertThat(routes.node.ids()).containsExactly("35126004512-1", "35126004512-2", "35126004512-3");
    }

    @Test
    void a_flow_that_was_cut_is_refused_and_the_whole_one_brings_only_the_rest() throws IOException {
        var whole = Files.readString(EXAMPLE, LATIN_9).replace("<TransmissionFlux>",
                household("35126000002", "L'Hostis") + "<TransmissionFlux>").replace(">1</NBTOT", ">2</NBTOT");
        drop("VRSB_A.xml", whole.substring(0, whole.indexOf("L'Hostis")));
        isIn("reject", "VRSB_A.xml");
        assertThat(routes.node.ids()).hasSize(3);

        drop("VRSB_B.xml", whole);

        isIn("archive", "VRSB_B.xml");
        assertThat(routes.node.ids()).hasSize(4).endsWith("35126000002-1");
    }

    @Test
    void a_delivery_repeated_lands_on_itself() throws IOException {
        var exchange = ExchangeId.next(Clock.systemUTC());
        var record = Deliverables.of(
                Deliverables.example(RunningRoutes.BOOK, "twin-whose-placement-was-released-by-the-judge"),
                RunningRoutes.BOOK, "cnaf-vrsb", exchange);

        routes.deliver(CONNECTOR, record);
        routes.deliver(CONNECTOR, record);

        try (var files = Files.list(folder.resolve("neighbours"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactly("LIVRAISON_" + exchange + ".xml");
        }
        assertThat(Files.readString(folder.resolve("neighbours/LIVRAISON_" + exchange + ".xml"), LATIN_9))
                .startsWith("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>")
                .contains("<NOMNAI>Le Bihan--Dupont</NOMNAI>");
    }

    private static String household(String claim, String name) {
        return "<InfoFoyerRSA><IdentificationRSA><DemandeRSA><NUMDEMRSA>" + claim + "</NUMDEMRSA></DemandeRSA>"
                + "</IdentificationRSA><Personne><Identification><CLEPERSONNE>1</CLEPERSONNE><NOM>" + name
                + "</NOM></Identification></Personne></InfoFoyerRSA>";
    }

    private void drop(String name, String text) throws IOException {
        Files.createDirectories(folder);
        var part = temporary.resolve(name + ".part");
        Files.writeString(part, text, LATIN_9);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private void isIn(String ending, String name) {
        Eventually.is(name + " is in " + ending, () -> Files.exists(folder.resolve(ending).resolve(name)));
    }
}
