package org.viaduc.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.Kind;
import org.viaduc.model.Language;
import org.viaduc.policy.Decision;
import org.viaduc.policy.Outcome;
import org.viaduc.policy.PieceFace;
import org.viaduc.policy.Reason;
import org.viaduc.policy.Treatment;

/** A decision as clients and pages read it: verdicts with rules, laws and sentences; never contents. */
final class DecisionText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DecisionText() {
    }

    static String write(Decision decision) {
        var json = JSON.createObjectNode().put("decision", decision.outcome().word());
        if (decision.outcome() instanceof Outcome.Withhold(var answer)) {
            json.put("answer", answer.word());
        }
        reason(json.putObject("because"), decision.decidedBy());
        var pieces = json.putArray("pieces");
        for (var verdict : decision.verdicts()) {
            var piece = pieces.addObject().put("piece", verdict.piece().pieceId())
                    .put("kind", verdict.piece().kind().code()).put("verdict", verdict.treatment().word());
            var reasons = piece.putArray("reasons");
            verdict.reasons().forEach(each -> reason(reasons.addObject(), each));
        }
        var awaits = json.putArray("awaits");
        decision.awaits().forEach(fact -> awaits.add(fact.word()));
        var change = json.putArray("wouldChange");
        decision.wouldChange().forEach(fact -> change.add(fact.word()));
        var rules = json.putArray("rules");
        decision.rules().forEach(rules::add);
        var obligations = json.putArray("obligations");
        decision.obligations().forEach(each -> {
            var obligation = obligations.addObject().put("code", each.code().word());
            each.due().ifPresent(due -> obligation.put("due", due.toString()));
        });
        json.putObject("book").put("version", decision.bookVersion()).put("digest", decision.bookDigest().hex());
        return json.toString();
    }

    /** The pieces that a written decision let through. Their marks were not written, as they are not told. */
    static List<PieceFace> released(String decision) {
        var pieces = new ArrayList<PieceFace>();
        try {
            for (var piece : JSON.readTree(decision).path("pieces")) {
                if (!piece.path("verdict").asText().equals(Treatment.WITHHOLD.word())) {
                    pieces.add(new PieceFace(piece.path("piece").asText(), Kind.of(piece.path("kind").asText()),
                            Set.of()));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored decision cannot be read", e);
        }
        return pieces;
    }

    private static void reason(ObjectNode json, Reason reason) {
        json.put("rule", reason.rule()).put("step", reason.step().word()).put("clause", reason.clause());
        var law = json.putArray("law");
        reason.law().forEach(law::add);
        json.put("fr", reason.sentence(Language.FR)).put("en", reason.sentence(Language.EN));
    }
}
