package org.viaduc.web.fhir;

import java.util.Date;
import java.util.List;
import java.util.Optional;

import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;

import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.answers.Course;
import org.viaduc.journal.answers.Disclosure;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;

/** Writes an entry of the journal as a FHIR R4 {@code AuditEvent}. */
final class AuditEvents {
    private final Department here;

    /** @param here whose journal it is: the source of every event */
    AuditEvents(Department here) {
        this.here = here;
    }

    /**
     * @param place  of the entry in the log, from 0: the event's id is {@code entry-} and that number
     * @param course of the exchange that the entry is about
     */
    AuditEvent of(long place, Entry entry, Optional<Course> course) {
        var event = new AuditEvent();
        event.setId("entry-" + place);
        event.setRecordedElement(new InstantType(Date.from(entry.at())));
        event.getRecordedElement().setTimeZoneZulu(true);
        event.setAction(action(entry)).setOutcome(outcome(entry));
        event.getSource().setSite(here.code()).setObserver(node(here))
                .addType(new Coding("http://terminology.hl7.org/CodeSystem/security-source-type", "4",
                        "Application Server"));
        said(entry, Detail.PURPOSE).ifPresent(purpose -> event
                .addPurposeOfEvent(new CodeableConcept(new Coding("urn:viaduc:purpose", purpose, purpose))));
        Optional.of(why(entry)).filter(words -> !words.isEmpty()).ifPresent(event::setOutcomeDesc);
        var person = person(entry, course);
        switch (entry.step()) {
            case SENDING -> sending(event, entry, course, person);
            case DELIVERED -> delivered(event, entry, course, person);
            case DECIDED -> decided(event, entry, course, person);
            default -> other(event, entry, person);
        }
        if (!event.getMeta().hasProfile(Codes.AUTHORIZATION)) {
            event.addSubtype(Codes.step(entry.step().word()));
            said(entry, Detail.DECISION).ifPresent(digest -> event.addEntity().setType(Codes.provenance())
                    .setWhat(Codes.named(Codes.DECISION, digest)));
        }
        return event;
    }

    private void sending(AuditEvent event, Entry entry, Optional<Course> course, Optional<Pseudonym> person) {
        var sent = course.flatMap(each -> each.disclosures().stream()
                .filter(one -> one.from().equals(here) && !one.at().isAfter(entry.at()))
                .reduce((first, second) -> second));
        if (said(entry, Detail.MESSAGE).isPresent() || sent.isEmpty() || person.isEmpty()) {
            other(event, entry, person);
            return;
        }
        event.getMeta().addProfile(Codes.DISCLOSURE_AT_SOURCE);
        event.setType(Codes.dicom("110106", "Export")).addSubtype(Codes.disclosed());
        disclosed(event, sent.get(), person.get(), entry);
    }

    private void delivered(AuditEvent event, Entry entry, Optional<Course> course, Optional<Pseudonym> person) {
        var arrived = course.flatMap(each -> each.disclosures().stream().filter(one -> one.to().equals(here))
                .findFirst());
        if (arrived.isEmpty() || person.isEmpty()) {
            other(event, entry, person);
            return;
        }
        event.getMeta().addProfile(Codes.DISCLOSURE_AT_RECIPIENT);
        event.setType(Codes.dicom("110107", "Import")).addSubtype(Codes.disclosed());
        disclosed(event, arrived.get(), person.get(), entry);
    }

    private static void disclosed(AuditEvent event, Disclosure disclosure, Pseudonym person, Entry entry) {
        agent(event, Codes.source(), node(disclosure.from())).setNetwork(network(disclosure.from()));
        var recipient = agent(event, Codes.destination(), node(disclosure.to()))
                .setNetwork(network(disclosure.to()));
        disclosure.rules().forEach(rule -> recipient.addPolicy(Codes.RULE + rule));
        patient(event, person);
        var data = exchange(event, entry);
        kinds(data, "released", disclosure.released());
        kinds(data, "masked", disclosure.masked());
    }

    private static void kinds(AuditEventEntityComponent data, String type, List<String> kinds) {
        if (!kinds.isEmpty()) {
            data.addDetail().setType(type)
                    .setValue(new org.hl7.fhir.r4.model.StringType(String.join(" ", kinds)));
        }
    }

    /**
     * Where facts carried the decision they stand as the consents on file; otherwise roles alone did. With consents it follows
     * BALP's AuthZconsent, which leaves no room for a subtype or an entity of ours.
     */
    private void decided(AuditEvent event, Entry entry, Optional<Course> course, Optional<Pseudonym> person) {
        var facts = said(entry, Detail.FACTS).map(ids -> List.of(ids.split(" "))).orElse(List.of());
        event.setType(Codes.dicom("110113", "Security Alert"))
                .addSubtype(facts.isEmpty() ? Codes.byRole() : Codes.byConsentAndRole());
        agent(event, Codes.authorizer(), node(here));
        var peer = course.flatMap(Course::peer).orElse(Department.UNKNOWN);
        var asking = course.filter(each -> each.way() == Course.Way.IN).map(any -> here).orElse(peer);
        agent(event, Codes.application(), node(asking)).setNetwork(network(asking));
        var role = said(entry, Detail.TO_ROLE).orElse("unknown");
        var user = agent(event, Codes.recipient(), Codes.named(Codes.ROLE, role)).setRequestor(true);
        user.addRole(new CodeableConcept(new Coding(Codes.ROLE, role, role)));
        said(entry, Detail.RULES).ifPresent(rules -> List.of(rules.split(" "))
                .forEach(rule -> user.addPolicy(Codes.RULE + rule)));
        agent(event, Codes.provider(), Codes.named(Codes.DEPARTMENT, asking.code()));
        person.ifPresent(someone -> patient(event, someone));
        if (!facts.isEmpty() && person.isPresent()) {
            event.getMeta().addProfile(Codes.AUTHORIZATION);
            facts.forEach(fact -> event.addEntity().setType(Codes.consent()).setWhat(Codes.named(Codes.FACT, fact)));
        } else {
            exchange(event, entry);
        }
    }

