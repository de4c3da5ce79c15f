package org.viaduc.connectors.soap;

import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import javax.security.auth.callback.CallbackHandler;

import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;

import org.apache.cxf.binding.soap.SoapVersion;
import org.apache.cxf.binding.soap.saaj.SAAJOutInterceptor;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.ws.security.wss4j.DefaultCryptoCoverageChecker;
import org.apache.cxf.ws.security.wss4j.WSS4JInInterceptor;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSPasswordCallback;

/**
 * What one endpoint of a played service asks of its callers, and how it signs: a UsernameToken and a signature of body,
 * timestamp and token by a known certificate.
 *
 * @param answers how its answers are signed
 */
public record ServiceLogin(String user, String password, boolean isDigest, X509Certificate caller, Answers answers) {
    /** What a service does with its answers. */
    public enum Answers {
        SIGNED,
        UNSIGNED,
        /** By somebody else. */
        SIGNED_BY_ANOTHER,
        /** Properly and for a second; it is longer on its way. */
        SIGNED_TOO_LONG_AGO,
        /** Only the timestamp: the body can be anything. */
        SIGNED_IN_PART,
        /** Changed on the way, behind the signature. */
        CHANGED
    }

    public ServiceLogin(String user, String password, X509Certificate caller) {
        this(user, password, true, caller, Answers.SIGNED);
    }

    public ServiceLogin answering(Answers how) {
        return new ServiceLogin(user, password, isDigest, caller, how);
    }

    public ServiceLogin withPlainPassword() {
        return new ServiceLogin(user, password, false, caller, answers);
    }

    void guard(EndpointImpl endpoint, ServiceKeys service, SoapVersion version) {
        var asks = new HashMap<String, Object>();
        asks.put("action", "UsernameToken Timestamp Signature");
        asks.put("passwordType", isDigest ? "PasswordDigest" : "PasswordText");
        asks.put("passwordCallbackRef", passwords());
        asks.put("signatureVerificationPropRefId", "known");
        asks.put("known", crypto(store -> store.setCertificateEntry("caller", caller)));
        asks.put("expandXOPInclude", "true");
        endpoint.getInInterceptors().add(new WSS4JInInterceptor(asks));
        var covered = new DefaultCryptoCoverageChecker();
        covered.setSignUsernameToken(true);
        covered.setEncryptUsernameToken(false);
        endpoint.getInInterceptors().add(covered);
        if (answers == Answers.UNSIGNED) {
            return;
        }
        var signer = answers == Answers.SIGNED_BY_ANOTHER ? ServiceKeys.impostor("Gabare") : service;
        var says = new HashMap<String, Object>();
        says.put("action", "Timestamp Signature");
        says.put("signatureUser", "service");
        says.put("passwordCallbackRef", passwords());
        says.put("signaturePropRefId", "own");
        says.put("signatureKeyIdentifier", "DirectReference");
        says.put("signatureAlgorithm", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        says.put("signatureParts", (answers == Answers.SIGNED_IN_PART
                ? ""
                : "{Element}{" + version.getNamespace() + "}Body;")
                + "{Element}{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd}Timestamp;");
        says.put("expandXOPInclude", "true");
        says.put("own", crypto(store -> store.setKeyEntry("service", signer.pair().getPrivate(),
                "service".toCharArray(), new java.security.cert.Certificate[]{signer.certificate()})));
        if (answers == Answers.SIGNED_TOO_LONG_AGO) {
            says.put("timeToLive", "1");
            endpoint.getOutInterceptors().add(new OnTheWay(message -> LockSupport.parkNanos(1_200_000_000L)));
        }
        endpoint.getOutInterceptors().add(new WSS4JOutInterceptor(says));
        endpoint.getOutFaultInterceptors().add(new WSS4JOutInterceptor(says));
        if (answers == Answers.CHANGED) {
            endpoint.getOutInterceptors().add(new OnTheWay(ServiceLogin::change));
        }
    }

    /** Adds an element to an answer. */
    private static void change(Message answer) {
        try {
            var body = answer.getContent(SOAPMessage.class).getSOAPBody();
            body.getFirstChild().appendChild(
                    body.getOwnerDocument().createElementNS(PlayedGabare.NAMESPACE, "ajout"));
        } catch (SOAPException e) {
            throw new Fault(e);
        }
    }

    /** What happens to every answer after it was signed. */
    private static final class OnTheWay extends AbstractPhaseInterceptor<Message> {
        private final Consumer<Message> what;

        OnTheWay(Consumer<Message> what) {
            super(Phase.PRE_PROTOCOL_ENDING);
            this.what = what;
            addBefore(SAAJOutInterceptor.SAAJOutEndingInterceptor.class.getName());
        }

        @Override
        public void handleMessage(Message answer) {
            what.accept(answer);
        }
    }

    private CallbackHandler passwords() {
        return callbacks -> {
            for (var each : callbacks) {
                if (each instanceof WSPasswordCallback asked) {
                    if (asked.getUsage() == WSPasswordCallback.SIGNATURE) {
                        asked.setPassword("service");
                    } else if (user.equals(asked.getIdentifier())) {
                        asked.setPassword(password);
                    }
                }
            }
        };
    }

    private interface Filling {
        void fill(KeyStore store) throws Exception;
    }

    private static Merlin crypto(Filling filling) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filling.fill(store);
            var crypto = new Merlin();
            crypto.setKeyStore(store);
            return crypto;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The keys of node.yaml that fit. @param caller the key of whom this endpoint knows. @param prefix of the endpoint's keys */
    public static Map<String, String> settings(ServiceLogin login, String prefix, ServiceKeys caller,
            ServiceKeys service) {
        var values = new HashMap<String, String>();
        values.put(prefix + "login", login.isDigest ? "username-digest" : "username-text");
        values.put(prefix + "user", login.user);
        values.put(prefix + "password", login.password);
        values.put(prefix + "sign-key", caller.key());
        values.put(prefix + "sign-certificate", caller.pem());
        values.put(prefix + "service-certificate", service.pem());
        return values;
    }
}
