package org.viaduc.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

import org.viaduc.exchange.ConsentDesk;
import org.viaduc.exchange.Counter;
import org.viaduc.model.Digest;
import org.viaduc.model.Resource;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.consent.Consents;
import org.viaduc.policy.consent.Evidence;
import org.viaduc.policy.consent.Recording;

/** Consents, information and oppositions of a person: capture, take back, show; import and export as plain FHIR R4. */
@RestController
@RequestMapping("/api/consents")
@Tag(name = "consents", description = "Consentements, informations, oppositions / Consents, information, oppositions")
class ConsentApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KEYS = Set.of("exchange", "connector", "localId", "fact", "on", "evidence",
            "evidenceDigest");
    private static final Set<String> GIVERS = Set.of("person", "parents", "representative", "minor");

    private final ConsentDesk desk;
    private final Clock clock;

    ConsentApi(ConsentDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** One consent as it stands, with the facts that it states. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record View(String id, String category, String status, List<FactView> facts, LocalDate withdrawnOn,
            JsonNode consent) {
        static View of(ConsentDesk.Standing standing) {
            var consent = standing.consent().copy();
            return new View(standing.id(), standing.category(), consent.path("status").asText(),
                    standing.facts().stream().map(FactView::of).toList(), standing.withdrawnOn().orElse(null), consent);
        }
    }

    /** One fact that a consent states. */
    record FactView(String fact, LocalDate on, Map<String, String> fields) {
        static FactView of(Fact fact) {
            return new FactView(fact.kind().word(), fact.on(), FactCodec.fields(fact));
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Recueillir une information, un accord ou une opposition / Capture an information, an agreement or an opposition", description = """
            About the person of an exchange (`exchange`), or of a local file (`connector` and `localId`). `fact` and `fields`
            are words of the decision-case contract: parents-informed, person-informed, child-informed, information-waived,
            written-agreement, agreement-refused, consent, opposition. `evidence` is the signed document's reference, and
            `evidenceDigest` its SHA-256; a written agreement has one. Every open question is asked again.""")
    Map<String, String> add(@RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(FactApi.withoutFields(body), KEYS);
        var kind = asked.required("fact", FactKind::of);
        var on = asked.required("on", LocalDate::parse);
        var reference = asked.optional("evidence", text -> text);
        var digest = asked.optional("evidenceDigest", Digest::new);
        var about = Whom.of(asked);
        asked.speak();
        var fact = fact(kind.orElseThrow(), on.orElseThrow(), FactApi.fields(body), token);
        var said = Consents.captured(fact, evidence(reference, digest));
        return Map.of("id", desk.add(about.orElseThrow(), said, recording(token, Optional.empty(), Set.of()),
                Who.of(token)));
    }

    private static Optional<Evidence> evidence(Optional<String> reference, Optional<Digest> digest) {
        try {
            return reference.map(each -> new Evidence(each, digest));
        } catch (IllegalArgumentException e) {
            throw new Problems.BadRequest(List.of("`evidence` " + e.getMessage()));
        }
    }

    private Fact fact(FactKind kind, LocalDate on, Map<String, String> fields, Jwt token) {
        try {
            return FactCodec.fact(new FactId(UUID.randomUUID().toString()), kind, on, fields, Who.of(token).id(),
                    clock.instant(), "api", Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new Problems.BadRequest(List.of("`fields` are not those of a fact `" + kind + "`"));
        }
    }

    @GetMapping
    @Operation(summary = "Ce qui a été dit et recueilli / What was said and captured")
    List<View> list(@RequestParam Optional<String> exchange, @RequestParam Optional<String> connector,
            @RequestParam Optional<String> localId, @AuthenticationPrincipal Jwt token) {
        return desk.of(Whom.of(exchange, connector, localId), Who.of(token)).stream().map(View::of).toList();
    }

    @PostMapping("/{id}/withdrawal")
    @Operation(summary = "Consigner un retrait / Record a withdrawal", description = """
            `on`: from which day. The answer lists the roads (`stops`) on which the law asks for such an agreement; on others
            a withdrawal has no effect, and what was sent before stays lawfully sent (GDPR, article 7(3)).""")
    Map<String, Object> withdraw(@PathVariable String id, @RequestBody JsonNode body,
            @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of("exchange", "connector", "localId", "on"));
        var on = asked.required("on", LocalDate::parse);
        var about = Whom.of(asked);
        asked.speak();
        var stops = desk.withdraw(about.orElseThrow(), id, on.orElseThrow(),
                recording(token, Optional.empty(), Set.of()), Who.of(token));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("stops", stops);
        answer.put("note", "Sans effet sur les voies où la loi ne demande pas d'accord ; ce qui est parti l'a été"
                + " licitement. / No effect where the law asks for no agreement; what left did so lawfully.");
        return answer;
    }

    @PostMapping("/import")
    @Operation(summary = "Importer des Consent FHIR R4 / Import FHIR R4 Consents", description = """
            The body is a `Consent`, or a `Bundle` of them: as exported here, or after IHE Privacy Consent on FHIR (basic,
            intermediate, advanced). What cannot be honoured is refused by the name of its element, and then nothing is
            recorded. `by`: whose word it is, where a relative brings it; `policy`: addresses of policies that were read and
            may be honoured.""")
    Map<String, Object> take(@RequestParam Optional<String> exchange, @RequestParam Optional<String> connector,
            @RequestParam Optional<String> localId, @RequestParam Optional<String> by,
            @RequestParam(required = false) List<String> policy, @RequestBody JsonNode body,
            @AuthenticationPrincipal Jwt token) {
        if (by.isPresent() && !GIVERS.contains(by.get())) {
            throw new Problems.BadRequest(List.of("`by` is one of person, parents, representative, minor"));
        }
        var recording = recording(token, by, policy == null ? Set.of() : Set.copyOf(policy));
        var consents = resources(body).stream().map(each -> Consents.read(each, recording)).toList();
        var fresh = desk.importAll(Whom.of(exchange, connector, localId), consents, recording, Who.of(token));
        return Map.of("read", consents.size(), "recorded", fresh);
    }

    private static List<Resource> resources(JsonNode body) {
        var found = new ArrayList<Resource>();
        if (body.path("resourceType").asText().equals("Bundle")) {
            for (var entry : body.path("entry")) {
                found.add(resource(entry.path("resource")));
            }
        } else {
            found.add(resource(body));
        }
        if (found.isEmpty()) {
            throw new Problems.BadRequest(List.of("a Consent, or a Bundle of them, is expected"));
        }
        return found;
    }

    private static Resource resource(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return Resource.of(object);
        }
        throw new Problems.BadRequest(List.of("a Consent, or a Bundle of them, is expected"));
    }

    @GetMapping(path = "/export", produces = {"application/json", "application/fhir+json"})
    @Operation(summary = "Exporter en FHIR R4 / Export as FHIR R4", description = "A `Bundle` of type `collection`.")
    JsonNode give(@RequestParam Optional<String> exchange, @RequestParam Optional<String> connector,
            @RequestParam Optional<String> localId, @AuthenticationPrincipal Jwt token) {
        var bundle = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "collection");
        var entries = bundle.putArray("entry");
        desk.of(Whom.of(exchange, connector, localId), Who.of(token))
                .forEach(each -> entries.addObject().set("resource", each.consent().copy()));
        if (entries.isEmpty()) {
            bundle.remove("entry");
        }
        return bundle;
    }

    private Recording recording(Jwt token, Optional<String> by, Set<String> policies) {
        return new Recording(Who.of(token).id(), clock.instant(), "api", by, policies);
    }

    /** Whom it is about: an exchange's person, or that of a local file. */
    private static final class Whom {
        private static final String MISSING = "`exchange`, or `connector` and `localId`, says whom this is about";

        private Whom() {
        }

        static Optional<Counter.About> of(Asked asked) {
            var about = about(asked.optional("exchange", ExchangeApi::id).map(each -> each.toString()),
                    asked.optional("connector", text -> text), asked.optional("localId", text -> text));
            if (about.isEmpty()) {
                asked.fault(MISSING);
            }
            return about;
        }

        static Counter.About of(Optional<String> exchange, Optional<String> connector, Optional<String> localId) {
            return about(exchange, connector, localId)
                    .orElseThrow(() -> new Problems.BadRequest(List.of(MISSING)));
        }

        private static Optional<Counter.About> about(Optional<String> exchange, Optional<String> connector,
                Optional<String> localId) {
            return exchange.<Counter.About>map(id -> new Counter.About.Exchange(ExchangeApi.id(id)))
                    .or(() -> connector.isPresent() && localId.isPresent()
                            ? Optional.of(new Counter.About.LocalFile(connector.get(), localId.get()))
                            : Optional.empty());
        }
    }
}
