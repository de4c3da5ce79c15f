package org.viaduc.web;

import java.security.KeyStore;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Opens the two HTTPS ports: clients (server certificate only) and neighbouring nodes (mutual TLS). */
final class Ports {
    private static final int BACKLOG = 512;

    private Ports() {
    }

    /** A further port. The parameters are those of {@link #secure}. */
    static Connector https(String host, int port, KeyStore identity, char[] password, KeyStore trusted) {
        var connector = new Connector(Http11NioProtocol.class.getName());
        connector.setPort(port);
        secure(connector, host, identity, password, trusted);
        return connector;
    }

    /**
     * @param identity the node's certificate and key
     * @param password protects the key within the store
     * @param trusted  the certificates a caller must have; null admits callers without one
     */
    static void secure(Connector connector, String host, KeyStore identity, char[] password, KeyStore trusted) {
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("address", host);
        connector.setProperty("acceptCount", String.valueOf(BACKLOG));
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("SSLEnabled", "true");
        var tls = new SSLHostConfig();
        tls.setProtocols("TLSv1.3");
        var certificate = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.EC);
        certificate.setCertificateKeystore(identity);
        certificate.setCertificateKeystorePassword(new String(password));
        certificate.setCertificateKeyPassword(new String(password));
        tls.addCertificate(certificate);
        if (trusted != null) {
            tls.setTrustStore(trusted);
            tls.setCertificateVerification("required");
        }
        connector.addSslHostConfig(tls);
    }
}
