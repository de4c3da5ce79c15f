package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

import javax.xml.namespace.QName;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.viaduc.connectors.kit.sample.Wsdl;

/**
 * A SOAP 1.1 or 1.2 service on this machine's own address, in the words of a connector's route: it lists files, gives them,
 * and takes deliveries.
 */
final class PlayedSoap implements PlayedService {
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Pattern ROOT = Pattern.compile("<(?:\\w+:)?([\\w.-]+)");
    private static final Pattern BODY = Pattern.compile("Body[^>]*>\\s*(?:<!--.*?-->\\s*)?<(?:\\w+:)?([\\w.-]+)",
            Pattern.DOTALL);
    private static final QName REFUSAL = new QName("urn:viaduc:played", "refusal");

    /** What the routes say: names of elements, and requests whose roots tell them apart. */
    private final Map<String, String> words;
    /** The elements that answers have, by what is asked: {@code list}, {@code read} or {@code deliver}. */
    private final Map<String, QName> answers;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, Instant> changed = new LinkedHashMap<>();
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean slow;
    private volatile boolean refusing;
    private HttpServer server;
    private int port;
    private Instant last = Instant.parse("2026-11-20T00:00:00Z");

    PlayedSoap(Map<String, String> words, Wsdl service) throws IOException {
        this.words = Map.copyOf(words);
        this.answers = new LinkedHashMap<>();
        for (var asked : List.of("list", "read", "deliver")) {
            service.operation(words.getOrDefault(asked + "Operation", ""))
                    .ifPresent(operation -> answers.put(asked, operation.answer()));
        }
        comeUp();
    }

    @Override
    public Map<String, String> parameters() {
        var address = "http://127.0.0.1:" + port + "/played";
        return Map.of("address", address, "compartmentAddress", address, "every", "200");
    }

    /** A file that has changed. @param answer what whoever asks for it gets */
    @Override
    public synchronized void changed(String id, String answer) {
        last = last.plusSeconds(60);
        files.put(id, withoutCompartment(answer));
        changed.put(id, last);
    }

    /** An example shows a file whole; the service gives what belongs into a compartment elsewhere. */
    private String withoutCompartment(String answer) {
        var file = answer;
        for (var part : words.getOrDefault("parts", "").split(",")) {
            file = part.isEmpty()
                    ? file
                    : Pattern.compile("<" + part + "[ >].*?</" + part + ">", Pattern.DOTALL).matcher(file)
                            .replaceAll("");
        }
        return file;
    }

    @Override
    public void goDown() {
        server.stop(0);
    }

    @Override
    public void comeUp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        port = server.getAddress().getPort();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    public void beSlow(boolean now) {
        slow = now;
    }

    @Override
    public void refuse(boolean now) {
        refusing = now;
    }

    /** The bodies of all deliveries. */
    @Override
    public List<String> delivered() {
        return List.copyOf(delivered);
    }

    @Override
    public String garbled(String answer) {
        return answer.replaceAll("<[^>]*$", "").replaceFirst("<(\\w+)", "<$1 xmlns:a=\"urn:a\"><a:b/></$1><$1");
    }

    /** How often the file was asked for. */
    long askedFor(String id) {
        return asked.stream().filter(id::equals).count();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            var request = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (slow) {
                Waiting.pause(SLOW);
            }
            var operation = BODY.matcher(request).results().map(found -> found.group(1)).findFirst().orElse("");
            if (operation.equals(root("deliver"))) {
                delivered.add(request);
            }
            var fault = refusing && operation.equals(root("deliver"));
            var soap = request.contains("http://www.w3.org/2003/05/soap-envelope")
                    ? "http://www.w3.org/2003/05/soap-envelope"
                    : "http://schemas.xmlsoap.org/soap/envelope/";
            var body = ("<S:Envelope xmlns:S=\"" + soap + "\"><S:Body>"
                    + (fault ? fault(soap) : said(operation, request))
                    + "</S:Body></S:Envelope>").getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", (soap.contains("2003") ? "application/soap+xml" : "text/xml")
                    + "; charset=UTF-8");
            call.sendResponseHeaders(fault ? 500 : 200, body.length);
            call.getResponseBody().write(body);
        }
    }

    private String said(String operation, String request) {
        if (operation.equals(root("list"))) {
            return list();
        }
        if (operation.equals(root("read"))) {
            return read(request);
        }
        return answer("deliver", element(words.getOrDefault("reference", "reference"), REFERENCE + delivered.size()));
    }

    private static String fault(String soap) {
        var detail = "<" + REFUSAL.getLocalPart() + " xmlns=\"" + REFUSAL.getNamespaceURI() + "\"><code>R1</code></"
                + REFUSAL.getLocalPart() + ">";
        return soap.contains("2003")
                ? "<S:Fault><S:Code><S:Value>S:Receiver</S:Value></S:Code><S:Reason><S:Text xml:lang=\"fr\">non</S:Text>"
                        + "</S:Reason><S:Detail>" + detail + "</S:Detail></S:Fault>"
                : "<S:Fault><faultcode>S:Server</faultcode><faultstring>non</faultstring><detail>" + detail
                        + "</detail></S:Fault>";
    }

    /** Everything; whoever asks remembers how far it has read. */
    private synchronized String list() {
        var items = new StringBuilder();
        changed.forEach((id, at) -> items.append(element(words.get("item"),
                element(words.get("id"), id) + element(words.get("changed"), at.toString()))));
        return answer("list", items.toString());
    }

    private synchronized String read(String request) {
        var id = files.keySet().stream().filter(each -> request.contains(">" + each + "<")).findFirst().orElse("");
        asked.add(id);
        return answer("read", files.getOrDefault(id, ""));
    }

    /** The answer to what is asked, in the service's own words. */
    private String answer(String asked, String content) {
        var name = answers.getOrDefault(asked, new QName("urn:viaduc:played", "answer"));
        return "<" + name.getLocalPart() + " xmlns=\"" + name.getNamespaceURI() + "\">" + content + "</"
                + name.getLocalPart() + ">";
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private String root(String request) {
        return ROOT.matcher(words.getOrDefault(request, "")).results().map(found -> found.group(1)).findFirst()
                .orElse("-");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
