package org.viaduc.connectors.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;

import jakarta.activation.DataHandler;
import jakarta.annotation.Resource;
import jakarta.mail.util.ByteArrayDataSource;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceContext;
import jakarta.xml.ws.WebServiceProvider;
import jakarta.xml.ws.handler.MessageContext;

import org.apache.cxf.Bus;
import org.apache.cxf.attachment.AttachmentImpl;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapVersion;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.helpers.DOMUtils;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.cxf.transport.http_jetty.JettyHTTPServerEngineFactory;
import org.w3c.dom.Element;

/**
 * Gabare on this machine: its two endpoints over real HTTP by {@code wsdl/gabare.wsdl}, with the logins and signatures that
 * WSS4J checks and makes. Remembers what each endpoint was asked, and makes one delivery of an exchange's parts.
 */
public final class PlayedGabare implements AutoCloseable {
    static final String NAMESPACE = "urn:gabare:mdph:v2";

    private static final String BESIDE = "beside";

    /** What stands in its files in the place of a document that is answered beside the message: {@code {{12345}}} bytes. */
    private static final java.util.regex.Pattern PAPER = java.util.regex.Pattern.compile("\\{\\{(\\d+)}}");

    public final ServiceKeys service = ServiceKeys.rsa("Gabare");
    private final Bus bus = new CXFBusFactory().createBus();
    private final List<EndpointImpl> endpoints = new ArrayList<>();
    private final int port;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, String> compartments = new LinkedHashMap<>();
    private final Map<String, Instant> changed = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> pending = new LinkedHashMap<>();
    private final Map<String, Delivery> delivered = new LinkedHashMap<>();
    private final Set<String> failing = new LinkedHashSet<>();
    private final Set<String> refusing = new LinkedHashSet<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Duration slow = Duration.ZERO;
    private volatile Consumer<String> meanwhile = operation -> {
    };
    private Instant last = Instant.now().minusSeconds(3600);

    /** What one exchange has brought, with its documents back in the XML. @param times how often the file was deposited */
    public record Delivery(String file, String compartment, int times) {}

    private final SoapVersion version;
    private final Optional<String> wsdl;

    public PlayedGabare() throws IOException, java.security.GeneralSecurityException {
        this(Soap12.getInstance(), Optional.empty());
    }

    /** The same service in SOAP 1.1, as many older ones speak. @param folder gets its WSDL */
    static PlayedGabare inSoap11(Path folder) throws IOException, java.security.GeneralSecurityException {
        var twelve = Files.readString(Path.of("src/main/resources/wsdl/gabare.wsdl"));
        var file = Files.writeString(folder.resolve("gabare-11.wsdl"),
                twelve.replace("http://schemas.xmlsoap.org/wsdl/soap12/", "http://schemas.xmlsoap.org/wsdl/soap/"));
        return new PlayedGabare(Soap11.getInstance(), Optional.of(file.toUri().toString()));
    }

    private PlayedGabare(SoapVersion version, Optional<String> wsdl)
            throws IOException, java.security.GeneralSecurityException {
        this.version = version;
        this.wsdl = wsdl;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        bus.getExtension(JettyHTTPServerEngineFactory.class).createJettyHTTPServerEngine("127.0.0.1", port, "http");
    }

    /** Opens both endpoints to one login each, and signs its answers. */
    public PlayedGabare open(ServiceLogin file, ServiceLogin compartment) {
        publish(new FileService(this), "/dossiers", file);
        publish(new Compartments(this), "/volets-medicaux", compartment);
        return this;
    }

    private void publish(Object implementor, String path, ServiceLogin login) {
        var endpoint = new EndpointImpl(bus, implementor);
        endpoint.setProperties(new LinkedHashMap<>(Map.of(Message.MTOM_ENABLED, true)));
        endpoint.getOutInterceptors().add(new Beside());
        wsdl.ifPresent(endpoint::setWsdlLocation);
        login.guard(endpoint, service, version);
        endpoint.publish("http://127.0.0.1:" + port + path);
        endpoints.add(endpoint);
    }

    public String address() {
        return "http://127.0.0.1:" + port + "/dossiers";
    }

    public String compartmentAddress() {
        return "http://127.0.0.1:" + port + "/volets-medicaux";
    }

    /** A file that has changed, without its compartment. @param text XML, its namespace included */
    public synchronized void changed(String number, String text) {
        last = last.plusSeconds(1);
        changed.put(number, last);
        files.put(number, text);
    }

    /** A physician opens the compartment of a file. @param parts XML */
    public synchronized void opened(String number, String parts) {
        last = last.plusSeconds(1);
        changed.put(number, last);
        compartments.put(number, parts);
    }

