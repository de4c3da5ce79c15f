package org.viaduc.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.audit.Answers;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.reconcile.Finding;
import org.viaduc.exchange.reconcile.Reconciling;
import org.viaduc.model.Department;
import org.viaduc.model.Language;

/** Holds this node against a neighbour, and shows what does not agree. */
@RestController
@RequestMapping("/api/journal")
@Tag(name = "audit")
class ReconcileApi {
    private final Reconciling reconciling;
    private final Answers answers;
    private final NodeSettings settings;
    private final Clock clock;

    ReconcileApi(Reconciling reconciling, Answers answers, NodeSettings settings, Clock clock) {
        this.reconciling = reconciling;
        this.answers = answers;
        this.settings = settings;
        this.clock = clock;
    }

    /** What two nodes say differently of one exchange. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FindingView(String exchange, String kind, String peer, String direction, String fr, String en,
            Instant foundAt, Instant healedAt) {
        static FindingView of(Finding each) {
            return new FindingView(each.exchange().toString(), each.kind().word(), each.peer().code(),
                    each.direction().word(), each.kind().sentence(Language.FR), each.kind().sentence(Language.EN),
                    each.foundAt(), each.healedAt().orElse(null));
        }
    }

    /** What came of it. @param open all that stands with that neighbour */
    record OutcomeView(String peer, int compared, List<FindingView> found, List<FindingView> healed,
            List<FindingView> open) {
        static OutcomeView of(Reconciling.Outcome outcome) {
            return new OutcomeView(outcome.peer().code(), outcome.compared(),
                    outcome.found().stream().map(FindingView::of).toList(),
                    outcome.healed().stream().map(FindingView::of).toList(),
                    outcome.open().stream().map(FindingView::of).toList());
        }
    }

    @PostMapping("/reconciliations")
    @Operation(summary = "Comparer ce nœud à un voisin / Hold this node against a neighbour", description = """
            `with` a department: it is asked, under its signature, about the exchanges that both nodes know and that were opened
            `from` … `to` (the last thirty days), and about those of before that have not ended. Each finding waits in the tray
            until it heals. The node does it by itself every night.""")
    OutcomeView reconcile(@RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of("with", "from", "to"));
        var with = asked.required("with", Department::new);
        var from = asked.optional("from", LocalDate::parse);
        var to = asked.optional("to", LocalDate::parse);
        asked.speak();
        var period = Within.period(settings, from, to, settings.day(clock.instant()));
        return OutcomeView.of(
                reconciling.with(with.orElseThrow(), period.begins(), period.ends(), Who.of(token)));
    }

    @GetMapping("/findings")
    @Operation(summary = "Les désaccords qui subsistent / What does not agree and has not healed")
    List<FindingView> findings(@AuthenticationPrincipal Jwt token) {
        return answers.findings(Who.of(token)).stream().map(FindingView::of).toList();
    }

    @ExceptionHandler
    ProblemDetail unreachable(LineBroken broken) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY,
                "Le nœud voisin ne répond pas, ou pas sous sa signature ; réessayez plus tard / "
                        + "The neighbouring node does not answer, or not under its signature; try again later");
        problem.setTitle(HttpStatus.BAD_GATEWAY.getReasonPhrase());
        return problem;
    }
}
