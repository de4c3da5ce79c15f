package org.viaduc.federation;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.apache.catalina.LifecycleException;
import org.hl7.fhir.r4.model.Bundle;

import org.viaduc.connectors.PlayedCordee;
import org.viaduc.connectors.PlayedFhirServer;
import org.viaduc.connectors.PlayedSftp;
import org.viaduc.connectors.soap.PlayedGabare;
import org.viaduc.connectors.soap.ServiceKeys;
import org.viaduc.connectors.soap.ServiceLogin;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/** The case systems of the matrix, one for each protocol that they speak to their nodes. */
final class CaseSystems {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVERY = "every";

    private CaseSystems() {
    }

    private static Optional<String> first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** Drops files on an SFTP server, and finds there what arrives: lines with separators, fixed places, flows in XML. */
    static final class ByFile implements CaseSystem {
        private static final AtomicInteger COUNT = new AtomicInteger();
        private final PlayedSftp server;
        private final Path out;
        private final Path in;
        private final String drops;
        private final Charset charset;

        /** @param drops the name of a drop, with a place for its number */
        ByFile(Path folder, String out, String in, String drops, Charset charset)
                throws IOException, GeneralSecurityException {
            this.server = new PlayedSftp(folder, out + "/archive", out + "/reject", in);
            this.out = server.shared.resolve(out);
            this.in = server.shared.resolve(in);
            this.drops = drops;
            this.charset = charset;
        }

        @Override
        public Map<String, String> values() {
            return server.values();
        }

