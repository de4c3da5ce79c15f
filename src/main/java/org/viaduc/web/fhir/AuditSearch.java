package org.viaduc.web.fhir;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

import org.viaduc.journal.Search;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;

/**
 * A FHIR search for audit events, read strictly: an unknown parameter is a fault, as an answer about more than was meant is worse
 * than none; unless the client asked to have it passed over (R4, search, handling errors).
 *
 * @param parameters   those that were heeded, for the bundle's links
 * @param isPassedOver whether there were others
 */
public record AuditSearch(Search search, Map<String, List<String>> parameters, boolean isPassedOver) {
    private static final int AT_ONCE = 50;
    private static final int MOST = 200;
    private static final Set<String> KNOWN = Set.of("date", "patient", "patient.identifier", "patient:identifier",
            "entity",
            "entity.identifier", "entity:identifier", "agent", "agent.identifier", "agent:identifier", "_count", "page",
            "_format");

    /** What becomes of parameters that this server does not know. */
    public enum Handling {
        STRICT,
        LENIENT;

        /** As the client prefers it ({@code Prefer: handling=lenient}, RFC 7240); strict when it says nothing. */
        public static Handling of(Optional<String> prefer) {
            return prefer.filter(each -> each.replace(" ", "").contains("handling=lenient")).isPresent()
                    ? LENIENT
                    : STRICT;
        }
    }

    public AuditSearch {
        parameters = Map.copyOf(parameters);
    }

    /**
     * @param zone in which dates without a time are meant
     * @throws FhirFault naming every parameter that makes no sense
     */
    public static AuditSearch of(Map<String, List<String>> parameters, ZoneId zone, Handling handling) {
        var heeded = new HashMap<>(parameters);
        if (handling == Handling.LENIENT) {
            heeded.keySet().retainAll(KNOWN);
        }
        var reading = new Reading(zone);
        heeded.forEach((name, values) -> values.forEach(value -> reading.parameter(name, value)));
        return new AuditSearch(reading.search(), heeded, heeded.size() < parameters.size());
    }

    private static final class Reading {
        private final ZoneId zone;
        private final List<String> faults = new ArrayList<>();
        private Search search = Search.latest(AT_ONCE);
        private DateRange dates = new DateRange(Optional.empty(), Optional.empty());

        Reading(ZoneId zone) {
            this.zone = zone;
        }

        void parameter(String name, String value) {
            switch (name) {
                case "date" -> date(value);
                case "patient", "patient.identifier", "patient:identifier" ->
                    take("patient", value, (each, id) -> each.about(new Pseudonym(UUID.fromString(id))));
                case "entity", "entity.identifier", "entity:identifier" ->
                    take("entity", value, (each, id) -> each.of(ExchangeId.of(id)));
                case "agent", "agent.identifier", "agent:identifier" -> take("agent", value, Reading::agent);
                case "_count" -> take("_count", value, (each, number) -> count(each, Integer.parseInt(number)));
                case "page" -> take("page", value, (each, mark) -> each.before(Search.Mark.of(mark)));
                case "_format" -> {
                    if (!List.of("json", "application/fhir+json", "application/json").contains(value)) {
                        faults.add("`_format`: this server speaks application/fhir+json");
                    }
                }
                default ->
                    faults.add("an unknown parameter; known: date, patient, agent, entity, _count, page, _format");
            }
        }

        private void date(String value) {
            try {
                dates = dates.and(DateRange.of(value, zone));
            } catch (DateTimeException e) {
                faults.add("`date` is a date of FHIR with an optional prefix, as ge2026-11-01");
            }
        }

        /** The last part of a reference or of a token: {@code Patient/…}, {@code urn:viaduc:pseudonym|…}, or the id itself. */
        private void take(String name, String value, BiFunction<Search, String, Search> narrowing) {
            try {
                search = narrowing.apply(search,
                        value.substring(Math.max(value.lastIndexOf('|'), value.lastIndexOf('/')) + 1));
            } catch (IllegalArgumentException e) {
                faults.add("`" + name + "` makes no sense");
            }
        }

        private static Search agent(Search each, String id) {
            return id.matches("unknown|D[0-9][0-9AB][0-9]?|BE-[A-Z0-9-]{1,30}")
                    ? each.with(new Department(id))
                    : each.by(id);
        }

        private static Search count(Search each, int number) {
            if (number < 1) {
                throw new IllegalArgumentException("at least one");
            }
            return each.most(Math.min(number, MOST));
        }

        Search search() {
            if (!faults.isEmpty()) {
                throw new FhirFault(faults.stream().distinct().toList());
            }
            var found = dates.from().map(search::from).orElse(search);
            return dates.to().map(found::to).orElse(found);
        }
    }
}
