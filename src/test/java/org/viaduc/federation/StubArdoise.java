package org.viaduc.federation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A SOAP service that answers whatever a test has laid ready, byte for byte, and remembers what it was given. */
final class StubArdoise implements AutoCloseable {
    /** {@code test}, {@code test} (RFC 7617). */
    private static final String LOGIN = "Basic dGVzdDp0ZXN0";
    private static final Pattern SINCE = Pattern.compile("<(?:\\w+:)?depuis[^>]*>([^<]+)<");
    private static final Pattern NUMBER = Pattern.compile("<(?:\\w+:)?numeroDossier[^>]*>([^<]+)<");
    private static final Pattern EXCHANGE = Pattern.compile("<(?:\\w+:)?idEchange[^>]*>([^<]+)<");

    private final HttpServer server;
    private final Map<String, Instant> changed = new java.util.LinkedHashMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> delivered = new HashMap<>();
    private final List<String> strangePaths = new ArrayList<>();
    private final AtomicInteger repeats = new AtomicInteger();
    private String refusal = "";
    private Instant last = Instant.now().minusSeconds(3600);

    private StubArdoise(HttpServer server) {
        this.server = server;
    }

    static StubArdoise open() throws IOException {
        var stub = new StubArdoise(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        stub.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        stub.server.createContext("/", stub::answer);
        stub.server.start();
        return stub;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/ardoise";
    }

    /** A file that has changed, and the whole answer that whoever asks for it will get. */
    synchronized void changed(String number, String answer) {
        last = last.plusSeconds(1);
        changed.put(number, last);
        answers.put(number, answer);
    }

    /** Another answer for a file that has not changed. */
    synchronized void answers(String number, String answer) {
        answers.put(number, answer);
    }

    /** From now on every delivery is refused, by a fault with these words; none for an empty text. */
    synchronized void refusesWith(String words) {
        refusal = words;
    }

    /** How often the file was asked for. */
    synchronized long askedFor(String number) {
        return asked.stream().filter(number::equals).count();
    }

    /** The deliveries, by exchange. */
    synchronized Map<String, String> delivered() {
        return Map.copyOf(delivered);
    }

    /** Calls to other paths than the service's: what an external entity would fetch. */
    synchronized List<String> strangePaths() {
        return List.copyOf(strangePaths);
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            var body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var path = call.getRequestURI().getPath();
            if (path.equals("/ardoise") && !LOGIN.equals(call.getRequestHeaders().getFirst("Authorization"))) {
                call.sendResponseHeaders(401, -1);
                return;
            }
            var fault = false;
            String text;
            synchronized (this) {
                if (!path.equals("/ardoise")) {
                    strangePaths.add(path);
                    text = "strange";
                } else if (body.contains("ListerDossiersModifies")) {
                    text = soap(list(first(SINCE, body)));
                } else if (body.contains("LireDossier")) {
                    var number = first(NUMBER, body);
                    asked.add(number);
                    text = answers.get(number);
                } else if (!refusal.isEmpty()) {
                    fault = true;
                    text = soap(
                            "<S:Fault><faultcode>S:Server</faultcode><faultstring>" + refusal + "</faultstring><detail>"
                                    + "<DossierRefuse xmlns='urn:ardoise:dossier:v1'><code>R1</code><libelle>" + refusal
                                    + "</libelle></DossierRefuse></detail></S:Fault>");
                } else {
                    var known = delivered.put(first(EXCHANGE, body), body) != null;
                    if (known) {
                        repeats.incrementAndGet();
                    }
                    text = soap("<DeposerDossierResponse xmlns='urn:ardoise:dossier:v1'><numeroDossier>N-"
                            + delivered.size()
                            + "</numeroDossier><dejaRecu>" + known + "</dejaRecu></DeposerDossierResponse>");
                }
            }
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", "text/xml; charset=UTF-8");
            call.sendResponseHeaders(fault ? 500 : 200, bytes.length);
            call.getResponseBody().write(bytes);
        }
    }

    private String list(String since) {
        var items = new StringBuilder("<ListerDossiersModifiesResponse xmlns='urn:ardoise:dossier:v1'>");
        changed.forEach((number, at) -> {
            if (at.isAfter(Instant.parse(since))) {
                items.append("<dossierModifie><numeroDossier>").append(number).append("</numeroDossier><modifieLe>")
                        .append(at).append("</modifieLe></dossierModifie>");
            }
        });
        return items.append("</ListerDossiersModifiesResponse>").toString();
    }

    /** An answer around a file's element. */
    static String read(String dossier) {
        return soap("<LireDossierResponse xmlns='urn:ardoise:dossier:v1'>" + dossier + "</LireDossierResponse>");
    }

    static String soap(String body) {
        return "<S:Envelope xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'><S:Body>" + body
                + "</S:Body></S:Envelope>";
    }

    /** A person on income support who moves to 44. @param name their birth name */
    static String dossier(String number, String name) {
        return """
                <dossier numero="%1$s" modifieLe="2026-11-18T21:04:00Z">
                <usager><nomNaissance>%2$s</nomNaissance><prenoms>%3$s</prenoms><sexe>M</sexe>
                <dateNaissance>19%4$s-08-15</dateNaissance><communeNaissanceCog>35238</communeNaissanceCog>
                <nationalite>FRANCAISE</nationalite></usager>
                <coordonnees><ligne1>%3$s rue</ligne1><confidentielle>false</confidentielle></coordonnees>
                <prestation><type>RSA</type><statut>OUVERT</statut><debut>2025-02-01</debut></prestation>
                <note><texte>%3$s note</texte></note>
                <fait><code>DEMENAGEMENT</code><date>2026-11-12</date><valeur>44</valeur><auteur>CADRE_CRIP</auteur></fait>
                </dossier>"""
                .formatted(number, name,
                        Family.MARK + number.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", ""),
                        60 + Math.floorMod(number.hashCode(), 39));
    }

    private static String first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
