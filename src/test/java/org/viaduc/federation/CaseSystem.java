package org.viaduc.federation;

import java.util.Map;
import java.util.Optional;

/** A department's case system, played on its own protocol: what its users do there, and what it was given. */
interface CaseSystem extends AutoCloseable {
    /** What node.yaml says of the connector to it. */
    Map<String, String> values();

    /** Its users enter a file, or change it. */
    void holds(String file) throws Exception;

    /** What was delivered to it under an exchange, as it came; nothing before. */
    Optional<String> given(String exchange) throws Exception;

    @Override
    void close() throws Exception;
}
