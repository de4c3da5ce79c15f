package org.viaduc.web.fhir;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

import org.viaduc.exchange.audit.Answers.Event;
import org.viaduc.exchange.audit.Answers.Part;
import org.viaduc.journal.Search;
import org.viaduc.model.Department;

/** A page of audit events as a {@code searchset} Bundle, with links to itself and to the next. */
public final class AuditBundle {
    private final Department here;
    private final String base;

    /** @param here whose journal it is @param base where this server stands, as {@code https://d35:8035/fhir} */
    public AuditBundle(Department here, String base) {
        this.here = here;
        this.base = base;
    }

    /** @param now when the search was answered */
    public String of(Part<Event> page, AuditSearch search, Instant now) {
        var asked = search.parameters();
        var bundle = new Bundle().setType(BundleType.SEARCHSET).setTimestampElement(zulu(now));
        bundle.setId(UUID.randomUUID().toString());
        bundle.addLink().setRelation("self").setUrl(link(asked, Optional.empty()));
        page.next().ifPresent(next -> bundle.addLink().setRelation("next").setUrl(link(asked, Optional.of(next))));
        var events = new AuditEvents(here);
        page.found().forEach(each -> {
            var event = events.of(each.place(), each.entry(), each.course());
            bundle.addEntry().setFullUrl(base + "/AuditEvent/" + event.getIdElement().getIdPart()).setResource(event)
                    .getSearch().setMode(SearchEntryMode.MATCH);
        });
        if (search.isPassedOver()) {
            var outcome = new OperationOutcome();
            outcome.addIssue().setSeverity(IssueSeverity.WARNING).setCode(IssueType.NOTSUPPORTED)
                    .setDiagnostics("parameters that this server does not know were passed over");
            bundle.addEntry().setResource(outcome).getSearch().setMode(SearchEntryMode.OUTCOME);
        }
        return FhirText.of(bundle);
    }

    private static InstantType zulu(Instant instant) {
        var type = new InstantType(Date.from(instant));
        type.setTimeZoneZulu(true);
        return type;
    }

    private String link(Map<String, List<String>> asked, Optional<Search.Mark> next) {
        var parameters = new TreeMap<>(asked);
        next.ifPresent(mark -> parameters.put("page", List.of(mark.toString())));
        return base + "/AuditEvent" + parameters.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(value -> encoded(each.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
