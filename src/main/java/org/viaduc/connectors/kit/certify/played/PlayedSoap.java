package org.viaduc.connectors.kit.certify.played;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import javax.xml.namespace.QName;

import com.sun.net.httpserver.HttpExchange;

import org.viaduc.connectors.kit.sample.Wsdl;

/**
 * A SOAP 1.1 or 1.2 service on this machine's own address, in the words of a connector's route: it lists files, gives them,
 * and takes deliveries.
 */
public final class PlayedSoap extends PlayedHttp {
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final int LONG = 3 << 20;
    private static final Pattern ROOT = Pattern.compile("<(?:\\w+:)?([\\w.-]+)");
    private static final Pattern BODY = Pattern.compile("Body[^>]*>\\s*(?:<!--.*?-->\\s*)?<(?:\\w+:)?([\\w.-]+)",
            Pattern.DOTALL);
    private static final QName REFUSAL = new QName("urn:viaduc:played", "refusal");

    /** What the routes say: names of elements, and requests whose roots tell them apart. */
    private final Map<String, String> words;
    /** The elements that answers have, by what is asked: {@code list}, {@code read} or {@code deliver}. */
    private final Map<String, QName> answers;

    /** @param words parameters of the connector's routes. @param service its description */
    public PlayedSoap(Map<String, String> words, Wsdl service) throws IOException {
        this.words = Map.copyOf(words);
        this.answers = new LinkedHashMap<>();
        for (var each : List.of("list", "read", "deliver")) {
            service.operation(words.getOrDefault(each + "Operation", ""))
                    .ifPresent(operation -> answers.put(each, operation.answer()));
        }
        comeUp();
    }

    @Override
    public Map<String, String> parameters() {
        var address = address("/played");
        return Map.of("address", address, "compartmentAddress", address, "every", "200");
    }

    @Override
    public void changed(String id, String answer) {
        super.changed(id, withoutCompartment(answer));
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
    public String garbled(String answer) {
        return answer.replaceAll("<[^>]*$", "").replaceFirst("<(\\w+)", "<$1 xmlns:a=\"urn:a\"><a:b/></$1><$1");
    }

    /** With a text that is longer than any text of a file may be. */
    @Override
    public String huge(String answer) {
        var end = answer.lastIndexOf("</");
        return answer.substring(0, end) + element("texteDemesure", "x".repeat(LONG)) + answer.substring(end);
    }

    /** An element more in the answers and in each listed file; listed files without their id; the file's element by another name. */
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.MORE, Drift.LESS, Drift.RENAMED);
    }

    @Override
    void answer(HttpExchange call, String request) throws IOException {
        var operation = BODY.matcher(request).results().map(found -> found.group(1)).findFirst().orElse("");
        var isDelivery = operation.equals(root("deliver"));
        var number = isDelivery ? took(request) : 0;
        var fault = isRefusing() && isDelivery;
        var soap = request.contains(SOAP_12) ? SOAP_12 : SOAP_11;
        send(call, fault ? 500 : 200, (soap.equals(SOAP_12) ? "application/soap+xml" : "text/xml") + "; charset=UTF-8",
                "<S:Envelope xmlns:S=\"" + soap + "\"><S:Body>"
                        + (fault ? fault(soap) : said(operation, request, number)) + "</S:Body></S:Envelope>");
    }

    private String said(String operation, String request, int number) {
        if (operation.equals(root("list"))) {
            return list();
        }
        if (operation.equals(root("read"))) {
            return read(request);
        }
        return answer("deliver", element(words.getOrDefault("reference", "reference"), REFERENCE + number));
    }

    private static String fault(String soap) {
        var detail = "<" + REFUSAL.getLocalPart() + " xmlns=\"" + REFUSAL.getNamespaceURI() + "\"><code>R1</code></"
                + REFUSAL.getLocalPart() + ">";
        return soap.equals(SOAP_12)
                ? "<S:Fault><S:Code><S:Value>S:Receiver</S:Value></S:Code><S:Reason><S:Text xml:lang=\"fr\">non</S:Text>"
                        + "</S:Reason><S:Detail>" + detail + "</S:Detail></S:Fault>"
                : "<S:Fault><faultcode>S:Server</faultcode><faultstring>non</faultstring><detail>" + detail
                        + "</detail></S:Fault>";
    }

    /** Everything; whoever asks remembers how far it has read. */
    private String list() {
        var items = new StringBuilder();
        changes().forEach((id, at) -> items.append(element(words.get("item"),
                (speaks(Drift.LESS) ? "" : element(words.get("id"), id)) + element(words.get("changed"), at.toString())
                        + more())));
        return answer("list", items.toString());
    }

    private String more() {
        return speaks(Drift.MORE) ? element("elementNouveau", element("a", "x")) : "";
    }

    private String read(String request) {
        var id = changes().keySet().stream().filter(each -> request.contains(">" + each + "<")).findFirst().orElse("");
        return answer("read", speaks(Drift.RENAMED) ? renamed(file(id)) : file(id));
    }

    private static String renamed(String file) {
        return ROOT.matcher(file).results().map(found -> found.group(1)).findFirst()
                .map(name -> file.replaceAll("<(/?)" + Pattern.quote(name) + "(?=[\\s>/])", "<$1autreNom"))
                .orElse(file);
    }

    /** The answer to what is asked, in the service's own words. */
    private String answer(String what, String content) {
        var name = answers.getOrDefault(what, new QName("urn:viaduc:played", "answer"));
        return "<" + name.getLocalPart() + " xmlns=\"" + name.getNamespaceURI() + "\">" + content + more() + "</"
                + name.getLocalPart() + ">";
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private String root(String request) {
        return ROOT.matcher(words.getOrDefault(request, "")).results().map(found -> found.group(1)).findFirst()
                .orElse("-");
    }
}
