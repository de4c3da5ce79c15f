package org.viaduc.web;

import java.time.LocalDate;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.retention.Held;
import org.viaduc.exchange.retention.Retention;
import org.viaduc.web.Problems.BadRequest;

/** What is kept of exchanges that have ended, and its going. */
@RestController
@RequestMapping("/api/journal/retention")
@Tag(name = "audit")
class RetentionApi {
    private static final int MOST = 10_000;

    private final Retention retention;

    RetentionApi(Retention retention) {
        this.retention = retention;
    }

    /** Something that is kept. @param until the last day @param holds why not even then; empty when nothing is open */
    record HeldView(String exchange, String direction, String track, String matter, String rule, LocalDate until,
            List<String> holds) {
        static HeldView of(Held each) {
            return new HeldView(each.exchange().toString(), each.direction().word(), each.track().word(),
                    each.matter().word(), each.term().rule().word(), each.term().until(), each.holds());
        }
    }

    /** How much is kept on one rule. @param next the first last day among it */
    record RuleView(String matter, String rule, long exchanges, LocalDate next) {}

    /** What is kept. */
    record KeptView(LocalDate today, List<RuleView> rules, List<HeldView> nearest) {}

    @GetMapping
    @Operation(summary = "Ce qui est conservé, jusqu'à quand, selon quelle règle / What is kept, until when, on which rule", description = """
            `content` is what was exchanged, sealed under the exchange's own key; `trace` is what is told of it to those who ask
            why. The journal is neither: it stays. The nearest `limit` come first; asking is itself an entry.""")
    KeptView kept(@RequestParam(defaultValue = "100") int limit, @AuthenticationPrincipal Jwt token) {
        if (limit < 1 || limit > MOST) {
            throw new BadRequest(List.of("`limit` is from 1 to " + MOST));
        }
        var kept = retention.kept(limit, Who.of(token));
        return new KeptView(kept.today(), kept.rules().stream()
                .map(each -> new RuleView(each.matter().word(), each.rule(), each.exchanges(), each.next())).toList(),
                kept.nearest().stream().map(HeldView::of).toList());
    }

    /** What went. */
    record RunView(List<HeldView> destroyed) {}

    @PostMapping("/runs")
    @Operation(summary = "Détruire ce qui est échu / Destroy what is due", description = """
            What the node does by itself every day: the key of each exchange whose term is over is destroyed, unless something is
            open about it. Each destruction is an entry.""")
    RunView run(@AuthenticationPrincipal Jwt token) {
        return new RunView(retention.run(Who.of(token)).stream().map(HeldView::of).toList());
    }
}
