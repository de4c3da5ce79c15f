package org.viaduc.connectors;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import org.hl7.fhir.r4.model.Patient;

import org.viaduc.connectors.soap.PlayedGabare;
import org.viaduc.connectors.soap.ServiceKeys;
import org.viaduc.connectors.soap.ServiceLogin;
import org.viaduc.federation.Eventually;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.Deliverables;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Section;

import static com.github.tomakehurst.wiremock.client.WireMock.*;

/** A local system that can be held in the middle of an answer, so that something else happens meanwhile. */
abstract class LiveSystem implements AutoCloseable {
    final String connector;
    final String system;
    private final String example;

    LiveSystem(String connector, String system, String example) {
        this.connector = connector;
        this.system = system;
        this.example = example;
    }

    /** By what each is reached. */
    enum Door {
        REST,
        SOAP,
        FHIR,
        SQL;

        LiveSystem open(Path folder) throws Exception {
            return switch (this) {
                case REST -> new Rest();
                case SOAP -> new Soap();
                case FHIR -> new Fhir(folder);
                case SQL -> new Sql();
            };
        }
    }

    /** What node.yaml says of the connector. */
    abstract Map<String, String> values();

    /** The first or the second file is new there. @return the id under which it is collected */
    abstract String file(int number) throws Exception;

    /** From now on it stands still before it gives a file. */
    abstract void holdReading() throws Exception;

    /** From now on it stands still before it takes a record. */
    abstract void holdTaking() throws Exception;

    /** Returns when it stands still. */
    abstract void awaitHeld();

    /** It goes on. */
    abstract void letGo() throws Exception;

    /** How many deliveries it has, a repeat not counted. */
    abstract int deliveries();

    DeliverableRecord record() {
        var whole = Deliverables.example(RunningRoutes.BOOK, example);
        var pieces = whole.pieces().stream().filter(piece -> piece.section() != Section.S07).toList();
        return Deliverables.of(new CommonRecord(pieces), RunningRoutes.BOOK, system,
                ExchangeId.next(Clock.systemUTC()));
    }

    /** Stands still in its own thread, where it answers. */
    private abstract static class Standing extends LiveSystem {
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private volatile String before = "none";

        Standing(String connector, String system, String example) {
            super(connector, system, example);
        }

        void holdAt(String asked) {
            before = asked;
        }

