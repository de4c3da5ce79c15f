package org.viaduc.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
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

import org.viaduc.connectors.versions.Change;
import org.viaduc.connectors.versions.Comparing;
import org.viaduc.connectors.versions.Difference;
import org.viaduc.connectors.versions.Uncertified;
import org.viaduc.connectors.versions.Versions;
import org.viaduc.model.UnknownCode;

/** Which version of a mapping translates: an integrator looks, switches, goes back, reloads. Nothing here says anything of a person. */
@RestController
@RequestMapping("/api/mappings")
@Tag(name = "mappings", description = "Versions des correspondances / Versions of mappings")
class MappingApi {
    private static final String UNCERTIFIED = "uncertified";

    private final Versions versions;
    private final Comparing comparing;

    MappingApi(Versions versions, Comparing comparing) {
        this.versions = versions;
        this.comparing = comparing;
    }

    /** What translates for a connector, and what could. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record StandingView(String connector, String system, String version, String content, List<String> candidates,
            String before) {}

    /** What came into force. */
    record ChangeView(List<String> versions, List<String> routes, List<ConnectorView> connectors,
            List<String> needsRestart) {
        static ChangeView of(Change change) {
            return new ChangeView(change.versions(), change.routes(),
                    change.connectors().stream()
                            .map(each -> new ConnectorView(each.name(), each.moved().word(), each.waiting())).toList(),
                    change.needsRestart());
        }
    }

    /** @param waiting exchanges and files that wait behind one that is gone, and stay */
    record ConnectorView(String connector, String change, int waiting) {}

    @GetMapping
    @Operation(summary = "Les versions en service / The versions in force", description = """
            Of each connector: version and digest of its tables, the versions that stand in `versions/SYSTEM` of the node's
            folder, and `before`, to which `rollback` goes back.""")
    List<StandingView> standing() {
        return versions.standing().stream().map(each -> new StandingView(each.connector(), each.system(),
                each.version(), each.content(), each.candidates(), each.before().orElse(""))).toList();
    }

    @PostMapping("/{connector}/diff")
    @Operation(summary = "Ce qu'une version changerait / What a version would change", description = """
            `to`: the day of a version in `versions/SYSTEM`; `since`: a day, a month ago by default. Reads again, by both
            versions, what the connector has archived since then where the node can read it, and holds the ledgers of the
            exchanges since then against the new tables: `rests` says how much of each there was. Names fields, kinds and
            exchanges, never what a file holds; that it was read is an entry.""")
    Difference diff(@PathVariable String connector, @RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of("to", "since"));
        var to = asked.required("to", text -> text);
        var since = asked.optional("since", LocalDate::parse);
        asked.speak();
        return comparing.compare(connector, to.orElseThrow(), since, Who.of(token));
    }

    @PostMapping("/{connector}/switch")
    @Operation(summary = "Mettre une version en service / Switch a version on", description = """
            `to`: the day of a version in `versions/SYSTEM`. It must be certified, unless `uncertified` says why not: `urgent`,
            `tried-elsewhere`, `not-testable`. Takes effect with the next file; what is under way ends as it began.""")
    ChangeView switchTo(@PathVariable String connector, @RequestBody JsonNode body,
            @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of("to", UNCERTIFIED));
        var to = asked.required("to", text -> text);
        var uncertified = asked.optional(UNCERTIFIED, MappingApi::uncertified);
        asked.speak();
        return ChangeView.of(versions.switchTo(connector, to.orElseThrow(), uncertified, Who.of(token)));
    }

    @PostMapping("/{connector}/rollback")
    @Operation(summary = "Revenir à la version d'avant / Go back to the version before")
    ChangeView rollBack(@PathVariable String connector, @AuthenticationPrincipal Jwt token) {
        return ChangeView.of(versions.rollBack(connector, Who.of(token)));
    }

    @PostMapping("/reload")
    @Operation(summary = "Relire connecteurs, correspondances et routes / Read connectors, mappings and routes again", description = """
            As they stand in the node's folder now: all of them, or with one fault none. Of node.yaml only `connectors` is taken;
            `needsRestart` names the other keys that have changed. A mapping that has changed must bear a
            later `version` and be certified, unless `uncertified` says why not.""")
    ChangeView reload(@RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of(UNCERTIFIED));
        var uncertified = asked.optional(UNCERTIFIED, MappingApi::uncertified);
        asked.speak();
        return ChangeView.of(versions.reload(uncertified, Who.of(token)));
    }

    private static Uncertified uncertified(String word) {
        return Arrays.stream(Uncertified.values()).filter(each -> each.word().equals(word)).findFirst()
                .orElseThrow(() -> new UnknownCode("reason", word,
                        Arrays.stream(Uncertified.values()).map(Uncertified::word).toList()));
    }
}
