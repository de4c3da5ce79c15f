package org.viaduc.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.rights.Claim;
import org.viaduc.exchange.rights.Claims;
import org.viaduc.model.ExchangeId;
import org.viaduc.web.Problems.BadRequest;

/** What persons claim of their own files, and what they are answered. */
@RestController
@RequestMapping("/api/claims")
@Tag(name = "tray")
class ClaimApi {
    private final Claims claims;

    ClaimApi(Claims claims) {
        this.claims = claims;
    }

    /** One that waits. @param exchange what is contested @param files the local numbers of the person's file */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ClaimView(String id, String kind, String said, Instant at, LocalDate due, String exchange,
            List<String> files) {}

    @GetMapping
    @Operation(summary = "Ce que des personnes demandent / What persons claim", description = """
            What nobody has answered, what is due first on top: a `correction`, or a `contest` of a transmission, in the person's
            words. Each person whose words are read here is named by an entry.""")
    List<ClaimView> open(@AuthenticationPrincipal Jwt token) {
        return claims.open(Who.of(token)).stream().map(this::view).toList();
    }

    private ClaimView view(Claim each) {
        return new ClaimView(each.id().toString(), each.kind().word(), each.said(), each.openedAt(), each.due(),
                each.exchange().map(ExchangeId::toString).orElse(""), claims.files(each));
    }

    @PostMapping("/{id}/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Répondre à une personne / Answer a person", description = """
            `outcome`: `heeded` or `declined`; `why`: words for the person, who reads them on their page. They stay sealed, and no
            entry has them.""")
    void answer(@PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of("outcome", "why"));
        var isHeeded = asked.required("outcome", ClaimApi::isHeeded);
        var why = asked.required("why", words -> words);
        asked.speak();
        try {
            claims.answer(ExchangeApi.id(id), isHeeded.orElseThrow(), why.orElseThrow(), Who.of(token));
        } catch (IllegalArgumentException e) {
            throw new BadRequest(List.of(e.getMessage()));
        }
    }

    private static boolean isHeeded(String outcome) {
        return switch (outcome) {
            case "heeded" -> true;
            case "declined" -> false;
            default -> throw new IllegalArgumentException("an answer heeds or declines");
        };
    }
}
