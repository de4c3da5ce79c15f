package org.viaduc.connectors.kit.certify;

import java.util.Optional;
import java.util.regex.Pattern;

/** A file name that a route's pattern takes. */
final class FileName {
    private FileName() {
    }

    /** @param part makes it different from others. @return empty when none could be made */
    static Optional<String> matching(String pattern, String part) {
        var name = pattern.replaceAll("\\(\\?[a-z]+\\)", "")
                .replaceAll("\\((?:\\?:)?([^()|]*)(?:\\|[^()]*)?\\)[?*]?", "$1")
                .replaceAll("\\[\\^[^]]*][+*]|\\.[+*]\\??|\\\\w[+*]|\\[A-Za-z0-9_-][+*]", part)
                .replaceAll("(?:\\\\d|\\[0-9])(?:\\{\\d+(?:,\\d*)?}|[+*])", "20261122")
                .replaceAll("\\[(\\\\?.)[^]]*]", "$1")
                .replace("\\", "").replaceAll("[$^]", "");
        return Optional.of(name).filter(made -> Pattern.matches(pattern, made));
    }
}
