package org.viaduc.connectors.soap;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.xml.namespace.QName;

import org.apache.cxf.binding.soap.SoapFault;

/** What a failed call means. Of a fault only names of elements and codes are used: its words may name someone. */
public final class SoapFaults {
    /** Of the standard's codes, and of the one that Apache's services say instead of telling more. */
    private static final List<String> SECURITY = List.of("http://docs.oasis-open.org/wss/",
            "http://ws.apache.org/wss4j");

    private SoapFaults() {
    }

    public static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** The name of the fault's own element, where the service answered with one that its WSDL has. */
    public static Optional<String> refusal(Throwable failure) {
        return security(failure).isPresent()
                ? Optional.empty()
                : faults(failure).flatMap(SoapFaults::elements).findFirst();
    }

    private static Stream<SoapFault> faults(Throwable failure) {
        return causes(failure).filter(SoapFault.class::isInstance).map(SoapFault.class::cast);
    }

    private static Stream<String> elements(SoapFault fault) {
        return fault.getDetail() == null
                ? Stream.empty()
                : Stream.iterate(fault.getDetail().getFirstChild(), Objects::nonNull, node -> node.getNextSibling())
                        .map(node -> node.getLocalName()).filter(Objects::nonNull);
    }

    /**
     * What has to be looked at when a call failed for its security, on one side or the other; empty when it did not. No
     * file and no record is at fault then, and the next one would fail as well.
     */
    public static Optional<String> security(Throwable failure) {
        var unbelieved = causes(failure).filter(UnbelievedAnswer.class::isInstance).map(Throwable::getMessage)
                .findFirst();
        return unbelieved.isPresent()
                ? unbelieved
                : faults(failure).flatMap(SoapFaults::codes).filter(SoapFaults::isOfSecurity)
                        .findFirst().map(SoapFaults::words);
    }

    private static boolean isOfSecurity(QName code) {
        return SECURITY.stream().anyMatch(code.getNamespaceURI()::startsWith);
    }

    private static Stream<QName> codes(SoapFault fault) {
        return Stream.concat(Stream.ofNullable(fault.getFaultCode()),
                Stream.ofNullable(fault.getSubCodes()).flatMap(List::stream));
    }

    private static String words(QName code) {
        var name = code.getLocalPart();
        if (Set.of("FailedAuthentication", "InvalidSecurityToken", "SecurityTokenUnavailable").contains(name)) {
            return "the service does not accept the login: look at `user`, `password` and `sign-certificate`";
        }
        if (name.equals("MessageExpired")) {
            return "the service finds the request too old: look at both clocks";
        }
        return "the service does not accept the request's security header (" + name
                + "): look at `login`, `user`, `password`, `sign-key` and both clocks; it also refuses what it was sent before";
    }
}
