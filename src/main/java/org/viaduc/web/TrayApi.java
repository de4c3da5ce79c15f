package org.viaduc.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

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

import org.viaduc.exchange.Clocks;
import org.viaduc.exchange.Deadline;
import org.viaduc.exchange.ShelterDesk;
import org.viaduc.exchange.TrayDesk;
import org.viaduc.person.Pseudonym;

/** What waits for a fact or for a person, and a person's word on it. */
@RestController
@RequestMapping("/api/tray")
@Tag(name = "tray", description = "Corbeille / Tray")
class TrayApi {
    private final TrayDesk tray;
    private final Clocks clocks;
    private final ShelterDesk shelter;

    TrayApi(TrayDesk tray, Clocks clocks, ShelterDesk shelter) {
        this.shelter = shelter;
        this.tray = tray;
        this.clocks = clocks;
    }

    /**
     * One thing that waits: on which facts, or why, and by when; or an obligation of an exchange.
     *
     * @param from     of an obligation, the first day of its term
     * @param nearness {@code running}, {@code soon} or {@code overdue}
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Item(String id, String what, String direction, List<String> on, LocalDate from, LocalDate due,
            String nearness, List<CandidateView> candidates, Instant since) {
        static Item of(TrayDesk.Waiting waiting, String nearness) {
            return new Item(waiting.id().toString(), waiting.what(), waiting.direction().word(),
                    Arrays.stream(waiting.on().split(",")).filter(word -> !word.isBlank()).toList(),
                    null, waiting.due().orElse(null), nearness,
                    waiting.candidates().stream()
                            .map(each -> new CandidateView(each.person().value().toString(), each.reasons())).toList(),
                    waiting.since());
        }

        static Item of(Clocks.Running running) {
            return new Item(running.id().toString(), "obligation", running.direction().word(),
                    List.of(running.code()), running.deadline().map(Deadline::from).orElse(null),
                    running.deadline().map(Deadline::due).orElse(null), running.nearness().word(), List.of(),
                    running.since());
        }
    }

    /** Someone whom a parked file may be about, and why that is not certain. */
    record CandidateView(String person, List<String> doubts) {}

    @GetMapping
    @Operation(summary = "Ce qui attend, et les échéances / What waits, and what is due", description = """
            What awaits a fact or a person, oldest first, then the obligations of exchanges, the nearest first. `nearness` is
            `soon` in the last fifth of a term (one to thirty days), then `overdue`; retention and majority are shown from
            then on only.""")
    List<Item> tray(@AuthenticationPrincipal Jwt token) {
        return Stream.concat(
                tray.waiting(Who.of(token)).stream().map(each -> Item.of(each, clocks.nearness(each).word())),
                clocks.running().stream().map(Item::of)).toList();
    }

    @PostMapping("/{id}/done")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Dire qu'une obligation est remplie / Say that an obligation is met", description = """
            `code`: the obligation's word, as `inform-parents`. Of a neighbour's journal that was rewritten, or of
            this node's own (`own-rewritten`), `two-histories`, `went-back` or `not-grown`: somebody has looked at it.""")
    void done(@PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of("code"));
        var code = asked.required("code", text -> text);
        asked.speak();
        if (!tray.looked(ExchangeApi.id(id), code.orElseThrow(), Who.of(token))) {
            clocks.done(ExchangeApi.id(id), code.orElseThrow(), Who.of(token));
        }
    }

    @PostMapping("/{id}/resolution")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Dire de qui il s'agit / Say who the file is about", description = """
            `person`: the pseudonym of a candidate, or `new` for somebody whom this node does not know.""")
    void resolve(@PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of("person"));
        var person = asked.required("person", text -> text.equals("new")
                ? Optional.<Pseudonym>empty()
                : Optional.of(new Pseudonym(UUID.fromString(text))));
        asked.speak();
        tray.resolve(ExchangeApi.id(id), person.orElseThrow(), Who.of(token));
    }

    @PostMapping("/{id}/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Laisser compter une réponse en quarantaine / Let an answer in quarantine count", description = """
            A fund's answer about the address of somebody who must not be found; a named officer of child protection only.""")
    void release(@PathVariable String id, @AuthenticationPrincipal Jwt token) {
        shelter.free(ExchangeApi.id(id), Who.of(token));
    }

    @PostMapping("/{id}/discard")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Détruire une réponse en quarantaine / Shred an answer in quarantine")
    void discard(@PathVariable String id, @AuthenticationPrincipal Jwt token) {
        shelter.discard(ExchangeApi.id(id), Who.of(token));
    }

    @PostMapping("/{id}/acceptance")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Livrer malgré les pertes / Deliver although so much is lost", description = """
            Of a delivery in which more is lost than the connector's budget allows (`over-budget`). A collected file goes on
            by `resolution`, when it is said who it is about.""")
    void acceptLoss(@PathVariable String id, @AuthenticationPrincipal Jwt token) {
        tray.acceptLoss(ExchangeApi.id(id), Who.of(token));
    }

    @PostMapping("/{id}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Refuser ce qui n'ira pas plus loin / Refuse what shall go no further", description = """
            Of what is `over-budget`, or waits behind a connector that node.yaml names no more. A collected file is shredded here
            and looked at again when it or the mapping changes, or its connector is back; a delivery has failed, and its sender
            is told. Of what awaits `unknown-destination`, `no-neighbour`, `moved-elsewhere` or `two-destinations`: it stays
            withheld, and is shredded here.""")
    void refuse(@PathVariable String id, @AuthenticationPrincipal Jwt token) {
        tray.refuse(ExchangeApi.id(id), Who.of(token));
    }

    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Réessayer ce qui a échoué / Try again what failed", description = """
            A delivery while the node has no connector that delivers: 409, and it stays as it is.""")
    void retry(@PathVariable String id, @AuthenticationPrincipal Jwt token) {
        tray.retry(ExchangeApi.id(id), Who.of(token));
    }
}
