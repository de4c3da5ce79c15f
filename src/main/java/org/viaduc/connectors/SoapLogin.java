package org.viaduc.connectors;

import java.util.List;
import java.util.Optional;

import org.apache.camel.component.cxf.jaxws.ChainedCxfConfigurer;
import org.apache.cxf.configuration.security.AuthorizationPolicy;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.transport.http.HTTPConduit;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;

/**
 * Logs in to a SOAP service (RFC 7617). A route names it, as {@code #soapLogin-d44-ardoise}, so that user and password stand
 * in no address: addresses are written into logs and messages.
 */
final class SoapLogin extends ChainedCxfConfigurer.NullCxfConfigurer {
    /** How a route's address names the login of its connector. */
    static final String NAME = "soapLogin-";
    private static final String USER = "user";
    private static final String PASSWORD = "password";

    private final String user;
    private final NodeSettings.Password password;

    private SoapLogin(String user, String password) {
        this.user = user;
        this.password = new NodeSettings.Password(password);
    }

    /** Empty when node.yaml gives the connector no login. */
    static Optional<SoapLogin> of(Connector connector) {
        return missing(connector).isEmpty()
                ? Optional.of(new SoapLogin(connector.values().get(USER), connector.values().get(PASSWORD)))
                : Optional.empty();
    }

    /** What node.yaml would have to say of the connector. */
    static List<String> missing(Connector connector) {
        return List.of(USER, PASSWORD).stream().filter(key -> !connector.values().containsKey(key)).toList();
    }

    @Override
    public void configureClient(Client client) {
        if (client.getConduit() instanceof HTTPConduit http) {
            var policy = new AuthorizationPolicy();
            policy.setAuthorizationType("Basic");
            policy.setUserName(user);
            policy.setPassword(password.value());
            http.setAuthorization(policy);
        }
    }

    @Override
    public String toString() {
        return "SoapLogin";
    }
}
