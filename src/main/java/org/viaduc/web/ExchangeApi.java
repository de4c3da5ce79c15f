package org.viaduc.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

import org.viaduc.exchange.Counter;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.question.Wording;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;

/** Start an exchange; see where one stands and why. */
@RestController
@RequestMapping("/api/exchanges")
@Tag(name = "exchanges", description = "Échanges / Exchanges")
class ExchangeApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KEYS = Set.of("connector", "localId", "track", "to", "role", "purpose",
            "mission", "recipient");

    private final Counter counter;

    ExchangeApi(Counter counter) {
        this.counter = counter;
    }

    /** One exchange in a list. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Summary(String id, String direction, String peer, String track, String state, String localId, String awaits,
            LocalDate due, String reason, Instant openedAt, Instant changedAt) {
        static Summary of(Journey journey) {
            return new Summary(journey.id().toString(), journey.direction().word(), journey.peer().code(),
                    journey.track().word(), journey.state().word(), journey.localId(), journey.awaits(),
                    journey.due().orElse(null), journey.reason(), journey.openedAt(), journey.changedAt());
        }
    }

    /** One exchange with its decision, its ledgers and its steps. No content. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Detailed(Summary exchange, JsonNode decision, JsonNode ledger, JsonNode senderLedger, String mapping,
            int attempts, List<StepView> steps) {}

    /** One entry of the journal. */
    record StepView(String step, String actor, Instant at, Map<String, String> details) {}

    @GetMapping
    @Operation(summary = "Les derniers échanges / The latest exchanges")
    List<Summary> latest(@RequestParam(defaultValue = "100") int limit, @AuthenticationPrincipal Jwt token) {
        return counter.latest(Math.clamp(limit, 1, 1000), Who.of(token)).stream().map(Summary::of).toList();
    }

    @GetMapping("/{id}")
    @Operation(summary = "Un échange : décision, registre des pertes, étapes / One exchange: decision, ledger, steps")
    Detailed one(@PathVariable String id, @AuthenticationPrincipal Jwt token) throws JsonProcessingException {
        var seen = counter.read(id(id), Who.of(token))
                .orElseThrow(() -> new NoSuchElementException("no such exchange"));
        var journey = seen.journey();
        var account = seen.account();
        return new Detailed(Summary.of(journey), json(account.decision()), json(account.ledger()),
                json(account.peerLedger()), journey.mapping(), journey.attempts(),
                seen.steps().stream()
                        .map(entry -> new StepView(entry.step().word(), entry.actor().toString(),
                                entry.at(), entry.details()))
                        .toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Ouvrir un échange sur un dossier local / Start an exchange on a local file", description = """
            The file is taken at its next collection. `role` is the sender's; `purpose`, `mission` and `recipient` (the role that
            shall receive) may be left out where the track has a usual wording, and are all required on `secret-partage`.""")
    Map<String, String> start(@RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, KEYS);
        var connector = asked.required("connector", text -> text);
        var localId = asked.required("localId", text -> text);
        var track = asked.required("track", Track::of);
        var to = asked.required("to", Department::new);
        var role = asked.required("role", Role::of);
        var wording = new Wording(asked.optional("purpose", Purpose::of), asked.optional("mission", Mission::of),
                asked.optional("recipient", Role::of));
        asked.speak();
        return Map.of("id", counter.start(connector.orElseThrow(), localId.orElseThrow(), track.orElseThrow(),
                to.orElseThrow(), role.orElseThrow(), wording, Who.of(token)).toString());
    }

    static ExchangeId id(String text) {
        try {
            return ExchangeId.of(text);
        } catch (IllegalArgumentException e) {
            throw new NoSuchElementException("no exchange has such an id", e);
        }
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return text.isEmpty() ? null : JSON.readTree(text);
    }
}