    /** From now on the service refuses what an operation brings, as its WSDL has it. */
    public synchronized void refuse(String operation) {
        refusing.add(operation);
    }

    /** The file's WSDL where it is none of those that are packed. */
    String wsdl() {
        return wsdl.orElse("classpath:wsdl/gabare.wsdl");
    }

    /** From now on an operation fails; with a good word it works again. */
    public synchronized void fail(String operation, boolean now) {
        if (now) {
            failing.add(operation);
        } else {
            failing.remove(operation);
        }
    }

    /** The operations that were asked, in their order. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    public synchronized long asked(String operation) {
        return asked.stream().filter(operation::equals).count();
    }

    /** By exchange, those that are complete. */
    public synchronized Map<String, Delivery> delivered() {
        return Map.copyOf(delivered);
    }

    /** What the compartment holds of exchanges whose file has not come: nobody is shown it. */
    public synchronized Map<String, String> pending() {
        return Map.copyOf(pending);
    }

    @Override
    public void close() {
        endpoints.forEach(EndpointImpl::stop);
        bus.shutdown(true);
    }

    /** The endpoint of the files. */
    @WebServiceProvider(targetNamespace = NAMESPACE, serviceName = "DossierService", portName = "DossierPort", wsdlLocation = "wsdl/gabare.wsdl")
    @ServiceMode(Service.Mode.PAYLOAD)
    public static final class FileService extends Door {
        FileService(PlayedGabare gabare) {
            super(gabare);
        }
    }

    /** The endpoint of the compartment. */
    @WebServiceProvider(targetNamespace = NAMESPACE, serviceName = "VoletMedicalService", portName = "VoletMedicalPort", wsdlLocation = "wsdl/gabare.wsdl")
    @ServiceMode(Service.Mode.PAYLOAD)
    public static final class Compartments extends Door {
        Compartments(PlayedGabare gabare) {
            super(gabare);
        }
    }

    /** Calls as payloads, documents beside them. */
    abstract static class Door implements Provider<Source> {
        private final PlayedGabare gabare;
        @Resource
        private WebServiceContext context;

        Door(PlayedGabare gabare) {
            this.gabare = gabare;
        }

