package org.viaduc.web;

import java.net.URI;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import org.viaduc.connectors.versions.NotInForce;
import org.viaduc.exchange.ConsentDesk;
import org.viaduc.exchange.NoNeighbour;
import org.viaduc.exchange.NobodyDelivers;
import org.viaduc.exchange.access.AgentsOnly;
import org.viaduc.exchange.access.Extracts;
import org.viaduc.exchange.question.Wording;
import org.viaduc.exchange.shelter.OfficersOnly;
import org.viaduc.policy.consent.ConsentRefused;

/**
 * Turns what went wrong into problem details (RFC 9457). What the caller wrote is never echoed, neither in words nor as
 * the address: {@code instance} is an id under which the log has the same fault.
 */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** A request that makes no sense, with every fault found in it. */
    static final class BadRequest extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<String> faults;

        BadRequest(List<String> faults) {
            super(String.join("; ", faults));
            this.faults = List.copyOf(faults);
        }
    }

    @ExceptionHandler
    ProblemDetail badRequest(BadRequest e) {
        var problem = problem(HttpStatus.BAD_REQUEST, "La demande est incomplète ou erronée",
                "The request is incomplete or wrong");
        problem.setProperty("faults", e.faults);
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unworded(Wording.Unworded e) {
        return badRequest(new BadRequest(e.faults()));
    }

    @ExceptionHandler
    ProblemDetail noNeighbour(NoNeighbour e) {
        return badRequest(new BadRequest(List.of(e.getMessage())));
    }

    /** A consent that cannot be honoured is refused with the names of its elements, and nothing of what they hold. */
    @ExceptionHandler
    ProblemDetail refused(ConsentRefused e) {
        return consentRefused(e.faults());
    }

    @ExceptionHandler
    ProblemDetail changed(ConsentDesk.ConsentChanged e) {
        return consentRefused(List.of(e.getMessage()));
    }

    private static ProblemDetail consentRefused(List<String> faults) {
        var problem = problem(HttpStatus.UNPROCESSABLE_ENTITY, "Ce consentement ne peut être honoré tel quel",
                "This consent cannot be honoured as it is");
        problem.setProperty("faults", faults);
        return problem;
    }

    @ExceptionHandler
    ProblemDetail officersOnly(OfficersOnly e) {
        return problem(HttpStatus.FORBIDDEN, "Seul un cadre désigné de la protection de l'enfance en décide",
                "Only a named officer of child protection decides this");
    }

    @ExceptionHandler
    ProblemDetail agentsOnly(AgentsOnly e) {
        return problem(HttpStatus.FORBIDDEN,
                "Seul un agent inscrit au registre du département remet son dossier à une personne",
                "Only an agent of the department's register gives a person their file");
    }

    @ExceptionHandler
    ProblemDetail notHandedOver(Extracts.NotHandedOver e) {
        return badRequest(new BadRequest(List.of(e.getMessage())));
    }

    /** What is not put into force is named with its place; mapping files and routes are about nobody. */
    @ExceptionHandler
    ProblemDetail notInForce(NotInForce e) {
        var problem = problem(HttpStatus.UNPROCESSABLE_ENTITY, "Rien n'a changé, la version en service le reste",
                "Nothing has changed, what was in force stays so");
        problem.setProperty("faults", e.faults());
        return problem;
    }

    /** Tried again it would only wait: what is missing is said instead. */
    @ExceptionHandler
    ProblemDetail nobodyDelivers(NobodyDelivers e) {
        return problem(HttpStatus.CONFLICT,
                "Aucun connecteur de node.yaml ne remet de dossier : en ajouter un et le mettre en service (`connector reload`), "
                        + "ou refuser cette remise",
                "No connector of node.yaml delivers: add one and reload (`connector reload`), or refuse this delivery");
    }

    @ExceptionHandler
    ProblemDetail notFound(NoSuchElementException e) {
        return problem(HttpStatus.NOT_FOUND, "Rien de communicable sous cette référence",
                "Nothing that can be communicated has this reference");
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        return ResponseEntity.badRequest().headers(headers).body(problem(HttpStatus.BAD_REQUEST,
                "Le corps de la demande n'est pas du JSON lisible", "The request's body is no readable JSON"));
    }

    /** What Spring itself refuses: a path, a method, a media type, a parameter that makes no sense. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(Object body, HttpHeaders headers, HttpStatusCode status,
            WebRequest request) {
        return super.createResponseEntity(problem(HttpStatus.valueOf(status.value()),
                "La demande n'est pas de celles que ce nœud traite", "The request is not one that this node handles"),
                headers, status, request);
    }

    /** Nobody foresaw it. The message may repeat what a file says about someone: only kinds and places are written down. */
    @ExceptionHandler
    ProblemDetail unforeseen(Exception e) {
        var problem = problem(HttpStatus.INTERNAL_SERVER_ERROR, "Le nœud n'a pas pu traiter la demande",
                "The node could not handle the request");
        var root = NestedExceptionUtils.getMostSpecificCause(e);
        LOG.atError().addKeyValue("instance", problem.getInstance()).addKeyValue("fault", e.getClass().getSimpleName())
                .addKeyValue("root", root.getClass().getSimpleName())
                .addKeyValue("at", root.getStackTrace().length == 0 ? "" : root.getStackTrace()[0])
                .log("a request failed: look at the database, then report it");
        return problem;
    }

    private static ProblemDetail problem(HttpStatus status, String french, String english) {
        var problem = ProblemDetail.forStatusAndDetail(status, french + " / " + english);
        problem.setTitle(status.getReasonPhrase());
        problem.setInstance(URI.create("urn:uuid:" + UUID.randomUUID()));
        return problem;
    }
}
