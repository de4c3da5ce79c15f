package org.viaduc.connectors.soap;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.ws.security.wss4j.DefaultCryptoCoverageChecker;
import org.apache.cxf.ws.security.wss4j.WSS4JInInterceptor;
import org.apache.wss4j.common.ConfigurationConstants;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSSecurityException;

/**
 * Believes an answer whose body and timestamp bear a valid signature of the one certificate that node.yaml names, that is
 * not older than five minutes, and that was not given before. Nothing else is read. A fault that is not so signed says that
 * something failed, but not that the department refuses.
 */
final class AnswerCheck {
    private static final String CRYPTO = "viaduc-pinned-certificate";
    private static final String SECONDS = "300";
    private static final String SECONDS_AHEAD = "60";
    private static final String UNSIGNED = AnswerCheck.class.getName() + ".unsigned";

    private final X509Certificate service;

    AnswerCheck(X509Certificate service) {
        this.service = service;
    }

    void addTo(Client client) {
        client.getInInterceptors().add(new Signed(said()));
        client.getInInterceptors().add(new Covered());
        client.getInFaultInterceptors().add(new SignedFault(said()));
        client.getInFaultInterceptors().add(new Bare());
    }

    private Map<String, Object> said() {
        var said = new HashMap<String, Object>();
        said.put(ConfigurationConstants.ACTION,
                ConfigurationConstants.SIGNATURE + " " + ConfigurationConstants.TIMESTAMP);
        said.put(ConfigurationConstants.SIG_VER_PROP_REF_ID, CRYPTO);
        said.put(CRYPTO, new Pinned(service));
        said.put(ConfigurationConstants.TTL_TIMESTAMP, SECONDS);
        said.put(ConfigurationConstants.TTL_FUTURE_TIMESTAMP, SECONDS_AHEAD);
        said.put(ConfigurationConstants.EXPAND_XOP_INCLUDE, "true");
        return said;
    }

    /** The certificate itself, within its dates: no authority vouches for it, and it vouches for no other. */
    private static final class Pinned extends Merlin {
        private final X509Certificate only;

        Pinned(X509Certificate only) {
            this.only = only;
        }

        @Override
        public X509Certificate[] getX509Certificates(org.apache.wss4j.common.crypto.CryptoType wanted) {
            return new X509Certificate[]{only};
        }

        @Override
        public void verifyTrust(X509Certificate[] chain, boolean revocation, Collection<Pattern> subjects,
                Collection<Pattern> issuers) throws WSSecurityException {
            try {
                if (chain == null || chain.length == 0 || !only.equals(chain[0])) {
                    throw new CertificateException("the certificate is not the one that node.yaml names");
                }
                only.checkValidity();
            } catch (CertificateException e) {
                throw new WSSecurityException(WSSecurityException.ErrorCode.FAILED_CHECK, e);
            }
        }
    }

    /** Every answer that is no fault. */
    private static final class Signed extends WSS4JInInterceptor {
        Signed(Map<String, Object> said) {
            super(said);
        }

        @Override
        public void handleMessage(SoapMessage answer) {
            try {
                super.handleMessage(answer);
            } catch (Fault e) {
                throw new Fault(new UnbelievedAnswer(UnbelievedAnswer.words(e), e));
            }
        }
    }

    /** What is signed is what is read: body and timestamp, and not others beside them. */
    private static final class Covered extends DefaultCryptoCoverageChecker {
        Covered() {
            setSignBody(true);
            setSignTimestamp(true);
            setSignAddressingHeaders(false);
            setSignUsernameToken(false);
            setEncryptUsernameToken(false);
        }

        @Override
        public void handleMessage(SoapMessage answer) {
            try {
                super.handleMessage(answer);
            } catch (SoapFault e) {
                throw new Fault(new UnbelievedAnswer("its signature does not cover body and timestamp", e));
            }
        }
    }

    /** A fault may be unsigned: a service that does not know who asks cannot always sign. */
    private static final class SignedFault extends WSS4JInInterceptor {
        SignedFault(Map<String, Object> said) {
            super(said);
        }

        @Override
        public void handleMessage(SoapMessage answer) {
            try {
                super.handleMessage(answer);
                if (answer.get(org.apache.wss4j.dom.handler.WSHandlerConstants.RECV_RESULTS) == null) {
                    answer.put(UNSIGNED, true);
                }
            } catch (Fault e) {
                answer.put(UNSIGNED, true);
            }
        }
    }

    /** Takes the details from a fault that nobody signed: without them it is a failure, and is tried again. */
    private static final class Bare extends AbstractPhaseInterceptor<Message> {
        Bare() {
            super(Phase.POST_LOGICAL);
        }

        @Override
        public void handleMessage(Message answer) {
            if (Boolean.TRUE.equals(answer.get(UNSIGNED))
                    && answer.getContent(Exception.class) instanceof Fault fault) {
                fault.setDetail(null);
            }
        }
    }
}
