package org.viaduc.web.console.exchange;

import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.viaduc.exchange.question.DecisionText;
import org.viaduc.policy.Treatment;
import org.viaduc.web.console.Say;

/**
 * A decision as a page shows it, from the text that {@link DecisionText} wrote: what leaves, what leaves in part and what
 * stays, with the rules' sentences and articles. Pieces with one fate and the same reasons stand together, by kind.
 *
 * @param outcome release, await or withhold
 * @param awaits  the facts any one of which lets it go on
 * @param change  the facts that would change a withholding
 */
public record DecisionView(String outcome, ReasonLine because, List<Line> leaving, List<Line> masked,
        List<Line> staying, List<String> awaits, List<String> change, List<Duty> duties, String book) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A kind begins with its section, as {@code S01}. */
    private static final int SECTION = 3;

    /** Why, in a sentence, and under which articles. */
    public record ReasonLine(String rule, List<String> law, String sentence) {
        static ReasonLine of(JsonNode json, Say say) {
            var law = new ArrayList<String>();
            json.path("law").forEach(each -> law.add(each.asText().replaceAll(" \\([A-Z0-9+]+\\)$", "")));
            return new ReasonLine(json.path("rule").asText(), law,
                    say.pick(json.path("fr").asText(), json.path("en").asText()));
        }
    }

    /** Pieces with one fate, for the same reasons. */
    public record Line(List<KindLine> kinds, List<ReasonLine> reasons) {
        int count() {
            return kinds.stream().mapToInt(KindLine::count).sum();
        }
    }

    /** How many of a kind. */
    public record KindLine(String section, String kind, int count) {}

    /** What the decision obliges to. */
    public record Duty(String code, Optional<LocalDate> due) {}

    /** Empty where nothing was decided yet. */
    public static Optional<DecisionView> of(String text, Say say) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var json = JSON.readTree(text);
            return Optional.of(new DecisionView(json.path("decision").asText(),
                    ReasonLine.of(json.path("because"), say), lines(json, Treatment.RELEASE, say),
                    lines(json, Treatment.MASK, say), lines(json, Treatment.WITHHOLD, say), texts(json, "awaits"),
                    texts(json, "wouldChange"), DecisionText.obligations(text).stream()
                            .map(each -> new Duty(each.code().word(), each.due())).toList(),
                    json.path("book").path("version").asText()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a decision that was written here cannot be read", e);
        }
    }

    /** How many pieces leave, whole or in part. */
    public int leavingCount() {
        return count(leaving) + count(masked);
    }

    public int stayingCount() {
        return count(staying);
    }

    public boolean isRelease() {
        return outcome.equals("release");
    }

    private static int count(List<Line> lines) {
        return lines.stream().mapToInt(Line::count).sum();
    }

    private static List<Line> lines(JsonNode json, Treatment treatment, Say say) {
        var fates = new LinkedHashMap<List<ReasonLine>, Map<String, Integer>>();
        for (var piece : json.path("pieces")) {
            if (piece.path("verdict").asText().equals(treatment.word())) {
                var reasons = new ArrayList<ReasonLine>();
                piece.path("reasons").forEach(each -> reasons.add(ReasonLine.of(each, say)));
                fates.computeIfAbsent(List.copyOf(reasons), each -> new LinkedHashMap<>())
                        .merge(piece.path("kind").asText(), 1, Integer::sum);
            }
        }
        return fates.entrySet().stream()
                .map(each -> new Line(each.getValue().entrySet().stream()
                        .map(kind -> new KindLine(kind.getKey().substring(0, SECTION), kind.getKey(), kind.getValue()))
                        .toList(), each.getKey()))
                .toList();
    }

    private static List<String> texts(JsonNode json, String name) {
        var found = new ArrayList<String>();
        json.path(name).forEach(each -> found.add(each.asText()));
        return found;
    }
}