        /** @param asked what it is asked for now */
        void asked(String asked) {
            if (asked.matches(before)) {
                held.countDown();
                try {
                    go.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        void awaitHeld() {
            Eventually.is("it stands still", () -> held.getCount() == 0);
        }

        @Override
        void letGo() {
            before = "none";
            go.countDown();
        }
    }

    private static final class Rest extends Standing implements ServeEventListener {
        private final WireMockServer service = new WireMockServer(
                WireMockConfiguration.options().dynamicPort().extensions(this));
        private final List<String> listed = new ArrayList<>();

        Rest() {
            super("d33-estey", "estey", "boy-placed-by-the-judge-with-an-alert");
            service.start();
            service.stubFor(post("/jetons").willReturn(
                    okJson("{\"access_token\":\"jeton-1\",\"token_type\":\"Bearer\",\"expires_in\":3600}")));
            service.stubFor(post("/api/depots").willReturn(okJson("{\"numero\":\"33-2026-009001\"}").withStatus(201)));
            list();
        }

        private void list() {
            service.stubFor(get(urlPathEqualTo("/api/dossiers"))
                    .willReturn(okJson("{\"dossiers\":[" + String.join(",", listed) + "]}")));
        }

        @Override
        public String getName() {
            return "stands-still";
        }

        @Override
        public void beforeMatch(ServeEvent event, Parameters parameters) {
            asked(event.getRequest().getMethod() + " " + event.getRequest().getUrl());
        }

        @Override
        Map<String, String> values() {
            return Map.of("address", service.baseUrl() + "/api", "token", service.baseUrl() + "/jetons", "client",
                    "viaduc-d33", "secret", "très secret", "scope", "dossiers", "every", "200");
        }

        @Override
        String file(int number) {
            var id = "33-" + number;
            service.stubFor(get("/api/dossiers/" + id)
                    .willReturn(okJson("{\"id\":\"" + id + "\",\"civil\":{\"nomNaissance\":\"L'Hostis\"}}")));
            listed.add("{\"id\":\"" + id + "\",\"modifieLe\":\"2026-11-20T08:0" + number + ":00Z\"}");
            list();
            return id;
        }

        @Override
        void holdReading() {
            holdAt("GET /api/dossiers/.+");
        }

        @Override
        void holdTaking() {
            holdAt("POST /api/depots");
        }

        @Override
        int deliveries() {
            return (int) service.findAll(postRequestedFor(urlEqualTo("/api/depots"))).stream()
                    .map(each -> each.getHeader("Idempotency-Key")).distinct().count();
        }

        @Override
        public void close() {
            service.stop();
        }
    }

    private static final class Soap extends Standing {
        private static final ServiceKeys INSTRUCTION = ServiceKeys.rsa("viaduc-instruction");
        private static final ServiceKeys PHYSICIAN = ServiceKeys.rsa("viaduc-medecin");
        private final PlayedGabare service = new PlayedGabare();
        private final ServiceLogin login = new ServiceLogin("viaduc-instruction", "très-secret",
                INSTRUCTION.certificate());
        private final ServiceLogin medical = new ServiceLogin("viaduc-medecin", "plus-secret",
                PHYSICIAN.certificate());

        Soap() throws Exception {
            super("d47-gabare", "gabare", "woman-who-asks-for-her-transfer");
            service.open(login, medical);
            service.onAsked(this::asked);
        }

        @Override
        Map<String, String> values() {
            var values = new TreeMap<>(Map.of("address", service.address(), "compartment-address",
                    service.compartmentAddress(), "every", "200", "answers-within", "5"));
            values.putAll(ServiceLogin.settings(login, "", INSTRUCTION, service.service));
            values.putAll(ServiceLogin.settings(medical, "compartment-", PHYSICIAN, service.service));
            return values;
        }

        @Override
        String file(int number) throws Exception {
            var id = number == 1 ? "47-2019-003871" : "47-2021-000212";
            var text = Files.readString(Path.of("mappings/gabare/examples/" + (number == 1
                    ? "woman-who-asks-for-her-transfer"
                    : "boy-whose-address-is-not-told") + ".local.xml"));
            service.changed(id, text.substring(text.indexOf("?>") + 2).strip()
                    .replaceAll("(?s)<diagnostic>.*(?=</dossierMdph>)", ""));
            return id;
        }

        @Override
        void holdReading() {
            holdAt("LireDossier");
        }

        @Override
        void holdTaking() {
            holdAt("DeposerDossier");
        }

        @Override
        int deliveries() {
            return service.delivered().size();
        }

        @Override
        public void close() {
            service.close();
        }
    }

    private static final class Fhir extends Standing {
        private final PlayedFhirServer server;

        Fhir(Path folder) throws Exception {
            super("d29-tddui", "tddui", "applicant-born-abroad-with-contract-and-debt");
            server = new PlayedFhirServer(folder.toString());
            server.onAsked(this::asked);
        }

        @Override
        Map<String, String> values() {
            return Map.of("base", server.base(), "every", "200", "token", PlayedFhirServer.TOKEN);
        }

        @Override
        String file(int number) {
            var patient = new Patient();
            patient.setId(Integer.toString(number));
            patient.addIdentifier().setSystem("https://identifiant-medicosocial-localusager.esante.gouv.fr")
                    .setValue("87" + number);
            patient.addName().setFamily("Kerbrat").addGiven("Yuna");
            server.holds(patient, Instant.parse("2026-11-16T08:00:00Z").plusSeconds(number));
            return "87" + number;
        }

        @Override
        void holdReading() {
            holdAt("GET .+[$]everything");
        }

        @Override
        void holdTaking() {
            holdAt("POST /fhir/?");
        }

        @Override
        int deliveries() {
            return (int) server.all("Patient").stream().filter(each -> each.getIdElement().getIdPart().length() > 3)
                    .count();
        }

        @Override
        public void close() throws Exception {
            server.close();
        }
    }

    /** A database stands still where somebody else holds a table. */
    private static final class Sql extends LiveSystem {
        private final PlayedCordee cordee = new PlayedCordee();
        private Connection holding;

        Sql() throws Exception {
            super("d38-cordee", "cordee", "alert-about-a-girl-born-in-corsica");
        }

        @Override
        Map<String, String> values() {
            return cordee.values();
        }

        @Override
        String file(int number) {
            cordee.household("38-" + number, number, "2026-11-20 08:0" + number + ":00+01");
            return Integer.toString(number);
        }

        @Override
        void holdReading() throws Exception {
            hold("evenement");
        }

        @Override
        void holdTaking() throws Exception {
            hold("depot_usager");
        }

        private void hold(String table) throws Exception {
            holding = cordee.connect();
            holding.setAutoCommit(false);
            try (var statement = holding.createStatement()) {
                statement.execute("lock table " + table + " in access exclusive mode");
            }
        }

        @Override
        void awaitHeld() {
            Eventually.is("it waits for the table", () -> cordee.sql.queryForObject(
                    "select count(*) from pg_locks where not granted", Integer.class) > 0);
        }

        @Override
        void letGo() throws Exception {
            holding.rollback();
            holding.close();
        }

        @Override
        int deliveries() {
            return cordee.sql.queryForObject("select count(*) from depot_livraison where reference is not null",
                    Integer.class);
        }

        @Override
        public void close() throws Exception {
            if (holding != null) {
                holding.close();
            }
        }
    }
}
