package org.viaduc.policy.consent;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.viaduc.model.Section;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;

/** What the provisions of a consent state, in facts: a whole, and the exceptions from it. Used once. */
final class PcfFacts {
    /** What is shared on no road without a consent: not to have one closes it. */
    private static final Set<Section> CLOSED_WITHOUT = EnumSet.of(Section.S07, Section.S08, Section.S09);

    private final Element root;
    private final LocalDate on;
    private final String by;
    private final String key;
    private final Recording recording;
    private final List<Fact> facts = new ArrayList<>();

    PcfFacts(Element root, LocalDate on, String by, String key, Recording recording) {
        this.root = root;
        this.on = on;
        this.by = by;
        this.key = key;
        this.recording = recording;
    }

    List<Fact> of(Rule whole, List<Rule> parts) {
        if (whole.permits()) {
            permitted(whole, parts);
        } else {
            denied(whole, parts);
        }
        if (facts.isEmpty()) {
            root.refuse("provision", "ne dit rien que ce nœud demande jamais", "says nothing that this node ever asks");
        }
        return facts;
    }

    private void permitted(Rule whole, List<Rule> parts) {
        state(whole, whole.named());
        parts.forEach(part -> state(part.permits() ? part.within(whole) : part, part.named()));
    }

    private void denied(Rule whole, List<Rule> parts) {
        var closed = EnumSet.copyOf(whole.named());
        for (var part : parts) {
            if (part.permits()) {
                except(part, closed);
            } else {
                state(part, part.named());
            }
        }
        if (!closed.isEmpty()) {
            state(whole, closed);
        }
    }

    /** What stays open of a whole that is closed; a limit holds only where nothing opens without a consent anyway. */
    private void except(Rule part, Set<Section> closed) {
        if (part.sections().isEmpty() || part.isLimited() && !CLOSED_WITHOUT.containsAll(part.named())) {
            root.refuse(part.path(), "une exception limitée à un refus ne peut être tenue que pour S07, S08 et S09,"
                    + " nommées", "a limited exception to a refusal can be held for S07, S08 and S09 only, by name");
            return;
        }
        closed.removeAll(part.named());
        state(part, part.named());
    }

    private void state(Rule rule, Set<Section> named) {
        if (rule.isIdle()) {
            return;
        }
        if (!rule.permits() && rule.until().isPresent()) {
            root.refuse(rule.path() + ".period.end", "un refus n'a pas de terme : il se lève par un consentement",
                    "a refusal has no end: it is lifted by a consent");
            return;
        }
        var fields = rule.fields(named);
        giver(rule.permits()).ifPresent(word -> fields.put("by", word));
        var day = rule.from().filter(start -> start.isAfter(on)).orElse(on);
        var id = FactId.derivedFrom(List.of("consent", key, String.valueOf(facts.size())));
        facts.add(Consents.fact(id, rule.permits() ? FactKind.CONSENT : FactKind.OPPOSITION, day, fields, recording));
    }

    /** A minor consents as the person; who opposes for the person is not said, and closes all the same. */
    private Optional<String> giver(boolean permits) {
        return permits
                ? Optional.of(by.equals("minor") ? "person" : by)
                : Optional.of(by).filter(each -> !each.equals("representative"));
    }
}
