package org.viaduc.web.fhir;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

import org.viaduc.connectors.FhirPosts;
import org.viaduc.connectors.FhirPosts.Alike;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.fhir.UnreadableDocument;
import org.viaduc.person.OwnFiles.Likeness;

/** What a system that posts is answered, in JSON or XML. No answer repeats what was posted, but a Patient's own number. */
public final class FhirAnswer {
    private static final String GRADE = "http://hl7.org/fhir/StructureDefinition/match-grade";
    private static final Map<Likeness, String> SCORES = Map.of(Likeness.CERTAIN, "1", Likeness.PROBABLE, "0.8",
            Likeness.POSSIBLE, "0.5");

    private final boolean isXml;

    private FhirAnswer(boolean isXml) {
        this.isXml = isXml;
    }

    /** To what is answered. */
    public enum To {
        TRANSACTION,
        CREATE
    }

    /** In XML when that alone is accepted, or was posted and nothing is said; otherwise in JSON. */
    public static FhirAnswer inFormOf(String accepted, String posted) {
        var said = accepted == null || accepted.isBlank() || accepted.strip().equals("*/*") ? posted : accepted;
        var words = said == null ? "" : said.toLowerCase(Locale.ROOT);
        return new FhirAnswer(words.contains("xml") && !words.contains("json"));
    }

    /** What became of what was posted. */
    public ResponseEntity<String> told(FhirPosts.Answer answer, To to) {
        return switch (answer) {
            case FhirPosts.Taken taken -> taken(taken, to);
            case FhirPosts.NotTaken refused -> say(
                    refused.isReadable() ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.BAD_REQUEST,
                    outcome(refused.faults(), refused.isReadable() ? IssueType.INVALID : IssueType.STRUCTURE));
            case FhirPosts.NameInUse inUse -> say(HttpStatus.CONFLICT, outcome(IssueType.DUPLICATE,
                    "Un autre contenu a déjà été remis sous cet identifiant ; rien n'a été pris. Un nouveau contenu porte un nouvel identifiant",
                    "Another content was handed over under this identifier; nothing was taken. A new content bears a new identifier",
                    "Bundle.identifier"));
            case FhirPosts.Closed closed -> wait("Le connecteur est arrêté", "The connector is stopped");
        };
    }

    private ResponseEntity<String> taken(FhirPosts.Taken taken, To to) {
        var outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(IssueSeverity.INFORMATION).setCode(IssueType.INFORMATIONAL).setDiagnostics(
                FhirWords.taken(taken.types().size(), taken.kept(), taken.isRepeat()));
        if (taken.isDocument() || to == To.CREATE) {
            return say(taken.isRepeat() ? HttpStatus.OK : HttpStatus.CREATED, outcome);
        }
        var bundle = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
        var persons = taken.persons().iterator();
        for (var type : taken.types()) {
            var entry = bundle.addEntry().getResponse().setStatus(taken.isRepeat() ? "200 OK" : "201 Created");
            if (type.equals("Patient")) {
                entry.setLocation("Patient/" + next(persons)).setOutcome(outcome);
            }
        }
        return say(HttpStatus.OK, bundle);
    }

    private static String next(Iterator<ObjectNode> persons) {
        return persons.next().path("id").asText();
    }

    /** The Patients that may be meant, with score and grade; when the certain one alone is asked for, none or that one. */
    public ResponseEntity<String> matches(MatchQuestion question, List<Alike> alike) {
        var bundle = new Bundle().setType(BundleType.SEARCHSET);
        alike.stream().filter(each -> !question.isCertainOnly() || each.likeness() == Likeness.CERTAIN)
                .limit(question.count()).forEach(each -> {
                    var search = bundle.addEntry().setResource(FhirText.patient(each.patient())).getSearch()
                            .setMode(SearchEntryMode.MATCH)
                            .setScore(new java.math.BigDecimal(SCORES.get(each.likeness())));
                    search.addExtension(GRADE, new CodeType(each.likeness().name().toLowerCase(Locale.ROOT)));
                });
        bundle.setTotal(bundle.getEntry().size());
        return say(HttpStatus.OK, bundle);
    }

    /** What was asked could not be read. */
    public ResponseEntity<String> refused(UnreadableDocument unreadable) {
        return say(HttpStatus.BAD_REQUEST, outcome(unreadable.faults().stream()
                .map(each -> new Fault(each.place(), each.reason())).toList(), IssueType.STRUCTURE));
    }

    /** @param most in bytes */
    public ResponseEntity<String> tooLarge(int most) {
        return say(HttpStatus.PAYLOAD_TOO_LARGE, outcome(IssueType.TOOLONG,
                "Plus de " + FhirWords.size(most, "Kio", "Mio"), "More than " + FhirWords.size(most, "KiB", "MiB"),
                ""));
    }

    public ResponseEntity<String> encoded() {
        return say(HttpStatus.UNSUPPORTED_MEDIA_TYPE, outcome(IssueType.NOTSUPPORTED,
                "Le corps se remet sans compression", "The body is handed over without compression", ""));
    }

    public ResponseEntity<String> busy() {
        return wait("D'autres dossiers sont en cours de lecture", "Other files are being read");
    }

    private ResponseEntity<String> wait(String french, String english) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, "10")
                .header(HttpHeaders.CONTENT_TYPE, type()).body(text(outcome(IssueType.TRANSIENT, french, english, "")));
    }

    private static OperationOutcome outcome(List<Fault> faults, IssueType type) {
        var outcome = new OperationOutcome();
        faults.forEach(fault -> {
            var issue = outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(type)
                    .setDiagnostics(FhirWords.fault(fault));
            FhirWords.path(fault).ifPresent(issue::addExpression);
        });
        return outcome;
    }

    private static OperationOutcome outcome(IssueType type, String french, String english, String path) {
        var outcome = new OperationOutcome();
        var issue = outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(type)
                .setDiagnostics(french + " / " + english);
        if (!path.isEmpty()) {
            issue.addExpression(path);
        }
        return outcome;
    }

    private ResponseEntity<String> say(HttpStatus status, Resource resource) {
        return ResponseEntity.status(status).header(HttpHeaders.CONTENT_TYPE, type()).body(text(resource));
    }

    private String type() {
        return isXml ? "application/fhir+xml;charset=UTF-8" : "application/fhir+json;charset=UTF-8";
    }

    private String text(Resource resource) {
        return isXml ? FhirText.xml(resource) : FhirText.of(resource);
    }
}
