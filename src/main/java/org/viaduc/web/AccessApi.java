package org.viaduc.web;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.access.Extracts;
import org.viaduc.exchange.access.OwnAccess;
import org.viaduc.exchange.access.Part;
import org.viaduc.model.Language;
import org.viaduc.model.UnknownCode;
import org.viaduc.policy.Role;

/** A person asks for their own file: opened, fetched and handed over by an agent of the register. */
@RestController
@RequestMapping("/api/access")
@Tag(name = "access", description = "Accès de la personne à son dossier / A person's access to their own file")
class AccessApi {
    private final OwnAccess access;
    private final Extracts extracts;

    AccessApi(OwnAccess access, Extracts extracts) {
        this.access = access;
        this.extracts = extracts;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "La personne demande son dossier / The person asks for their file", description = """
            By an agent of the register, who has checked who asks. `for`: `PERSON`, `PARENTS` (of a minor) or
            `REPRESENTATIVE`. The file is taken at its next collection and decided then; the answer is due within a month
            (RGPD 12(3)). The exchange of this id is `ready` once there is something to hand over.""")
    Map<String, String> ask(@RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of("connector", "localId", "for"));
        var connector = asked.required("connector", text -> text);
        var localId = asked.required("localId", text -> text);
        var asker = asked.required("for", AccessApi::asker);
        asked.speak();
        return Map.of("id", access.ask(connector.orElseThrow(), localId.orElseThrow(), asker.orElseThrow(),
                Who.of(token)).toString());
    }

    @GetMapping("/{id}/bundle")
    @Operation(summary = "L'extrait comme document FHIR / The extract as a FHIR document", description = """
            For the person to take elsewhere (RGPD 20). Its documents are named as in `documents`. Each fetch is an entry.""")
    void bundle(@PathVariable String id, @AuthenticationPrincipal Jwt token, HttpServletResponse response)
            throws IOException {
        give(id, new Part.Bundle(), token, response);
    }

    @GetMapping("/{id}/page")
    @Operation(summary = "L'extrait comme page à lire / The extract as a page to read", description = """
            HTML; `lang`: `fr` (default) or `en`. Each fetch is an entry.""")
    void page(@PathVariable String id, @RequestParam(defaultValue = "fr") String lang,
            @AuthenticationPrincipal Jwt token, HttpServletResponse response) throws IOException {
        give(id, new Part.Page(lang.equals("en") ? Language.EN : Language.FR), token, response);
    }

    @GetMapping("/{id}/documents/{name}")
    @Operation(summary = "Un document de l'extrait / A document of the extract")
    void document(@PathVariable String id, @PathVariable String name, @AuthenticationPrincipal Jwt token,
            HttpServletResponse response) throws IOException {
        give(id, new Part.Document(name), token, response);
    }

    /** To be saved and not shown here: what a file says must not run under the node's address, nor stay in a cache. */
    private void give(String id, Part part, Jwt token, HttpServletResponse response) throws IOException {
        var handout = extracts.fetch(ExchangeApi.id(id), part, Who.of(token));
        response.setContentType(handout.mediaType());
        response.setContentLengthLong(handout.length());
        response.setHeader("Content-Disposition", "attachment; filename=\"" + handout.name() + "\"");
        response.setHeader("Cache-Control", "no-store");
        try (var in = handout.content().open()) {
            in.transferTo(response.getOutputStream());
        }
    }

    @PostMapping("/{id}/handed-over")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "L'extrait a été remis / The extract has been handed over", description = """
            `to`: whom it was put together for, `on`: the day. The extract is shredded, and the answer is no longer due.""")
    void handedOver(@PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of("to", "on"));
        var to = asked.required("to", AccessApi::asker);
        var on = asked.required("on", LocalDate::parse);
        asked.speak();
        extracts.handedOver(ExchangeApi.id(id), to.orElseThrow(), on.orElseThrow(), Who.of(token));
    }

    private static Role asker(String word) {
        return OwnAccess.ASKERS.stream().filter(role -> role.word().equals(word)).findFirst()
                .orElseThrow(() -> new UnknownCode("asker", word, OwnAccess.ASKERS));
    }
}
