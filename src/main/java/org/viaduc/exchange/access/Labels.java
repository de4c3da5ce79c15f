package org.viaduc.exchange.access;

import java.util.List;
import java.util.Optional;

import org.viaduc.model.Kind;
import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;

/**
 * What the elements of a resource are called on the page, from the lexicon: under {@code extract/<kind>/<path>}, or for all
 * of a resource type, or for all. The longest known beginning of a path names it; {@code -} hides it, as a constant that the
 * format wants and that tells nobody anything.
 */
final class Labels {
    private static final String HIDDEN = "-";

    private final List<String> scopes;
    private final Language language;

    Labels(Kind kind, String type, Language language) {
        this.scopes = List.of("extract/" + kind + "/", "extract/" + type + "/", "extract/*/");
        this.language = language;
    }

    /** The label of an element; its own name in brackets where the lexicon has none, and empty where it is hidden. */
    Optional<String> of(String path) {
        for (var at = path; !at.isEmpty(); at = shorter(at)) {
            var found = find(at);
            if (found.isPresent()) {
                return found.filter(label -> !label.equals(HIDDEN));
            }
        }
        return Optional.of("(" + path + ")");
    }

    /** Without its last step, or without what the last step says in brackets. */
    private static String shorter(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf(path.endsWith(")") ? '(' : '.')));
    }

    /** What a bare code of an element means, if the lexicon knows. */
    Optional<String> value(String path, String code) {
        return find(path + "=" + code);
    }

    boolean isHidden(String path, String code) {
        return of(path).isEmpty() || value(path, code).filter(HIDDEN::equals).isPresent();
    }

    private Optional<String> find(String path) {
        return scopes.stream().map(scope -> scope + path).filter(Lexicon::knows).findFirst()
                .map(key -> Lexicon.say(key, language));
    }
}
