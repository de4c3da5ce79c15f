package org.viaduc.exchange.access;

import java.util.Optional;

/** What the department's code tables call a common code, in French. */
@FunctionalInterface
interface Words {
    Optional<String> of(String table, String code);
}