        @Override
        public void holds(String file) throws IOException {
            var drop = drops.formatted(COUNT.incrementAndGet());
            Files.move(Files.writeString(out.resolve("part-" + drop), file, charset), out.resolve(drop),
                    StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public Optional<String> given(String exchange) throws IOException {
            try (var files = Files.list(in)) {
                var found = files.filter(file -> file.getFileName().toString().matches(".*" + exchange + "[.][a-z]+"))
                        .toList();
                return found.isEmpty() ? Optional.empty() : Optional.of(Files.readString(found.getFirst(), charset));
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** Ardoise: SOAP 1.1 with a password. */
    static final class BySoap implements CaseSystem {
        private static final Pattern FILE = Pattern.compile("(?s)(<(?:\\w+:)?dossier\\b.*</(?:\\w+:)?dossier>)");
        private static final Pattern NUMBER = Pattern.compile("numero=\"([^\"]+)\"");
        private final StubArdoise service;

        BySoap() throws IOException {
            this.service = StubArdoise.open();
        }

        @Override
        public Map<String, String> values() {
            return Map.of("address", service.address(), "user", "test", "password", "test", EVERY, "300");
        }

        @Override
        public void holds(String file) {
            service.changed(first(NUMBER, file).orElseThrow(),
                    StubArdoise.read(file.substring(file.indexOf("?>") + 2).strip()));
        }

        @Override
        public Optional<String> given(String exchange) {
            return Optional.ofNullable(service.delivered().get(exchange)).flatMap(body -> first(FILE, body));
        }

        @Override
        public void close() {
            service.close();
        }
    }

    /** Gabare: SOAP 1.2 with a password and signatures, and what is medical in a compartment. */
    static final class ByCompartment implements CaseSystem {
        private static final ServiceKeys FILES = ServiceKeys.rsa("viaduc");
        private static final ServiceKeys COMPARTMENT = ServiceKeys.rsa("viaduc-medecin");
        private static final Pattern NUMBER = Pattern.compile("numero=\"([^\"]+)\"");
        private static final String MEDICAL = "(?s)<diagnostic>.*(?=</dossierMdph>)";
        private final ServiceLogin login = new ServiceLogin("viaduc", "secret-du-service", FILES.certificate());
        private final ServiceLogin medical = new ServiceLogin("viaduc-medecin", "secret-du-volet",
                COMPARTMENT.certificate());
        private final PlayedGabare service;

        ByCompartment() throws IOException, GeneralSecurityException {
            this.service = new PlayedGabare().open(login, medical);
        }

        @Override
        public Map<String, String> values() {
            var values = new HashMap<>(Map.of("address", service.address(), "compartment-address",
                    service.compartmentAddress(), EVERY, "300"));
            values.putAll(ServiceLogin.settings(login, "", FILES, service.service));
            values.putAll(ServiceLogin.settings(medical, "compartment-", COMPARTMENT, service.service));
            return values;
        }

        @Override
        public void holds(String file) {
            var number = first(NUMBER, file).orElseThrow();
            var text = file.substring(file.indexOf("?>") + 2).strip();
            synchronized (service) {
                service.changed(number, text.replaceAll(MEDICAL, ""));
                service.opened(number, text.replaceAll("(?s)^.*?(?=<diagnostic>)", "").replace("</dossierMdph>", ""));
            }
        }

        @Override
        public Optional<String> given(String exchange) {
            return Optional.ofNullable(service.delivered().get(exchange)).map(each -> each.compartment().isEmpty()
                    ? each.file()
                    : each.file() + each.compartment());
        }

        @Override
        public void close() {
            service.close();
        }
    }

    /** Cordée: views of a database, and tables in which it takes what arrives. */
    static final class ByDatabase implements CaseSystem {
        private final PlayedCordee database;

        ByDatabase() throws SQLException, IOException {
            this.database = new PlayedCordee();
        }

        @Override
        public Map<String, String> values() {
            return database.values();
        }

        /** @param file the rows of each view */
        @Override
        public void holds(String file) throws IOException {
            var views = (ObjectNode) JSON.readTree(file);
            var households = views.remove("v_foyer");
            households.forEach(row -> ((ObjectNode) row).put("maj", Instant.now().toString()));
            views.properties().forEach(view -> insert(view.getKey().substring(2), view.getValue().toString()));
            insert("foyer", households.toString());
        }

        private void insert(String table, String rows) {
            var documents = rows.contains("\"contenu\"");
            database.sql.update(documents
                    ? "insert into document select num_usager, type_doc, etabli_le, auteur, texte, media,"
                            + " decode(contenu, 'base64'), supprime from json_to_recordset(?::json) as r(num_usager integer,"
                            + " type_doc text, etabli_le date, auteur text, texte text, media text, contenu text, supprime text)"
                    : "insert into " + table + " select * from json_populate_recordset(null::" + table + ", ?::json)",
                    rows);
        }

        @Override
        public Optional<String> given(String exchange) throws IOException {
            var file = new LinkedHashMap<String, List<Map<String, Object>>>();
            for (var table : List.of("foyer", "usager", "membre", "ressource", "droit", "contrat", "mesure", "document",
                    "evenement")) {
                var rows = database.sql.queryForList(
                        "select * from depot_" + table + " where id_echange = ? order by rang", exchange);
                rows.forEach(row -> row.keySet().removeAll(List.of("id_echange", "rang")));
                if (!rows.isEmpty()) {
                    file.computeIfAbsent("v_" + (table.equals("membre") ? "usager" : table), any -> new ArrayList<>())
                            .addAll(rows);
                }
            }
            return file.isEmpty() ? Optional.empty() : Optional.of(JSON.writeValueAsString(file));
        }

        @Override
        public void close() {
            // The server is that of all tests.
        }
    }

    /** Estey: JSON over HTTP, with a token that somebody else issues. */
    static final class ByRest implements CaseSystem {
        private final WireMockServer service = new WireMockServer(WireMockConfiguration.options().dynamicPort());

        ByRest() {
            service.start();
            service.stubFor(post("/jetons").willReturn(
                    okJson("{\"access_token\":\"jeton-1\",\"token_type\":\"Bearer\",\"expires_in\":3600}")));
            service.stubFor(get(urlPathEqualTo("/api/dossiers")).willReturn(okJson("{\"dossiers\":[]}")));
            service.stubFor(post("/api/depots")
                    .willReturn(okJson("{\"numero\":\"33-2026-009001\"}").withStatus(201)));
        }

        @Override
        public Map<String, String> values() {
            return Map.of("address", service.baseUrl() + "/api", "token", service.baseUrl() + "/jetons", "client",
                    "viaduc", "secret", "très secret", "scope", "dossiers", EVERY, "300");
        }

        @Override
        public void holds(String file) throws IOException {
            var id = JSON.readTree(file).path("id").asText();
            service.stubFor(get("/api/dossiers/" + id).willReturn(okJson(file)));
            service.stubFor(get(urlPathEqualTo("/api/dossiers")).willReturn(okJson("{\"dossiers\":[{\"id\":\"" + id
                    + "\",\"modifieLe\":\"" + Instant.now() + "\"}]}")));
        }

        @Override
        public Optional<String> given(String exchange) {
            return service.findAll(postRequestedFor(urlEqualTo("/api/depots"))
                    .withHeader("Idempotency-Key", equalTo(exchange))).stream().map(each -> each.getBodyAsString())
                    .findFirst();
        }

        @Override
        public void close() {
            service.stop();
        }
    }

    /** A service's FHIR server: asked for what changed, given transactions or documents. */
    static final class ByFhir implements CaseSystem {
        private final PlayedFhirServer server;

        ByFhir(Path folder) throws IOException, LifecycleException {
            this.server = new PlayedFhirServer(Files.createDirectories(folder).toString());
        }

        @Override
        public Map<String, String> values() {
            return Map.of("base", server.base(), "token", PlayedFhirServer.TOKEN, EVERY, "300");
        }

        @Override
        public void holds(String file) {
            var bundle = FhirContext.forR4Cached().newJsonParser().parseResource(Bundle.class, file);
            var resources = bundle.getEntry().stream().map(Bundle.BundleEntryComponent::getResource).toList();
            var patient = resources.getFirst().getIdElement().getIdPart();
            // Whoever has changed is named last: what belongs to them is there by then.
            for (var resource : Stream.concat(resources.stream().skip(1), resources.stream().limit(1)).toList()) {
                var id = resource.getIdElement().getIdPart();
                resource.setId(id.equals(patient) ? id : id + "-" + patient);
                server.holds(resource, Instant.now());
            }
        }

        @Override
        public Optional<String> given(String exchange) {
            return server.posted().stream().filter(each -> each.contains(exchange)).findFirst();
        }

        @Override
        public void close() throws LifecycleException {
            server.close();
        }
    }

    /** A home whose system posts its files itself, and is given documents as {@link ByFhir}. */
    static final class ByPost implements CaseSystem {
        private final ByFhir server;
        private final Posting posting;

        /** Hands a Bundle over to the node. */
        @FunctionalInterface
        interface Posting {
            void post(byte[] bundle) throws IOException;
        }

        ByPost(Path folder, Posting posting) throws IOException, LifecycleException {
            this.server = new ByFhir(folder);
            this.posting = posting;
        }

        @Override
        public Map<String, String> values() {
            return Map.of("base", server.values().get("base"), "client", "dui-foyer", "numbers", "3290012345/");
        }

        @Override
        public void holds(String file) throws IOException {
            posting.post(file.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Optional<String> given(String exchange) {
            return server.given(exchange);
        }

        @Override
        public void close() throws LifecycleException {
            server.close();
        }
    }
}
