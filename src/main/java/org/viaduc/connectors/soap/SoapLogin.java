package org.viaduc.connectors.soap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.camel.component.cxf.jaxws.ChainedCxfConfigurer;
import org.apache.camel.component.cxf.jaxws.CxfConfigurer;
import org.apache.cxf.attachment.AttachmentDeserializer;
import org.apache.cxf.configuration.security.AuthorizationPolicy;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.frontend.AbstractWSDLBasedEndpointFactory;
import org.apache.cxf.io.CachedOutputStream;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;

import org.viaduc.connectors.soap.SoapSettings.Login;
import org.viaduc.exchange.node.NodeSettings.Connector;

/**
 * Logs in to a SOAP service: by HTTP (RFC 7617), by WS-Security UsernameToken, by an X.509 signature, or by several of
 * them; and believes no answer that is not signed where answers are. A route names it, as {@code #soapLogin-d44-ardoise}, so
 * that user, password and key stand in no address: addresses are written into logs and messages.
 */
public final class SoapLogin extends ChainedCxfConfigurer.NullCxfConfigurer {
    /** How a route's address names the login of its connector. */
    public static final String NAME = "soapLogin-";
    /** The same for the endpoint of a compartment. */
    public static final String COMPARTMENT_NAME = "soapCompartmentLogin-";
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    /** Documents of one file. */
    private static final int MOST_ATTACHMENTS = 100;
    /** Above, a document lies in a file that only this process can read: it is enciphered with a key that is nowhere else. */
    private static final long IN_MEMORY = 256 * 1024;
    private static final String CIPHER = "AES/CTR/NoPadding";

    private final SoapSettings settings;

    private SoapLogin(SoapSettings settings) {
        this.settings = settings;
    }

    /** By the names that routes use; those of which node.yaml does not say enough are left out. */
    public static Map<String, CxfConfigurer> of(Connector connector) {
        var logins = new java.util.LinkedHashMap<String, CxfConfigurer>();
        login(connector, "").ifPresent(login -> logins.put(NAME + connector.name(), login));
        login(connector, SoapSettings.COMPARTMENT)
                .ifPresent(login -> logins.put(COMPARTMENT_NAME + connector.name(), login));
        return logins;
    }

    private static Optional<SoapLogin> login(Connector connector, String prefix) {
        return SoapSettings.missing(connector, prefix).isEmpty() && SoapSettings.faults(connector, prefix).isEmpty()
                ? Optional.of(new SoapLogin(SoapSettings.of(connector, prefix)))
                : Optional.empty();
    }

    /** What node.yaml would have to say of the connector. */
    public static List<String> missing(Connector connector) {
        return SoapSettings.missing(connector, "");
    }

    /** The same of the endpoint of a compartment. */
    public static List<String> missingOfCompartment(Connector connector) {
        return SoapSettings.missing(connector, SoapSettings.COMPARTMENT);
    }

    /** What is wrong with what node.yaml says of the connector, with its place, in plain words. */
    public static List<String> faults(Connector connector) {
        return SoapSettings.faults(connector, "");
    }

    /**
     * The same of the endpoint of a compartment, which has a login of its own: whoever may ask for the files does not open
     * the compartment by that.
     */
    public static List<String> faultsOfCompartment(Connector connector) {
        var faults = new ArrayList<>(SoapSettings.faults(connector, SoapSettings.COMPARTMENT));
        var values = connector.values();
        for (var key : List.of("user", "password", "sign-key")) {
            var own = values.get(SoapSettings.COMPARTMENT + key);
            if (own != null && own.equals(values.get(key))) {
                faults.add("node.yaml: connectors: " + connector.name() + ": `" + SoapSettings.COMPARTMENT + key
                        + "`: the compartment has a login of its own, and this is the one of the files");
            }
        }
        return faults;
    }

    @Override
    public void configure(AbstractWSDLBasedEndpointFactory factory) {
        factory.getProperties(true).put(AttachmentDeserializer.ATTACHMENT_MAX_SIZE,
                String.valueOf(settings.largestAttachment()));
    }

    @Override
    public void configureClient(Client client) {
        bounds(client);
        if (client.getConduit() instanceof HTTPConduit http) {
            var waiting = new HTTPClientPolicy();
            waiting.setConnectionTimeout(CONNECTING.toMillis());
            waiting.setReceiveTimeout(settings.answersWithin().toMillis());
            waiting.setAutoRedirect(false);
            http.setClient(waiting);
            if (settings.login() == Login.basic) {
                var policy = new AuthorizationPolicy();
                policy.setAuthorizationType("Basic");
                policy.setUserName(settings.user());
                policy.setPassword(settings.password().value());
                http.setAuthorization(policy);
            }
        }
        new Signing(settings).addTo(client);
        settings.service().ifPresent(service -> new AnswerCheck(service).addTo(client));
    }

    private void bounds(Client client) {
        var context = client.getEndpoint();
        context.put(AttachmentDeserializer.ATTACHMENT_MAX_SIZE, String.valueOf(settings.largestAttachment()));
        context.put(AttachmentDeserializer.ATTACHMENT_MAX_COUNT, String.valueOf(MOST_ATTACHMENTS));
        context.put(AttachmentDeserializer.ATTACHMENT_MEMORY_THRESHOLD, String.valueOf(IN_MEMORY));
        context.put(Message.SCHEMA_VALIDATION_ENABLED, false);
        CachedOutputStream.setDefaultCipherTransformation(CIPHER);
    }

    @Override
    public String toString() {
        return "SoapLogin";
    }
}
