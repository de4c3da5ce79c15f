package org.viaduc.web;

import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.ShelterDesk;
import org.viaduc.exchange.handover.HandOver;
import org.viaduc.exchange.handover.HandingOver;
import org.viaduc.model.Department;

/** The responsibility for a person's follow-up: offer it, accept or refuse it, take the offer back. */
@RestController
@RequestMapping("/api")
@Tag(name = "hand-over", description = "Passage de responsabilité / Hand-over of responsibility")
class HandOverApi {
    private final HandingOver handingOver;
    private final ShelterDesk shelter;

    HandOverApi(HandingOver handingOver, ShelterDesk shelter) {
        this.handingOver = handingOver;
        this.shelter = shelter;
    }

    /** Where a hand-over stands here. @param ours whether this department is responsible now */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record View(String exchange, String side, String peer, String state, String reason, boolean ours, String latest,
            int round, Instant changedAt) {
        static View of(HandOver each) {
            return new View(each.exchange().toString(), each.side().word(), each.peer().code(), each.stage().word(),
                    each.reason(), each.isOurs(), each.latest().toString(), each.round(), each.changedAt());
        }

        /** For a reader who may not know where the file went. */
        View withoutPeer() {
            return new View(exchange, side, Department.UNKNOWN.code(), state, reason, ours, latest, round, changedAt);
        }
    }

    @GetMapping("/hand-overs")
    @Operation(summary = "Les passages en cours / What is offered or on its way")
    List<View> open(@AuthenticationPrincipal Jwt token) {
        var all = handingOver.open();
        var hidden = shelter.hidden(all.stream().map(HandOver::exchange).toList(), Who.of(token));
        return all.stream().map(each -> hidden.contains(each.exchange()) ? View.of(each).withoutPeer() : View.of(each))
                .toList();
    }

    @GetMapping("/exchanges/{id}/hand-over")
    @Operation(summary = "Où en est la responsabilité / Where the responsibility stands")
    View of(@PathVariable String id, @AuthenticationPrincipal Jwt token) {
        var exchange = ExchangeApi.id(id);
        var isHidden = !shelter.hidden(List.of(exchange), Who.of(token)).isEmpty();
        return handingOver.of(exchange).map(View::of).map(view -> isHidden ? view.withoutPeer() : view)
                .orElseThrow(() -> new NoSuchElementException("nothing was handed over"));
    }

    @PostMapping("/exchanges/{id}/hand-over")
    @Operation(summary = "Proposer, accepter, refuser ou retirer / Offer, accept, refuse or withdraw", description = """
            `act`: offer, accept, refuse or withdraw; `reason` of a refusal: not-resident, not-competent, incomplete-file,
            kept-by-judge or other-reason.""")
    View act(@PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of("act", "reason"));
        var act = asked.required("act", HandOverApi::known);
        var reason = asked.optional("reason", text -> text);
        asked.speak();
        var exchange = ExchangeApi.id(id);
        var user = Who.of(token);
        try {
            var view = View.of(switch (act.orElseThrow()) {
                case "offer" -> handingOver.offer(exchange, user);
                case "accept" -> handingOver.accept(exchange, user);
                case "withdraw" -> handingOver.withdraw(exchange, user);
                default -> handingOver.refuse(exchange, reason.orElse(""), user);
            });
            return shelter.hidden(List.of(exchange), user).isEmpty() ? view : view.withoutPeer();
        } catch (IllegalArgumentException e) {
            throw new Problems.BadRequest(List.of("`reason`: " + e.getMessage()));
        }
    }

    private static String known(String act) {
        if (!Set.of("offer", "accept", "refuse", "withdraw").contains(act)) {
            throw new IllegalArgumentException("unknown act");
        }
        return act;
    }
}
