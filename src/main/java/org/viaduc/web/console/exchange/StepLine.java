package org.viaduc.web.console.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import org.viaduc.journal.Actor;
import org.viaduc.journal.Entry;
import org.viaduc.web.console.Say;

/**
 * One entry of the journal in a timeline.
 *
 * @param plain    what a reader wants to know at once: words of the node
 * @param marks    the whole of its details, for who verifies
 * @param isOfUser whether a human did it
 */
public record StepLine(String step, Instant at, String actor, boolean isOfUser, List<Part> plain, List<Part> marks) {
    private static final List<String> TOLD = List.of("outcome", "to", "peer", "track", "connector", "fact-kind", "on",
            "awaits", "due", "method", "reason", "state", "answer", "obligations");
    private static final Set<String> DEPARTMENTS = Set.of("to", "peer", "from");

    /** @param name of the detail @param value said to the reader */
    public record Part(String name, String value) {}

    public static StepLine of(Entry entry, Say say) {
        var plain = new ArrayList<Part>();
        for (var name : TOLD) {
            var value = entry.details().get(name);
            if (value != null) {
                plain.add(new Part(name, told(name, value, say)));
            }
        }
        return new StepLine(entry.step().word(), entry.at(), entry.actor().toString(),
                entry.actor().kind() == Actor.Kind.USER, plain,
                new TreeMap<>(entry.details()).entrySet().stream()
                        .map(each -> new Part(each.getKey(), each.getValue())).toList());
    }

    private static String told(String name, String value, Say say) {
        if (DEPARTMENTS.contains(name)) {
            return say.department(value);
        }
        return name.equals("on") || name.equals("due")
                ? say.day(java.time.LocalDate.parse(value))
                : say.words(Say.listed(value));
    }
}
