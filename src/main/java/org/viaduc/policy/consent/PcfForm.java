package org.viaduc.policy.consent;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.Purpose;
import org.viaduc.model.Section;

/** A consent in the form of IHE's Privacy Consent on FHIR 1.1: basic, intermediate or advanced. */
final class PcfForm {
    private static final Set<String> CATEGORIES = Set.of("http://loinc.org|59284-0", "http://loinc.org|57016-8",
            "http://terminology.hl7.org/CodeSystem/v3-ActCode|IDSCL");
    private static final String SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";
    private static final String RECIPIENT = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    private final Element root;
    private final Recording recording;

    private PcfForm(Element root, Recording recording) {
        this.root = root;
        this.recording = recording;
    }

    static Said read(ObjectNode given, Recording recording) {
        var withdrawnOn = OwnForm.withdrawnOn(given);
        var consent = given.deepCopy();
        OwnForm.revive(consent, withdrawnOn);
        var form = new PcfForm(Element.root(consent), recording);
        var key = consent.path("id").asText("").isBlank()
                ? Digest.of(List.of(consent.toString())).hex().substring(0, 32)
                : consent.path("id").asText();
        return form.read(consent, key, withdrawnOn);
    }

    private Said read(ObjectNode consent, String key, Optional<LocalDate> withdrawnOn) {
        root.keep("resourceType", "id", "meta", "text", "language", "identifier", "patient", "organization");
        if (!root.text("status").equals(Optional.of("active"))) {
            root.refuse("status", "seul un consentement actif se consigne ; retiré, il dit quand",
                    "only an active consent is recorded; a withdrawn one says when");
        }
        codes(root.child("scope"), "coding", coding -> SCOPE.equals(system(coding))
                && coding.text("code").equals(Optional.of("patient-privacy")));
        var categories = root.list("category");
        categories.forEach(each -> codes(each, "coding",
                coding -> CATEGORIES.contains(system(coding) + "|" + coding.text("code").orElse(""))));
        if (categories.isEmpty()) {
            root.refuse("category", "manque", "is missing");
        }
        var on = day(root, "dateTime");
        if (on.isEmpty()) {
            root.refuse("dateTime", "le jour manque ou n'est pas entier", "the day is missing or not whole");
        }
        var by = giver();
        var provision = root.child("provision");
        var whole = rule(provision);
        var parts = provision.list("provision").stream().map(this::rule).toList();
        policies(whole.permits() || parts.stream().anyMatch(Rule::permits));
        source();
        root.refuseTheRest();
        root.speak();
        var facts = new PcfFacts(root, on.orElseThrow(), by.orElseThrow(), key, recording).of(whole, parts);
        root.speak();
        return Consents.said(consent, key, whole.permits() ? Category.AGREEMENT : Category.OPPOSITION, facts,
                withdrawnOn);
    }

    /** The address says what was agreed to: nobody can hold a text that nobody here has read. */
    private void policies(boolean permits) {
        for (var policy : root.list("policy")) {
            var uri = policy.text("uri");
            if (permits && uri.filter(recording.policies()::contains).isEmpty()) {
                policy.refuse("uri", "personne ici n'a dit avoir lu cette politique : la nommer à l'import",
                        "nobody here has said to have read this policy: name it with the import");
            }
        }
    }

    private void source() {
        root.keep("sourceAttachment", "sourceReference");
        if (!root.has("sourceAttachment") && !root.has("sourceReference")) {
            root.refuse("source[x]", "la pièce signée manque", "the signed document is missing");
        }
    }

    private Optional<String> giver() {
        var performers = root.list("performer");
        performers.forEach(each -> each.keep("identifier", "display"));
        var kinds = performers.stream().map(each -> each.text("type").or(() -> each.text("reference")
                .map(reference -> reference.contains("/") ? reference.substring(0, reference.indexOf('/')) : "")))
                .flatMap(Optional::stream).distinct().toList();
        var isPerson = kinds.equals(List.of("Patient"));
        var said = recording.by();
        if (performers.size() > 1 || said.isEmpty() && !isPerson
                || isPerson && said.filter(each -> !each.equals("person") && !each.equals("minor")).isPresent()) {
            root.refuse("performer", "de qui est cette parole ? le dire à l'import (personne, parents, représentant)",
                    "whose word is it? say so with the import (person, parents, representative)");
            return Optional.of("person");
        }
        return Optional.of(said.orElse("person"));
    }

