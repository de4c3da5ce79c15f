package org.viaduc.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.glass.BreakGlass;
import org.viaduc.exchange.glass.GlassDuties;
import org.viaduc.model.Department;
import org.viaduc.person.Sex;
import org.viaduc.policy.Motive;
import org.viaduc.policy.ObligationCode;

/** Declare an emergency, see the little that may be seen for a day, and do what has to follow. */
@RestController
@RequestMapping("/api/break-glass")
@Tag(name = "break-glass", description = "Urgences / Emergencies")
class BreakGlassApi {
    private static final Set<String> KEYS = Set.of("of", "motive", "birthName", "givenNames", "sex", "birthDate",
            "birthPlace");

    private final BreakGlass glass;
    private final GlassDuties duties;

    BreakGlassApi(BreakGlass glass, GlassDuties duties) {
        this.glass = glass;
        this.duties = duties;
    }

    /** What came of a declaration. @param onCall whom to telephone at the department of origin, in any case */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Declared(String id, String of, String outcome, Instant until, String onCall) {
        static Declared of(BreakGlass.Found found) {
            return new Declared(found.glass().id().toString(), found.glass().peer().code(),
                    found.glass().outcome().word(), found.glass().until(), found.onCall().orElse(""));
        }
    }

    /** What may be seen, as FHIR R4 resources by kind. */
    record ViewBody(Declared declared, List<Seen> pieces, List<Danger> dangers) {}

    record Seen(String kind, JsonNode resource) {}

    record Danger(String fact, LocalDate on) {}

    /** One emergency in the list, without the person. */
    record Summary(String id, String side, String peer, String declaredBy, String role, Instant declaredAt,
            Instant until, String outcome, List<DutyView> duties) {
        static Summary of(GlassDuties.Account account) {
            var glass = account.glass();
            return new Summary(glass.id().toString(), glass.side().word(), glass.peer().code(), glass.declaredBy(),
                    glass.role(), glass.declaredAt(), glass.until(), glass.outcome().word(),
                    account.duties().stream().map(DutyView::of).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record DutyView(String duty, Instant due, String doneBy, String finding, boolean overdue) {
        static DutyView of(org.viaduc.exchange.glass.GlassBook.Duty duty) {
            return new DutyView(duty.code().word(), duty.due(), duty.done().orElse(""), duty.finding(),
                    duty.isOverdue());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Déclarer une urgence / Declare an emergency", description = """
            By an agent of this department who is habilitated for child protection, with the motive in words. The five strict
            traits say who is in danger (as for a request). The department of origin answers at once; `outcome` is `seen`,
            `nothing` (which says neither that there is a file nor that there is none) or `unreachable`. A second person is
            told at once, another reviews within 72 hours.""")
    Declared declare(@RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, KEYS);
        var of = asked.required("of", Department::new);
        var motive = asked.required("motive", Motive::new);
        var birthName = asked.required("birthName", text -> text);
        var givenNames = asked.required("givenNames", RequestApi::names);
        var sex = asked.required("sex", Sex::of);
        var birthDate = asked.required("birthDate", LocalDate::parse);
        var birthPlace = asked.required("birthPlace", text -> text);
        asked.speak();
        var person = RequestApi.traits(birthName.orElseThrow(), givenNames.orElseThrow(), sex.orElseThrow(),
                birthDate.orElseThrow(), birthPlace.orElseThrow());
        var user = Who.of(token);
        var id = glass.declare(new BreakGlass.Emergency(of.orElseThrow(), person, motive.orElseThrow()), user);
        return Declared.of(glass.found(id, user));
    }

    @GetMapping
    @Operation(summary = "Les dernières urgences, aux deux bouts / The latest emergencies, at either end")
    List<Summary> latest(@RequestParam(defaultValue = "100") int limit) {
        return duties.latest(Math.clamp(limit, 1, 1000)).stream().map(Summary::of).toList();
    }

    @GetMapping("/{id}/view")
    @Operation(summary = "La vue limitée, 24 heures, pour qui l'a déclarée / The limited view, for 24 hours")
    ViewBody view(@PathVariable String id, @AuthenticationPrincipal Jwt token) {
        var view = glass.view(ExchangeApi.id(id), Who.of(token));
        return new ViewBody(Declared.of(view.found()),
                view.pieces().stream().map(piece -> new Seen(piece.kind().code(), piece.resource().copy())).toList(),
                view.dangers().stream().map(fact -> new Danger(fact.kind().word(), fact.on())).toList());
    }

    @GetMapping("/{id}/motive")
    @Operation(summary = "Le motif, pour la relecture / The motive, for the review")
    Map<String, String> motive(@PathVariable String id, @AuthenticationPrincipal Jwt token) {
        return Map.of("motive", glass.motive(ExchangeApi.id(id), Who.of(token)));
    }

    @PostMapping("/{id}/done")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Ce qui devait suivre est fait / What had to follow is done", description = """
            `duty`: `notify-second-person` (read by another than the declarer), `clock:review-72-hours` (with `justified`: true
            or false), `inform-parents` or `inform-person`.""")
    void done(@PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of("duty", "justified"));
        var duty = asked.required("duty", ObligationCode::of);
        var justified = asked.optional("justified", Boolean::parseBoolean);
        if (duty.filter(ObligationCode.CLOCK_REVIEW_72_HOURS::equals).isPresent() && justified.isEmpty()) {
            asked.fault("`justified` says what the review found");
        }
        asked.speak();
        duties.done(ExchangeApi.id(id), duty.orElseThrow(), justified.orElse(true), Who.of(token));
    }
}
