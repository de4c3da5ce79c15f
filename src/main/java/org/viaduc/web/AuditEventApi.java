package org.viaduc.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import org.viaduc.exchange.audit.Answers;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.web.fhir.AuditBundle;
import org.viaduc.web.fhir.AuditSearch;
import org.viaduc.web.fhir.AuditSearch.Handling;
import org.viaduc.web.fhir.Capability;
import org.viaduc.web.fhir.FhirFault;

/** The journal as a FHIR R4 server of audit events. A search is an entry itself. */
@RestController
@RequestMapping(value = "/fhir", produces = {AuditEventApi.FHIR, "application/json"})
@Tag(name = "fhir", description = "FHIR R4 AuditEvent (IHE BALP)")
class AuditEventApi {
    static final String FHIR = "application/fhir+json;charset=UTF-8";
    private static final LocalDate SINCE = LocalDate.of(2026, 11, 22);

    private final Answers answers;
    private final NodeSettings settings;
    private final Clock clock;

    AuditEventApi(Answers answers, NodeSettings settings, Clock clock) {
        this.answers = answers;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/metadata")
    @Operation(summary = "Ce que ce serveur sait faire / What this server can do")
    String metadata(HttpServletRequest request) {
        return Capability.statement(SINCE, base(request));
    }

    @GetMapping("/AuditEvent")
    @Operation(summary = "Le journal en AuditEvent / The journal as AuditEvent", description = """
            `date` (with prefixes, repeatable), `patient` (a pseudonym), `agent` (a login or a department), `entity` (an exchange),
            `_count` (50, at most 200) and `page` as the `next` link gives it. Newest first. What else is asked is refused, or with
            `Prefer: handling=lenient` passed over and said to be.""")
    String search(@RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = "Prefer") Optional<String> prefer, HttpServletRequest request,
            @AuthenticationPrincipal Jwt token) {
        var search = AuditSearch.of(parameters, settings.zone(), Handling.of(prefer));
        return new AuditBundle(settings.department(), base(request))
                .of(answers.events(search.search(), Who.of(token)), search, clock.instant());
    }

    @PostMapping(path = "/AuditEvent/_search", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Operation(summary = "Le même, sans rien dans l'adresse / The same with nothing in the address", description = """
            The parameters of the search as a form: a pseudonym then stands in no log of addresses.""")
    String posted(@RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = "Prefer") Optional<String> prefer, HttpServletRequest request,
            @AuthenticationPrincipal Jwt token) {
        return search(parameters, prefer, request, token);
    }

    @ExceptionHandler
    ResponseEntity<String> fault(FhirFault fault) {
        return ResponseEntity.badRequest().header("Content-Type", FHIR).body(fault.outcome());
    }

    private static String base(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request).path("/fhir").toUriString();
    }
}