    private Rule rule(Element provision) {
        var type = provision.text("type");
        if (type.filter(each -> each.equals("permit") || each.equals("deny")).isEmpty()) {
            provision.refuse("type", "permit ou deny est attendu", "permit or deny is expected");
        }
        var permits = type.equals(Optional.of("permit"));
        var period = provision.child("period");
        return new Rule(provision.path(), permits, sections(provision, permits), purposes(provision, permits),
                recipients(provision), period.isPresent() ? boundary(period, "start") : Optional.empty(),
                period.isPresent() ? boundary(period, "end") : Optional.empty());
    }

    private static Optional<Set<Section>> sections(Element provision, boolean permits) {
        if (!provision.has("securityLabel") && !provision.has("class")) {
            return Optional.empty();
        }
        var named = EnumSet.noneOf(Section.class);
        for (var coding : provision.list("securityLabel")) {
            coding.keep("display");
            PcfCodes.labelled(system(coding), coding.text("code").orElse(""), permits).ifPresentOrElse(named::addAll,
                    () -> coding.refuse("la décision se prend par rubrique : cette étiquette n'en désigne aucune",
                            "decisions are made by section, and this label names none"));
        }
        for (var coding : provision.list("class")) {
            coding.keep("display");
            PcfCodes.section(system(coding), coding.text("code").orElse("")).ifPresentOrElse(named::add,
                    () -> coding.refuse("n'est pas une rubrique du dossier (S01 à S20)",
                            "is no section of the file (S01 to S20)"));
        }
        named.retainAll(Rule.ALL);
        return Optional.of(named);
    }

    private static Optional<Set<Purpose>> purposes(Element provision, boolean permits) {
        if (!provision.has("purpose")) {
            return Optional.empty();
        }
        var purposes = new HashSet<Purpose>();
        for (var coding : provision.list("purpose")) {
            coding.keep("display");
            PcfCodes.purposes(system(coding), coding.text("code").orElse(""), permits).ifPresentOrElse(
                    purposes::addAll, () -> coding.refuse("finalité inconnue ici", "a purpose that is unknown here"));
        }
        return Optional.of(purposes);
    }

    private static Set<Department> recipients(Element provision) {
        var recipients = new HashSet<Department>();
        for (var actor : provision.list("actor")) {
            codes(actor.child("role"), "coding", coding -> RECIPIENT.equals(system(coding))
                    && coding.text("code").equals(Optional.of("IRCP")));
            var reference = actor.child("reference");
            PcfCodes.department(reference).ifPresentOrElse(recipients::add,
                    () -> reference.refuse("le destinataire doit être un département",
                            "the recipient must be a department"));
        }
        return recipients;
    }

    private static Optional<LocalDate> boundary(Element period, String name) {
        var day = day(period, name);
        if (period.has(name) && day.isEmpty()) {
            period.refuse(name, "le jour n'est pas entier", "the day is not whole");
        }
        return day;
    }

    private static Optional<LocalDate> day(Element element, String name) {
        try {
            return element.text(name).filter(text -> text.length() >= 10)
                    .map(text -> LocalDate.parse(text.substring(0, 10)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String system(Element coding) {
        return coding.text("system").orElse("");
    }

    /** Every coding must be one that is known here. */
    private static void codes(Element concept, String name, java.util.function.Predicate<Element> isKnown) {
        concept.keep("text");
        var codings = concept.list(name);
        for (var coding : codings) {
            coding.keep("display");
            if (!isKnown.test(coding)) {
                coding.refuse("code inconnu ici", "a code that is unknown here");
            }
        }
        if (codings.isEmpty()) {
            concept.refuse("manque", "is missing");
        }
    }
}