        @Override
        public Source invoke(Source request) {
            try {
                var call = StaxUtils.read(request).getDocumentElement();
                inline(call);
                var answer = gabare.answer(call);
                return new StreamSource(new ByteArrayInputStream(beside(answer).getBytes(StandardCharsets.UTF_8)));
            } catch (javax.xml.stream.XMLStreamException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Puts the documents of a request back in their place. */
        private void inline(Element call) throws IOException {
            @SuppressWarnings("unchecked")
            var came = (Map<String, DataHandler>) context.getMessageContext()
                    .get(MessageContext.INBOUND_MESSAGE_ATTACHMENTS);
            for (var include : DOMUtils.findAllElementsByTagNameNS(call, "http://www.w3.org/2004/08/xop/include",
                    "Include")) {
                try (InputStream in = came.get(include.getAttribute("href").substring(4)).getInputStream()) {
                    ((Element) include.getParentNode())
                            .setTextContent(Base64.getEncoder().encodeToString(in.readAllBytes()));
                }
            }
        }

        /** Puts the documents of an answer beside it. */
        private String beside(String answer) {
            var going = new LinkedHashMap<String, DataHandler>();
            var text = PAPER.matcher(answer).replaceAll(found -> {
                var id = "piece-" + going.size() + "@gabare";
                going.put(id, new DataHandler(new ByteArrayDataSource(paper(Integer.parseInt(found.group(1))),
                        "application/pdf")));
                return "<xop:Include xmlns:xop='http://www.w3.org/2004/08/xop/include' href='cid:" + id + "'/>";
            });
            PhaseInterceptorChain.getCurrentMessage().getExchange().put(BESIDE, going.entrySet().stream()
                    .<Attachment>map(each -> PlayedGabare.paperBeside(each.getKey(), each.getValue())).toList());
            return text;
        }
    }

    private static AttachmentImpl paperBeside(String id, DataHandler content) {
        var attachment = new AttachmentImpl(id, content);
        attachment.setXOP(true);
        return attachment;
    }

    /** Gives an answer the documents that go beside it. */
    private static final class Beside extends AbstractPhaseInterceptor<Message> {
        Beside() {
            super(Phase.PRE_LOGICAL);
        }

        @Override
        public void handleMessage(Message answer) {
            @SuppressWarnings("unchecked")
            var going = (List<Attachment>) answer.getExchange().get(BESIDE);
            if (going != null && !going.isEmpty()) {
                answer.setAttachments(new ArrayList<>(going));
            }
        }
    }

    /** A document of that many bytes, always the same. */
    public static byte[] paper(int length) {
        var bytes = new byte[length];
        new java.util.Random(length).nextBytes(bytes);
        var head = "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, bytes, 0, Math.min(head.length, length));
        return bytes;
    }

    /** From now on every answer takes so long. */
    public void beSlow(Duration now) {
        slow = now;
    }

    /** What happens while an operation is asked. */
    public void onAsked(Consumer<String> now) {
        meanwhile = now;
    }

    /** How many calls were being answered at the same time, at most. */
    public int mostAtOnce() {
        return most.get();
    }

    private String answer(Element call) {
        most.accumulateAndGet(calls.incrementAndGet(), Math::max);
        try {
            if (!slow.isZero()) {
                LockSupport.parkNanos(slow.toNanos());
            }
            meanwhile.accept(call.getLocalName());
            return said(call);
        } finally {
            calls.decrementAndGet();
        }
    }

    private synchronized String said(Element call) {
        var operation = call.getLocalName();
        asked.add(operation);
        if (failing.contains(operation)) {
            throw new SoapFault("the storage does not answer", version.getReceiver());
        }
        if (refusing.contains(operation)) {
            throw refused("DossierRefuse", "code", "DOUBLON");
        }
        return switch (operation) {
            case "ListerDossiers" -> response(operation, list(Instant.parse(text(call, "modifiesDepuis"))));
            case "LireDossier" -> response(operation, known(files, text(call, "numero")));
            case "LireVoletMedical" -> {
                var number = text(call, "numero");
                yield response(operation, "<voletMedical numero='" + number + "'>" + known(compartments, number)
                        + "</voletMedical>");
            }
            case "DeposerVoletMedical" -> {
                var known = pending.put(text(call, "idEchange"), xml(call, "voletMedical")) != null
                        || delivered.containsKey(text(call, "idEchange"));
                yield response(operation, "<dejaRecu>" + known + "</dejaRecu>");
            }
            case "DeposerDossier" -> response(operation, deposit(call));
            default -> throw new SoapFault("there is no such operation", version.getSender());
        };
    }

    /** The file makes the part count that the compartment was given before under the same exchange; without its word, not. */
    private String deposit(Element call) {
        var exchange = text(call, "idEchange");
        var isWithCompartment = Boolean.parseBoolean(text(call, "voletMedical"));
        var before = delivered.get(exchange);
        var part = pending.remove(exchange);
        if (isWithCompartment && part == null && before == null) {
            throw refused("DossierRefuse", "code", "VOLET_ABSENT");
        }
        delivered.put(exchange, before == null
                ? new Delivery(xml(call, "dossierMdph"), isWithCompartment ? part : "", 1)
                : new Delivery(before.file, before.compartment, before.times + 1));
        return "<numero>47-R-" + delivered.size() + "</numero><dejaRecu>" + (before != null) + "</dejaRecu>";
    }

    private String list(Instant since) {
        var items = new StringBuilder();
        changed.forEach((number, at) -> {
            if (at.isAfter(since)) {
                items.append("<dossier><numero>").append(number).append("</numero><modifieLe>").append(at)
                        .append("</modifieLe><voletMedical>").append(compartments.containsKey(number))
                        .append("</voletMedical></dossier>");
            }
        });
        return items.toString();
    }

    private String known(Map<String, String> map, String number) {
        var found = map.get(number);
        if (found == null) {
            throw refused("DossierInconnu", "numero", number);
        }
        return found;
    }

    private SoapFault refused(String name, String field, String value) {
        var document = DOMUtils.createDocument();
        var element = document.createElementNS(NAMESPACE, name);
        var child = document.createElementNS(NAMESPACE, field);
        child.setTextContent(value);
        element.appendChild(child);
        var fault = new SoapFault("refused", version.getSender());
        var detail = document.createElement("detail");
        detail.appendChild(element);
        fault.setDetail(detail);
        return fault;
    }

    private static String response(String operation, String content) {
        return "<" + operation + "Response xmlns='" + NAMESPACE + "'>" + content + "</" + operation + "Response>";
    }

    private static String text(Element call, String name) {
        return DOMUtils.findAllElementsByTagNameNS(call, NAMESPACE, name).getFirst().getTextContent();
    }

    private static String xml(Element call, String name) {
        return DOMUtils.findAllElementsByTagNameNS(call, NAMESPACE, name).stream()
                .filter(each -> DOMUtils.getFirstElement(each) != null).findFirst()
                .map(StaxUtils::toString).orElseThrow();
    }

}
