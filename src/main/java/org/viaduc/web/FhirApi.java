package org.viaduc.web;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.connectors.Clients;
import org.viaduc.connectors.FhirPosts;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.model.fhir.UnreadableDocument;
import org.viaduc.web.fhir.FhirAnswer;
import org.viaduc.web.fhir.MatchQuestion;

/**
 * Where a department's own system hands over files by itself: FHIR R4, as the guide of ANS for the computerised user file
 * (TDDUI v2) has it. Whose system calls, its token says; nothing in the request does. Nothing is given out.
 */
@RestController
@RequestMapping("/fhir")
@Tag(name = "fhir")
class FhirApi {
    /** In bytes, of a Bundle with its documents. */
    static final int LARGEST = 32 << 20;
    private static final int QUESTION = 64 * 1024;
    /** Bundles that are read at the same time: each may take a multiple of its size in memory. */
    private static final int AT_ONCE = 2;

    private final FhirPosts posts;
    private final Clients clients;
    private final Semaphore places = new Semaphore(AT_ONCE);

    FhirApi(FhirPosts posts, NodeSettings settings) {
        this.posts = posts;
        this.clients = Clients.of(settings);
    }

    @PostMapping({"", "/"})
    @Operation(summary = "Remettre un dossier / Hand over a file", description = """
            A Bundle of type `transaction` or `document`, in JSON or XML, with the token of the connector's own system. All of it
            is taken or nothing; a repeat has no effect.""")
    ResponseEntity<String> bundle(HttpServletRequest request, @AuthenticationPrincipal Jwt token) throws IOException {
        return taken(request, token, FhirAnswer.To.TRANSACTION);
    }

    @PostMapping("/Bundle")
    @Operation(summary = "Remettre un document / Hand over a document", description = "A Bundle of type `document`, kept as it is.")
    ResponseEntity<String> document(HttpServletRequest request, @AuthenticationPrincipal Jwt token)
            throws IOException {
        return taken(request, token, FhirAnswer.To.CREATE);
    }

    @PostMapping("/Patient/$match")
    @Operation(summary = "Lequel de mes dossiers ? / Which of my files?", description = """
            FHIR R4 `$match` among the files that the asking system handed over itself. The five strict traits alone are never
            `certain`. Whether the department knows the person otherwise does not show.""")
    ResponseEntity<String> match(HttpServletRequest request, @AuthenticationPrincipal Jwt token) throws IOException {
        var answer = answer(request);
        var body = body(request, QUESTION);
        if (body.length > QUESTION) {
            return answer.tooLarge(QUESTION);
        }
        try {
            var question = MatchQuestion.of(body);
            return answer.matches(question, posts.match(connector(token), question.patient(), Who.of(token)));
        } catch (UnreadableDocument e) {
            return answer.refused(e);
        }
    }

    private ResponseEntity<String> taken(HttpServletRequest request, Jwt token, FhirAnswer.To to) throws IOException {
        var answer = answer(request);
        if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            return answer.encoded();
        }
        if (!places.tryAcquire()) {
            return answer.busy();
        }
        try {
            var body = body(request, LARGEST);
            return body.length > LARGEST
                    ? answer.tooLarge(LARGEST)
                    : answer.told(posts.post(connector(token), body), to);
        } finally {
            places.release();
        }
    }

    private static byte[] body(HttpServletRequest request, int most) throws IOException {
        return request.getInputStream().readNBytes(most + 1);
    }

    private static FhirAnswer answer(HttpServletRequest request) {
        return FhirAnswer.inFormOf(request.getHeader(HttpHeaders.ACCEPT), request.getContentType());
    }

    private String connector(Jwt token) {
        return Program.connector(token, clients).orElseThrow(noConnector());
    }

    /** The doorkeeper lets nobody else in. */
    private static Supplier<IllegalStateException> noConnector() {
        return () -> new IllegalStateException("a token of no connector came past the door");
    }
}
