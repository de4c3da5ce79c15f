package org.viaduc.cli.demo.solidor;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.cli.demo.local.Calls;
import org.viaduc.cli.demo.local.LocalSettings;

import static org.assertj.core.api.Assertions.assertThat;

class SolidorDeliveryTest {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String EXCHANGE = "01936f00-0000-7000-8000-000000000001";
    private static final String DELIVERY = """
            #F;adr_ligne1;code_postal;commune;adr_secret\r
            #P;nom_nais;prenoms;sexe;dt_nais\r
            #M;role;nom_nais;prenoms\r
            #C;num_contrat;objectifs\r
            F;"1, rue du Vieux Puits";35400;Saint-Malo;N\r
            P;Vauléon;Côme;M;02/03/2018\r
            M;PAR;Vauléon;Rozenn\r
            C;CE-1;"Deux lignes;\r
            en une"\r
            """;

    @TempDir
    Path folder;
    private Solidor solidor;
    private SftpCalls sftp;

    @BeforeEach
    void start() throws Exception {
        solidor = Solidor.start(Calls.empty(folder), false);
        sftp = SftpCalls.open(solidor.port(), Calls.password(folder));
    }

    @AfterEach
    void stop() throws Exception {
        sftp.close();
        solidor.close();
    }

    @Test
    void a_delivery_is_imported_under_numbers_of_this_house_and_put_into_done() throws Exception {
        deliver(EXCHANGE, DELIVERY);

        var received = Calls.received(solidor.controlPort());
        assertThat(received.get("count").asInt()).isEqualTo(1);
        assertThat(received.at("/exchanges/0/exchange").asText()).isEqualTo(EXCHANGE);
        assertThat(received.at("/exchanges/0/person").asText()).isEqualTo("35900101");
        assertThat(received.at("/exchanges/0/rows").asInt()).isEqualTo(4);
        assertThat(sftp.names("/in/done")).containsExactly("LIVRAISON_" + EXCHANGE + ".csv");
    }

    @Test
    void a_repeated_delivery_is_imported_once_whatever_it_contains() throws Exception {
        deliver(EXCHANGE, DELIVERY);
        Calls.received(solidor.controlPort());
        deliver(EXCHANGE, DELIVERY.replace("CE-1", "CE-2"));

        var received = Calls.received(solidor.controlPort());
        assertThat(received.get("count").asInt()).isEqualTo(1);
        assertThat(received.at("/exchanges/0/repeats").asInt()).isEqualTo(1);
        solidor.close();
        try (var tables = HouseholdTables.open(folder)) {
            assertThat(tables.household("35900100")).extracting(Row::line).containsExactly(Line.F, Line.P, Line.P,
                    Line.C);
            assertThat(tables.household("35900100").get(3).get("objectifs")).isEqualTo("Deux lignes;\nen une");
            assertThat(tables.household("35900100").get(3).get("num_contrat")).isEqualTo("CE-1");
        }
    }

    @Test
    void what_was_delivered_is_not_dropped_back() throws Exception {
        deliver(EXCHANGE, DELIVERY);
        Calls.received(solidor.controlPort());

        assertThat(Calls.post(solidor.controlPort(), "/drop", "").get("households").asInt()).isZero();
        assertThat(Calls.post(solidor.controlPort(), "/drop", "{\"all\": true}").get("households").asInt()).isZero();
    }

    @Test
    void a_delivery_for_somebody_known_here_is_added_to_their_file() throws Exception {
        deliver(EXCHANGE, DELIVERY);
        Calls.received(solidor.controlPort());
        var next = EXCHANGE.replace("001", "002");
        deliver(next, "#P;num_pers;nom_nais\r\n#R;type_droit\r\nP;35900101;Vauléon\r\nR;RSA\r\n");

        var received = Calls.received(solidor.controlPort());
        assertThat(received.at("/exchanges/1/person").asText()).isEqualTo("35900101");
        solidor.close();
        try (var tables = HouseholdTables.open(folder)) {
            assertThat(tables.household("35900100")).extracting(Row::line).contains(Line.R);
        }
    }

    @Test
    void what_cannot_be_read_is_put_aside_with_its_place_and_without_its_content() throws Exception {
        deliver(EXCHANGE, "#P;num_pers;nom_nais\r\nP;1;Vauléon;trop\r\n");

        assertThat(Calls.received(solidor.controlPort()).get("rejected").asInt()).isEqualTo(1);
        var reason = Files.readString(folder.resolve("sftp/in/reject/LIVRAISON_" + EXCHANGE + ".csv.txt"));
        assertThat(reason).contains("record 2").doesNotContain("Vaul");
    }

    @Test
    void letters_in_another_encoding_are_put_aside() throws Exception {
        sftp.deliver("/in/LIVRAISON_" + EXCHANGE + ".csv",
                DELIVERY.replace("Côme", "Ílà").getBytes(StandardCharsets.UTF_8));

        assertThat(Calls.received(solidor.controlPort()).get("rejected").asInt()).isEqualTo(1);
        assertThat(sftp.names("/in/reject")).hasSize(2);
    }

    @Test
    void for_load_tests_a_delivery_is_acknowledged_and_nothing_of_it_is_kept(@TempDir Path other) throws Exception {
        var settings = new LocalSettings(other, 0, 0, false, 0, true, Calls.NOON);
        try (var acknowledging = Solidor.start(settings, false);
                var line = SftpCalls.open(acknowledging.port(), Calls.password(other))) {
            line.deliver("/in/LIVRAISON_" + EXCHANGE + ".csv", DELIVERY.getBytes(WINDOWS));

            assertThat(Calls.received(acknowledging.controlPort()).at("/exchanges/0/exchange").asText())
                    .isEqualTo(EXCHANGE);
            assertThat(line.names("/in/done")).hasSize(1);
        }
        try (var tables = HouseholdTables.open(other)) {
            assertThat(tables.isEmpty()).isTrue();
        }
    }

    private void deliver(String exchange, String csv) throws Exception {
        sftp.deliver("/in/LIVRAISON_" + exchange + ".csv", csv.getBytes(WINDOWS));
    }
}
