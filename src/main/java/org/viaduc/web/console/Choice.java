package org.viaduc.web.console;

import java.util.Collection;
import java.util.List;

/** One of several that a form offers. */
public record Choice(String value, String text) {
    /** Codes, each as the page says it. */
    public static List<Choice> of(Collection<String> codes, Say say) {
        return codes.stream().map(code -> new Choice(code, say.begin(code))).toList();
    }
}
