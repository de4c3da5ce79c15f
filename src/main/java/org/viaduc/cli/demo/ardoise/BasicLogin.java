package org.viaduc.cli.demo.ardoise;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.cxf.configuration.security.AuthorizationPolicy;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

import org.viaduc.cli.demo.local.Credentials;

/** HTTP basic credentials (RFC 7617) before every call; the WSDL itself is open. */
final class BasicLogin extends AbstractPhaseInterceptor<Message> {
    private final Credentials credentials;

    BasicLogin(Credentials credentials) {
        super(Phase.RECEIVE);
        this.credentials = credentials;
    }

    @Override
    public void handleMessage(Message message) {
        var request = (HttpServletRequest) message.get(AbstractHTTPDestination.HTTP_REQUEST);
        if (request.getMethod().equals("GET") || admitted(message.get(AuthorizationPolicy.class))) {
            return;
        }
        var response = (HttpServletResponse) message.get(AbstractHTTPDestination.HTTP_RESPONSE);
        try {
            response.setHeader("WWW-Authenticate", "Basic realm=\"ardoise\", charset=\"UTF-8\"");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.flushBuffer();
        } catch (IOException e) {
            throw new Fault(e);
        }
        message.getInterceptorChain().abort();
    }

    private boolean admitted(AuthorizationPolicy policy) {
        return policy != null && policy.getUserName() != null && policy.getPassword() != null
                && credentials.admit(policy.getUserName(), policy.getPassword());
    }
}
