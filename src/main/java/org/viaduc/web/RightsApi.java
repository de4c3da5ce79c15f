package org.viaduc.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

import org.viaduc.exchange.ShelterDesk;
import org.viaduc.exchange.rights.Fate;
import org.viaduc.exchange.rights.FollowUp;
import org.viaduc.exchange.rights.Matter;
import org.viaduc.exchange.rights.Rights;
import org.viaduc.model.Department;

/** The rights that follow a copy: tell its holder what has happened, say what became of one here, see what is open. */
@RestController
@RequestMapping("/api")
@Tag(name = "rights", description = "Droits qui suivent la copie / Rights that follow the copy")
class RightsApi {
    private final Rights rights;
    private final ShelterDesk shelter;

    RightsApi(Rights rights, ShelterDesk shelter) {
        this.rights = rights;
        this.shelter = shelter;
    }

    /** One thing that follows one copy. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Item(String id, String exchange, String direction, String peer, String matter, String state, String fate,
            String related, Instant due, List<String> choices, Instant openedAt, Instant changedAt) {
        static Item of(FollowUp each) {
            return new Item(each.id().toString(), each.exchange().toString(), each.direction().word(),
                    each.peer().code(), each.matter().word(), each.stage().word(),
                    each.fate().map(Fate::word).orElse(""), each.related().map(Object::toString).orElse(""),
                    each.isSettled() ? null : each.due(),
                    each.stage() == FollowUp.Stage.CHOOSING
                            ? each.matter().choices().stream().map(Fate::word).sorted().toList()
                            : List.of(),
                    each.openedAt(), each.changedAt());
        }

        /** For a reader who may not know where the file went. */
        Item withoutPeer() {
            return new Item(id, exchange, direction, Department.UNKNOWN.code(), matter, state, fate, related, due,
                    choices,
                    openedAt, changedAt);
        }
    }

    @GetMapping("/follow-ups")
    @Operation(summary = "Ce qui suit les copies et n'est pas réglé / What follows copies and is not settled")
    List<Item> open(@AuthenticationPrincipal Jwt token) {
        return shown(rights.open(), token);
    }

    @GetMapping("/exchanges/{id}/follow-ups")
    @Operation(summary = "Ce qui suit une copie / What follows one copy")
    List<Item> of(@PathVariable String id, @AuthenticationPrincipal Jwt token) {
        return shown(rights.of(ExchangeApi.id(id)), token);
    }

    private List<Item> shown(List<FollowUp> all, Jwt token) {
        var hidden = shelter.hidden(all.stream().map(FollowUp::exchange).toList(), Who.of(token));
        return all.stream().map(each -> hidden.contains(each.exchange()) ? Item.of(each).withoutPeer() : Item.of(each))
                .toList();
    }

    @PostMapping("/exchanges/{id}/follow-ups")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Prévenir le destinataire d'une copie / Tell the holder of a copy", description = """
            `matter`: agreement-withdrawn, opposition, restricted, erased, wrong-person or rectified; `related`: the
            exchange that carries the rectified file.""")
    Item pursue(@PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of("matter", "related"));
        var matter = asked.required("matter", Matter::of);
        var related = asked.optional("related", ExchangeApi::id);
        asked.speak();
        return shown(List.of(rights.pursue(ExchangeApi.id(id), matter.orElseThrow(), related, Who.of(token))), token)
                .getFirst();
    }

    @PostMapping("/follow-ups/{id}/fate")
    @Operation(summary = "Dire ce qu'est devenue une copie ici / Say what became of a copy here", description = """
            `fate`: one of the item's `choices`; `reference`: the local system's proof of a deletion, which stays here.""")
    Item choose(@PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of("fate", "reference"));
        var fate = asked.required("fate", Fate::of);
        var reference = asked.optional("reference", text -> text);
        asked.speak();
        try {
            return Item.of(rights.choose(ExchangeApi.id(id), fate.orElseThrow(), reference.orElse(""), Who.of(token)));
        } catch (IllegalArgumentException e) {
            throw new Problems.BadRequest(List.of(e.getMessage()));
        }
    }

    @PostMapping("/breaches/{id}/closure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Clore une violation au registre (RGPD 33) / Close a breach in the register", description = """
            `outcome`: authority-told, or no-risk.""")
    void close(@PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of("outcome"));
        Optional<Boolean> told = asked.required("outcome", RightsApi::told);
        asked.speak();
        rights.closeBreach(ExchangeApi.id(id), told.orElseThrow(), Who.of(token));
    }

    private static boolean told(String outcome) {
        return switch (outcome) {
            case "authority-told" -> true;
            case "no-risk" -> false;
            default -> throw new IllegalArgumentException("unknown outcome");
        };
    }
}
