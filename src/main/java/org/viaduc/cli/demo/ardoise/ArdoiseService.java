package org.viaduc.cli.demo.ardoise;

import java.io.StringReader;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.xml.stream.XMLStreamException;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;

import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;

import org.apache.cxf.staxutils.StaxUtils;
import org.w3c.dom.Element;

/** The three operations of {@code wsdl/ardoise.wsdl}, on the payload of the SOAP body. */
@WebServiceProvider(targetNamespace = ArdoiseService.NAMESPACE, serviceName = "ArdoiseService", portName = "ArdoisePort", wsdlLocation = "wsdl/ardoise.wsdl")
@ServiceMode(Service.Mode.PAYLOAD)
public final class ArdoiseService implements Provider<Source> {
    static final String NAMESPACE = "urn:ardoise:dossier:v1";
    private static final int MOST_LISTED = 1000;
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final PersonFiles files;
    private final boolean acknowledging;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    ArdoiseService(PersonFiles files, boolean acknowledging) {
        this.files = files;
        this.acknowledging = acknowledging;
    }

    @Override
    public Source invoke(Source request) {
        var call = payload(request);
        try {
            return new StreamSource(new StringReader(switch (call.getLocalName()) {
                case "ListerDossiersModifies" -> list(call);
                case "LireDossier" -> read(DepositedFile.text(call, "numeroDossier"));
                case "DeposerDossier" -> deposit(DepositedFile.of(call));
                default -> throw ServiceFault.malformed("there is no such operation");
            }));
        } catch (SQLException e) {
            throw ServiceFault.unavailable(e);
        }
    }

    /** Exchanges that were only acknowledged. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    private String list(Element call) throws SQLException {
        var changed = files.changedAfter(since(DepositedFile.text(call, "depuis")),
                max(DepositedFile.text(call, "max")));
        var xml = new StringBuilder();
        changed.forEach(each -> xml.append("<dossierModifie><numeroDossier>").append(Entry.escaped(each.number()))
                .append("</numeroDossier><modifieLe>").append(each.at()).append("</modifieLe></dossierModifie>"));
        return response("ListerDossiersModifies", xml.toString());
    }

    private String read(String number) throws SQLException {
        var file = files.read(number).orElseThrow(() -> ServiceFault.unknownFile(number));
        return response("LireDossier", "<dossier numero=\"" + Entry.escaped(number) + "\" modifieLe=\""
                + file.changed().at() + "\">" + file.rubrics() + "</dossier>");
    }

    private String deposit(DepositedFile file) throws SQLException {
        if (acknowledging) {
            return deposited(new PersonFiles.Deposit("A44-0", !acknowledged.add(file.exchange())));
        }
        return deposited(files.deposit(file.exchange(), file.number(), file.entries())
                .orElseThrow(() -> ServiceFault.unknownFile(file.number())));
    }

    private static String deposited(PersonFiles.Deposit deposit) {
        return response("DeposerDossier", "<numeroDossier>" + Entry.escaped(deposit.number()) + "</numeroDossier>"
                + "<dejaRecu>" + deposit.known() + "</dejaRecu>");
    }

    private static String response(String operation, String content) {
        return "<" + operation + "Response xmlns=\"" + NAMESPACE + "\">" + content + "</" + operation + "Response>";
    }

    private static Instant since(String text) {
        try {
            return text.isEmpty()
                    ? Instant.EPOCH
                    : text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).atZone(PARIS).toInstant();
        } catch (DateTimeException e) {
            throw ServiceFault.malformed("depuis is no dateTime");
        }
    }

    private static int max(String text) {
        try {
            return text.isEmpty() ? MOST_LISTED : Math.clamp(Integer.parseInt(text), 1, MOST_LISTED);
        } catch (NumberFormatException e) {
            throw ServiceFault.malformed("max is no number");
        }
    }

    private static Element payload(Source request) {
        try {
            return StaxUtils.read(request).getDocumentElement();
        } catch (XMLStreamException e) {
            throw ServiceFault.malformed("the body is not well-formed XML");
        }
    }
}
