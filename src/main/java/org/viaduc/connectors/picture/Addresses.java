package org.viaduc.connectors.picture;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.viaduc.exchange.node.NodeSettings.Connector;

/** Fills in the placeholders of addresses, and of nothing else; what may hold a login is cut off. */
record Addresses(Connector connector) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");
    /** What may be shown: the last word of a placeholder. Whatever is not listed stays as it is written. */
    private static final Set<String> SHOWN = Set.of("connector", "host", "port", "folder", "address", "base",
            "compartmentAddress", "compartment-address", "procedure");
    private static final Pattern LOGIN = Pattern.compile("//[^/\\s]*@");
    private static final Pattern RAW = Pattern.compile("RAW[({].*");
    private static final int LONGEST = 200;

    /** An address as it can be shown. @param given what the route gives its template */
    String shown(String text, Map<String, String> given) {
        var filled = fill(fill(text, given), given);
        var query = filled.replaceAll("\\$\\{[^}]*}", "…").indexOf('?') < 0 ? -1 : cut(filled);
        var bare = query < 0 ? filled : filled.substring(0, query);
        var shown = RAW.matcher(LOGIN.matcher(bare).replaceAll("//")).replaceAll("…");
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
    }

    /** Where the options of an address begin. */
    private static int cut(String address) {
        var depth = 0;
        for (var at = 0; at < address.length(); at++) {
            var each = address.charAt(at);
            depth += each == '{' ? 1 : each == '}' ? -1 : 0;
            if (each == '?' && depth == 0) {
                return at;
            }
        }
        return -1;
    }

    private String fill(String text, Map<String, String> given) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), given)
                .orElse(found.group())));
    }

    private java.util.Optional<String> value(String name, Map<String, String> given) {
        var key = name.substring(name.indexOf('.') + 1);
        if (!SHOWN.contains(key)) {
            return java.util.Optional.empty();
        }
        return name.contains(".")
                ? name.startsWith(connector.name() + ".")
                        ? java.util.Optional.ofNullable(connector.values().get(key))
                        : java.util.Optional.empty()
                : java.util.Optional.ofNullable(given.get(name));
    }
}
