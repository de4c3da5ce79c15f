package org.viaduc.connectors.soap;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

import javax.security.auth.callback.CallbackHandler;

import org.apache.cxf.endpoint.Client;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.apache.wss4j.common.ConfigurationConstants;
import org.apache.wss4j.common.WSS4JConstants;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSPasswordCallback;

import org.viaduc.connectors.soap.SoapSettings.Login;
import org.viaduc.trust.ClientKey;

/**
 * The WS-Security header of a request: a timestamp of five minutes; the user's token; a signature over body, timestamp and
 * token. A document that travels beside the body (MTOM) is signed as if it stood in it.
 */
record Signing(SoapSettings settings) {
    private static final String ALIAS = "connector";
    private static final String CRYPTO = "viaduc-signing-key";
    private static final String SECONDS = "300";
    private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private static final String ECDSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    void addTo(Client client) {
        if (!settings.hasToken() && settings.key().isEmpty()) {
            return;
        }
        var said = new HashMap<String, Object>();
        var actions = new StringJoiner(" ");
        if (settings.hasToken()) {
            actions.add(ConfigurationConstants.USERNAME_TOKEN);
            token(said);
        }
        actions.add(ConfigurationConstants.TIMESTAMP);
        said.put(ConfigurationConstants.TTL_TIMESTAMP, SECONDS);
        settings.key().ifPresent(key -> {
            actions.add(ConfigurationConstants.SIGNATURE);
            signature(said, key, client);
        });
        said.put(ConfigurationConstants.ACTION, actions.toString());
        said.put(ConfigurationConstants.PW_CALLBACK_REF, secrets());
        said.put(ConfigurationConstants.MUST_UNDERSTAND, "true");
        client.getOutInterceptors().add(new WSS4JOutInterceptor(said));
    }

    private void token(Map<String, Object> said) {
        said.put(ConfigurationConstants.USER, settings.user());
        var isDigest = settings.login() == Login.username_digest;
        said.put(ConfigurationConstants.PASSWORD_TYPE,
                isDigest ? WSS4JConstants.PW_DIGEST : WSS4JConstants.PW_TEXT);
        said.put(ConfigurationConstants.ADD_USERNAMETOKEN_NONCE, "true");
        said.put(ConfigurationConstants.ADD_USERNAMETOKEN_CREATED, "true");
    }

    private void signature(Map<String, Object> said, ClientKey key, Client client) {
        var soap = client.getEndpoint().getBinding() instanceof org.apache.cxf.binding.soap.SoapBinding binding
                ? binding.getSoapVersion().getNamespace()
                : WSS4JConstants.URI_SOAP12_ENV;
        var parts = "{Element}{" + soap + "}Body;{Element}{" + WSS4JConstants.WSU_NS + "}Timestamp;"
                + (settings.hasToken() ? "{Element}{" + WSS4JConstants.WSSE_NS + "}UsernameToken;" : "");
        said.put(ConfigurationConstants.SIGNATURE_PARTS, parts);
        said.put(ConfigurationConstants.SIGNATURE_USER, ALIAS);
        said.put(ConfigurationConstants.SIG_KEY_ID, "DirectReference");
        said.put(ConfigurationConstants.SIG_ALGO, key.isElliptic() ? ECDSA_SHA256 : RSA_SHA256);
        said.put(ConfigurationConstants.SIG_DIGEST_ALGO, SHA256);
        said.put(ConfigurationConstants.SIG_PROP_REF_ID, CRYPTO);
        said.put(ConfigurationConstants.EXPAND_XOP_INCLUDE, "true");
        said.put(CRYPTO, crypto(key));
    }

    private static Merlin crypto(ClientKey key) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key.key(), ALIAS.toCharArray(), new Certificate[]{key.certificate()});
            var crypto = new Merlin();
            crypto.setKeyStore(store);
            return crypto;
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException("a key store can be made in memory", e);
        }
    }

    /** What protects the key store in memory is no secret; the user's password is. */
    private CallbackHandler secrets() {
        return callbacks -> {
            for (var each : callbacks) {
                if (each instanceof WSPasswordCallback asked) {
                    asked.setPassword(asked.getUsage() == WSPasswordCallback.SIGNATURE
                            ? ALIAS
                            : settings.password().value());
                }
            }
        };
    }
}