    private static void other(AuditEvent event, Entry entry, Optional<Pseudonym> person) {
        event.setType(switch (entry.step()) {
            case STARTED, STOPPED -> Codes.dicom("110100", "Application Activity");
            case EXPORTED, REPORTED, SAMPLED, ANNOTATED -> Codes.dicom("110101", "Audit Log Used");
            case READ -> entry.exchange().isPresent()
                    ? Codes.dicom("110110", "Patient Record")
                    : Codes.dicom("110101", "Audit Log Used");
            case REFUSED, REFUSED_AT_DOOR, BROKEN_GLASS, KEY_ROTATED, WITNESSED ->
                Codes.dicom("110113", "Security Alert");
            default -> Codes.step(entry.step().word());
        });
        agent(event, new CodeableConcept(Codes.step(entry.actor().kind().word())), who(entry.actor()))
                .setRequestor(entry.actor().kind() != Actor.Kind.NODE);
        said(entry, Detail.PEER).or(() -> said(entry, Detail.TO)).map(Department::new)
                .ifPresent(peer -> agent(event, new CodeableConcept(Codes.step("peer")), node(peer)));
        person.ifPresent(someone -> patient(event, someone));
        entry.exchange().ifPresent(any -> exchange(event, entry));
    }

    private static AuditEventAgentComponent agent(AuditEvent event, CodeableConcept type, Reference who) {
        return event.addAgent().setType(type).setWho(who).setRequestor(false);
    }

    private static void patient(AuditEvent event, Pseudonym person) {
        var value = person.value().toString();
        event.addEntity().setType(Codes.person()).setRole(Codes.patient())
                .setWhat(Codes.named(Codes.PSEUDONYM, value).setReference("Patient/" + value).setType("Patient"));
    }

    private static AuditEventEntityComponent exchange(AuditEvent event, Entry entry) {
        return event.addEntity().setType(Codes.systemObject()).setRole(Codes.report()).setWhat(
                Codes.named(Codes.EXCHANGE, entry.exchange().map(ExchangeId::toString).orElse("none")));
    }

    private static AuditEvent.AuditEventAgentNetworkComponent network(Department department) {
        return new AuditEvent.AuditEventAgentNetworkComponent().setType(AuditEventAgentNetworkType._5)
                .setAddress(Codes.DEPARTMENT + ":" + department.code());
    }

    private static Reference node(Department department) {
        return Codes.named(Codes.DEPARTMENT, department.code());
    }

    private static Reference who(Actor actor) {
        return switch (actor.kind()) {
            case NODE, PEER -> node(new Department(actor.id()));
            case PERSON -> Codes.named(Codes.PSEUDONYM, actor.id());
            case USER, CLIENT, SYSTEM -> Codes.named("urn:viaduc:" + actor.kind().word(), actor.id());
        };
    }

    private static Optional<Pseudonym> person(Entry entry, Optional<Course> course) {
        return said(entry, Detail.PSEUDONYM).map(java.util.UUID::fromString).map(Pseudonym::new)
                .or(() -> course.flatMap(Course::person));
    }

    private static AuditEventAction action(Entry entry) {
        return switch (entry.step()) {
            case DELIVERED, OPENED, QUESTION_OPENED, FACT_RECORDED, ANNOTATED, ACCEPTED -> AuditEventAction.C;
            case SENDING, READ, EXPORTED, REPORTED, SAMPLED -> AuditEventAction.R;
            case MATCHED, RESOLVED, HANDED_OVER, RECTIFIED, WITHDRAWN, RECALLED -> AuditEventAction.U;
            case SHREDDED, DESTROYED -> AuditEventAction.D;
            default -> AuditEventAction.E;
        };
    }

    /** Withheld is a correct result of the exchange, and a refusal to whoever asked: BALP calls it a failure. */
    private static AuditEventOutcome outcome(Entry entry) {
        return switch (entry.step()) {
            case DECIDED -> switch (said(entry, Detail.OUTCOME).orElse("")) {
                case "release" -> AuditEventOutcome._0;
                case "await" -> AuditEventOutcome._4;
                default -> AuditEventOutcome._8;
            };
            case REFUSED, REFUSED_AT_DOOR, PARKED -> AuditEventOutcome._4;
            case FAILED -> AuditEventOutcome._8;
            default -> AuditEventOutcome._0;
        };
    }

    private static String why(Entry entry) {
        return List.of(Detail.OUTCOME, Detail.REASON, Detail.STATE, Detail.ANSWER).stream()
                .map(key -> said(entry, key)).flatMap(Optional::stream).findFirst().orElse("");
    }

    private static Optional<String> said(Entry entry, Detail key) {
        return Optional.ofNullable(entry.details().get(key.word()));
    }
}
