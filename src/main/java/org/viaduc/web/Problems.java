package org.viaduc.web;

import java.util.List;
import java.util.NoSuchElementException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns what went wrong into problem details (RFC 9457). What the caller wrote is never echoed. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
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
    ProblemDetail notFound(NoSuchElementException e) {
        return problem(HttpStatus.NOT_FOUND, "Rien de communicable sous cette référence",
                "Nothing that can be communicated has this reference");
    }

    @Override
    protected org.springframework.http.ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, org.springframework.http.HttpHeaders headers,
            org.springframework.http.HttpStatusCode status,
            org.springframework.web.context.request.WebRequest request) {
        return handleExceptionInternal(e,
                problem(HttpStatus.BAD_REQUEST, "Le corps de la demande n'est pas du JSON lisible",
                        "The request's body is no readable JSON"),
                headers, HttpStatus.BAD_REQUEST, request);
    }

    private static ProblemDetail problem(HttpStatus status, String french, String english) {
        var problem = ProblemDetail.forStatusAndDetail(status, french + " / " + english);
        problem.setTitle(status.getReasonPhrase());
        return problem;
    }
}
