package org.viaduc.exchange.question;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.Digest;
import org.viaduc.model.Kind;
import org.viaduc.model.Language;
import org.viaduc.model.Mark;
import org.viaduc.policy.Decision;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Obligation;
import org.viaduc.policy.ObligationCode;
import org.viaduc.policy.Outcome;
import org.viaduc.policy.PieceFace;
import org.viaduc.policy.Reason;
import org.viaduc.policy.Treatment;

/** A decision as clients and pages read it: verdicts with rules, laws and sentences; never contents. */
public final class DecisionText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DecisionText() {
    }

    /** The decision as JSON, without contents. */
    public static String write(Decision decision) {
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
    public static List<PieceFace> released(String decision) {
        var pieces = new ArrayList<PieceFace>();
        list(decision, "pieces", piece -> {
            if (!piece.path("verdict").asText().equals(Treatment.WITHHOLD.word())) {
                pieces.add(face(piece));
            }
        });
        return pieces;
    }

    /**
     * All pieces on which a written decision was made, in their order; without marks, as above.
     *
     * @param carried what those carry of which the decision says that they carry something
     */
    public static List<PieceFace> pieces(String decision, Set<Mark> carried) {
        var pieces = new ArrayList<PieceFace>();
        list(decision, "pieces", piece -> {
            var face = face(piece);
            pieces.add(isCarrying(piece) ? new PieceFace(face.pieceId(), face.kind(), carried) : face);
        });
        return pieces;
    }

    private static boolean isCarrying(JsonNode piece) {
        for (var reason : piece.path("reasons")) {
            if (reason.path("clause").asText().equals("carries")) {
                return true;
            }
        }
        return false;
    }

    private static PieceFace face(JsonNode piece) {
        return new PieceFace(piece.path("piece").asText(), Kind.of(piece.path("kind").asText()), Set.of());
    }

    /** The rule book by which a written decision was made. */
    public static Digest book(String decision) {
        try {
            return new Digest(JSON.readTree(decision).path("book").path("digest").asText());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a decision that was written here cannot be read", e);
        }
    }

    /** What a decision that was written obliges to. */
    public static List<Obligation> obligations(String text) {
        var found = new ArrayList<Obligation>();
        list(text, "obligations", each -> found.add(new Obligation(ObligationCode.of(each.path("code").asText()),
                Optional.ofNullable(each.get("due")).map(JsonNode::asText).map(LocalDate::parse))));
        return found;
    }

    /** The facts that would change a withholding that was written; none of any other decision. */
    public static Set<FactKind> wouldChange(String text) {
        var found = EnumSet.noneOf(FactKind.class);
        if (text.startsWith("{\"decision\":\"withhold\"")) {
            list(text, "wouldChange", each -> found.add(FactKind.of(each.asText())));
        }
        return found;
    }

    /** Reads one list only: the reasons before it are long, and nobody asks for them here. */
    private static void list(String text, String name, Consumer<JsonNode> item) {
        try (var parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var isIt = parser.currentName().equals(name);
                parser.nextToken();
                if (isIt) {
                    JSON.<JsonNode>readTree(parser).forEach(item);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a decision that was written here cannot be read", e);
        }
    }

    private static void reason(ObjectNode json, Reason reason) {
        json.put("rule", reason.rule()).put("step", reason.step().word()).put("clause", reason.clause());
        var law = json.putArray("law");
        reason.law().forEach(law::add);
        json.put("fr", reason.sentence(Language.FR)).put("en", reason.sentence(Language.EN));
    }
}
