package org.viaduc.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.Counter;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;

/** State what has happened; every open question about the person is asked again. */
@RestController
@RequestMapping("/api/facts")
@Tag(name = "facts", description = "Faits / Facts")
class FactApi {
    private static final Set<String> KEYS = Set.of("exchange", "connector", "localId", "fact", "on", "fields", "voids");

    private final Counter counter;
    private final Clock clock;

    FactApi(Counter counter, Clock clock) {
        this.counter = counter;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Consigner un fait / State a fact", description = """
            About the person of an exchange (`exchange`), or of a local file (`connector` and `localId`). `fact` and `fields`
            are the words of the decision-case contract, as {"fact": "written-agreement", "on": "2026-11-21",
            "fields": {"by": "parents"}}.""")
    Map<String, String> state(@RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(withoutFields(body), KEYS);
        var kind = asked.required("fact", FactKind::of);
        var on = asked.required("on", LocalDate::parse);
        var voids = asked.optional("voids", FactId::new);
        var exchange = asked.optional("exchange", ExchangeApi::id);
        var connector = asked.optional("connector", text -> text);
        var localId = asked.optional("localId", text -> text);
        if (exchange.isEmpty() && (connector.isEmpty() || localId.isEmpty())) {
            asked.fault("`exchange`, or `connector` and `localId`, says whom the fact is about");
        }
        asked.speak();
        var fact = fact(kind.orElseThrow(), on.orElseThrow(), fields(body), voids, token);
        counter.state(exchange.<Counter.About>map(Counter.About.Exchange::new)
                .orElseGet(() -> new Counter.About.LocalFile(connector.orElseThrow(), localId.orElseThrow())), fact,
                Who.of(token));
        return Map.of("id", fact.id().value());
    }

    static JsonNode withoutFields(JsonNode body) {
        return body.isObject()
                ? body.<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy().without("fields")
                : body;
    }

    private Fact fact(FactKind kind, LocalDate on, Map<String, String> fields, Optional<FactId> voids, Jwt token) {
        try {
            return FactCodec.fact(new FactId(UUID.randomUUID().toString()), kind, on, fields, Who.of(token).id(),
                    clock.instant(), "api", voids);
        } catch (IllegalArgumentException e) {
            throw new Problems.BadRequest(List.of("`fields` are not those of a fact `" + kind + "`"));
        }
    }

    static Map<String, String> fields(JsonNode body) {
        var fields = new LinkedHashMap<String, String>();
        body.path("fields").fields().forEachRemaining(each -> fields.put(each.getKey(), each.getValue().asText()));
        return fields;
    }
}
