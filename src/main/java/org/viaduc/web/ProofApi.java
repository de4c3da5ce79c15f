package org.viaduc.web;

import java.time.Instant;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.ProofDesk;
import org.viaduc.journal.Journal;
import org.viaduc.journal.StampBook;
import org.viaduc.web.Problems.BadRequest;

/** How the journal stands with the outside: its timestamps, its collector, its clock. */
@RestController
@RequestMapping("/api/journal")
@Tag(name = "journal", description = "Journal")
class ProofApi {
    private final ProofDesk desk;

    ProofApi(ProofDesk desk) {
        this.desk = desk;
    }

    /** @param stampedAt null while no authority has timestamped a head @param failingSince null while it answers */
    record TimestampsView(boolean configured, Long stampedSize, Instant stampedAt, Instant failingSince) {}

    /** @param waiting entries that it has not taken @param failingSince null while it takes them */
    record SyslogView(boolean configured, long waiting, Instant failingSince) {}

    /**
     * What takes the journal outside by itself.
     *
     * @param contradictedSince since when a neighbour is known to hold a signed head of this journal that the journal has no
     *                          longer, and nobody has looked at it; null otherwise
     */
    record OutletsView(TimestampsView timestamps, SyslogView syslog, Instant contradictedSince) {}

    @GetMapping("/outlets")
    @Operation(summary = "Horodatage et collecteur / Timestamps and collector")
    OutletsView outlets() {
        var state = desk.outward();
        return new OutletsView(
                new TimestampsView(state.isStamped(), state.stamped().map(StampBook.Stamped::size).orElse(null),
                        state.stamped().map(StampBook.Stamped::at).orElse(null), state.stampingFails().orElse(null)),
                new SyslogView(state.isFed(), state.isFed() ? state.waiting() : 0, state.feedingFails().orElse(null)),
                state.contradicted().orElse(null));
    }

    /** @param checkpoint the size of the checkpoint that is dated before the one that precedes it */
    record ClockBody(Long checkpoint) {}

    @PostMapping("/clock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Déclarer que l'horloge a été reculée / State that the clock was set back", description = """
            The statement is an entry; `journal verify` then tells it in the place of a break.""")
    void clock(@RequestBody ClockBody body, @AuthenticationPrincipal Jwt token) {
        if (body.checkpoint() == null || body.checkpoint() < 1) {
            throw new BadRequest(List.of("`checkpoint` is the size of a checkpoint, as `journal verify` names it"));
        }
        desk.clockWasSetBack(body.checkpoint(), Who.of(token));
    }
}
