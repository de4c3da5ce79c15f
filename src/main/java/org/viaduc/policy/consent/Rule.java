package org.viaduc.policy.consent;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.viaduc.model.Department;
import org.viaduc.model.Purpose;
import org.viaduc.model.Section;

/**
 * One provision as policy can hold it.
 *
 * @param path       where it stands, for a message
 * @param sections   what it names; empty Optional for all
 * @param purposes   empty Optional for all; an empty set is none that is ever asked here
 * @param recipients empty for all
 */
record Rule(String path, boolean permits, Optional<Set<Section>> sections, Optional<Set<Purpose>> purposes,
        Set<Department> recipients, Optional<LocalDate> from, Optional<LocalDate> until) {
    /** Whatever may be shared at all: S17 and S18 never leave. */
    static final Set<Section> ALL = EnumSet
            .copyOf(EnumSet.allOf(Section.class).stream().filter(each -> !each.neverLeaves()).toList());

    /** Speaks to nothing that is ever asked here. */
    boolean isIdle() {
        return purposes.isPresent() && purposes.get().isEmpty();
    }

    boolean isLimited() {
        return purposes.isPresent() || !recipients.isEmpty() || from.isPresent() || until.isPresent();
    }

    /** An exception within a whole: what it leaves open, the whole decides. */
    Rule within(Rule whole) {
        return new Rule(path, permits, sections.or(whole::sections), purposes.or(whole::purposes),
                recipients.isEmpty() ? whole.recipients : recipients, from.or(whole::from), until.isEmpty()
                        ? whole.until
                        : whole.until.filter(last -> last.isBefore(until.get())).or(() -> until));
    }

    Set<Section> named() {
        return sections.orElse(ALL);
    }

    /** The fields of the fact, without whose word it is. */
    Map<String, String> fields(Set<Section> named) {
        var fields = new HashMap<String, String>();
        fields.put(permits ? "for" : "to",
                named.stream().map(Section::name).sorted().collect(Collectors.joining(" ")));
        purposes.ifPresent(each -> fields.put("purposes",
                each.stream().map(Purpose::word).sorted().collect(Collectors.joining(" "))));
        if (!recipients.isEmpty()) {
            fields.put("recipients",
                    recipients.stream().map(Department::code).sorted().collect(Collectors.joining(" ")));
        }
        if (permits) {
            until.ifPresent(day -> fields.put("until", day.toString()));
        }
        return fields;
    }
}
