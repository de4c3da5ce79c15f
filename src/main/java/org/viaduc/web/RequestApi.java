package org.viaduc.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.request.Requesting;
import org.viaduc.model.Department;
import org.viaduc.model.Track;
import org.viaduc.person.Sex;
import org.viaduc.person.Traits;
import org.viaduc.policy.Role;

/** Ask a neighbour for the file of a person who has come here. */
@RestController
@RequestMapping("/api/requests")
@Tag(name = "requests", description = "Demandes / Requests")
class RequestApi {
    private static final Set<String> KEYS = Set.of("of", "track", "role", "birthName", "givenNames", "sex", "birthDate",
            "birthPlace", "arrived");

    private final Requesting requesting;

    RequestApi(Requesting requesting) {
        this.requesting = requesting;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Demander un dossier au département d'origine / Ask the department of origin for a file", description = """
            The five strict traits say whom it is about: `birthName`, `givenNames` (all, with a comma between), `sex` (`male`,
            `female` or `indeterminate`), `birthDate` and `birthPlace` (INSEE code). `role` is that of the agent here who will
            hold the file; `arrived` is the day since when the family lives here. The answer names the exchange under which
            the file comes, if the department of origin knows the person and may send it; it never says which.""")
    Map<String, String> ask(@RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, KEYS);
        var of = asked.required("of", Department::new);
        var track = asked.required("track", Track::of);
        var role = asked.required("role", Role::of);
        var birthName = asked.required("birthName", text -> text);
        var givenNames = asked.required("givenNames", RequestApi::names);
        var sex = asked.required("sex", Sex::of);
        var birthDate = asked.required("birthDate", LocalDate::parse);
        var birthPlace = asked.required("birthPlace", text -> text);
        var arrived = asked.optional("arrived", LocalDate::parse);
        asked.speak();
        var person = traits(birthName.orElseThrow(), givenNames.orElseThrow(), sex.orElseThrow(),
                birthDate.orElseThrow(), birthPlace.orElseThrow());
        return Map.of("id", requesting.ask(new Requesting.Wanted(of.orElseThrow(), track.orElseThrow(),
                role.orElseThrow(), person, arrived), Who.of(token)).toString());
    }

    @PostMapping("/{id}/closure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Ne plus attendre un dossier demandé / Wait no longer for a file that was asked for", description = """
            What the department of origin may still send under this id is answered as withheld, and not read.""")
    void close(@PathVariable String id, @AuthenticationPrincipal Jwt token) {
        requesting.close(ExchangeApi.id(id), Who.of(token));
    }

    static List<String> names(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    static Traits traits(String birthName, List<String> givenNames, Sex sex, LocalDate birthDate,
            String birthPlace) {
        try {
            return new Traits(birthName.strip(), givenNames, sex, birthDate, birthPlace);
        } catch (IllegalArgumentException e) {
            throw new Problems.BadRequest(List.of(e.getMessage()));
        }
    }
}
