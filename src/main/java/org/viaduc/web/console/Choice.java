package org.viaduc.web.console;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.viaduc.model.Language;
import org.viaduc.policy.Role;
import org.viaduc.policy.RuleBook;
import org.viaduc.trust.PeerDirectory;

/** One of several that a form offers. */
public record Choice(String value, String text) {
    /** Codes, each as the page says it. */
    public static List<Choice> of(Collection<String> codes, Say say) {
        return codes.stream().map(code -> new Choice(code, say.begin(code))).toList();
    }

    /** The neighbours. */
    public static List<Choice> departments(PeerDirectory peers, Say say) {
        return peers.peers().stream().map(each -> each.department().code()).sorted()
                .map(code -> new Choice(code, say.department(code))).toList();
    }

    /** The offices of the rule book's role table. */
    public static List<Choice> offices(RuleBook rules, Say say) {
        return Arrays.stream(Role.values()).filter(Role::isOffice).map(role -> new Choice(role.word(),
                say.language() == Language.FR
                        ? rules.title(role) + " (" + role.word() + ")"
                        : role.word() + " – " + rules.title(role)))
                .toList();
    }
}
