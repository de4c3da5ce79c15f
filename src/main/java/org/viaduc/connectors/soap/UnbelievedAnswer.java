package org.viaduc.connectors.soap;

import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.common.ext.WSSecurityException.ErrorCode;

/** An answer that is not signed as the service's answers are: nothing of it was read. */
public final class UnbelievedAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    UnbelievedAnswer(String why, Throwable cause) {
        super("the service's answer is not believed: " + why, cause);
    }

    /** Why, without a word of the answer. */
    static String words(Throwable failure) {
        for (var each = failure; each != null; each = each.getCause()) {
            if (each instanceof WSSecurityException found) {
                return words(found.getErrorCode());
            }
        }
        return "its security header cannot be read";
    }

    private static String words(ErrorCode code) {
        return switch (code) {
            case MESSAGE_EXPIRED -> "it is too old, or was given before; look at both clocks";
            case FAILED_CHECK -> "its signature is not that of `service-certificate`, or what it signs was changed";
            case INVALID_SECURITY, SECURITY_ERROR, SECURITY_TOKEN_UNAVAILABLE -> "it is not signed as it should be";
            default -> "its security header cannot be read";
        };
    }
}
