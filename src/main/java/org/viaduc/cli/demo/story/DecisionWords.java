package org.viaduc.cli.demo.story;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;

/** A decision piece by piece: what leaves, what is masked, what stays, each with its rule, its law and its sentence. */
final class DecisionWords {
    private static final int LAWS = 3;
    private static final List<String> ORDER = List.of("release", "mask", "withhold");

    private final Language language;

    DecisionWords(Language language) {
        this.language = language;
    }

    /** Pieces that share verdict and reasons. @param kinds with how many pieces of each */
    private record Group(String verdict, List<JsonNode> reasons, Map<String, Integer> kinds) {}

    /** The rule that decided the whole, as {@code R-ASE-IP (CASF L221-3 al. 2)}. */
    String because(JsonNode decision) {
        var reason = decision.path("because");
        return cited(reason) + " : " + reason.path(language.pick("fr", "en")).asText();
    }

    /** One paragraph for each group of pieces: its verdict and kinds, then the reasons. */
    void pieces(JsonNode decision, Page page) {
        for (var group : groups(decision)) {
            page.under(Lexicon.say("verdict:" + group.verdict(), language), style(group.verdict()), kinds(group));
            group.reasons().forEach(reason -> page.aside(cited(reason) + " : "
                    + reason.path(language.pick("fr", "en")).asText()));
        }
    }

    /** What the decision obliges to, with the days by which; empty when nothing. */
    String obligations(JsonNode decision) {
        return StreamSupport.stream(decision.path("obligations").spliterator(), false)
                .map(each -> Lexicon.say(each.path("code").asText(), language) + (each.has("due")
                        ? language.pick(" avant le ", " by ") + each.path("due").asText()
                        : ""))
                .distinct().collect(Collectors.joining(", "));
    }

    /** How many pieces the two nodes decided differently, of those that arrived. */
    static long differences(JsonNode origin, JsonNode host) {
        var atOrigin = verdicts(origin);
        return verdicts(host).entrySet().stream()
                .filter(each -> !each.getValue().equals(atOrigin.get(each.getKey()))).count();
    }

    static int arrived(JsonNode host) {
        return host.path("pieces").size();
    }

    private static Map<String, String> verdicts(JsonNode decision) {
        return StreamSupport.stream(decision.path("pieces").spliterator(), false).collect(Collectors
                .toMap(piece -> piece.path("piece").asText(), piece -> piece.path("verdict").asText(),
                        (one, two) -> one));
    }

    private static List<Group> groups(JsonNode decision) {
        var groups = new LinkedHashMap<String, Group>();
        for (var piece : decision.path("pieces")) {
            var reasons = distinct(piece.path("reasons"));
            var verdict = piece.path("verdict").asText();
            var key = verdict + reasons.stream().map(DecisionWords::code).toList();
            groups.computeIfAbsent(key, any -> new Group(verdict, reasons, new LinkedHashMap<>())).kinds()
                    .merge(piece.path("kind").asText(), 1, Integer::sum);
        }
        var sorted = new ArrayList<>(groups.values());
        sorted.sort(java.util.Comparator.comparingInt(group -> ORDER.indexOf(group.verdict())));
        return sorted;
    }

    /** The reasons without repetition of a sentence. */
    private static List<JsonNode> distinct(JsonNode reasons) {
        var sentences = new LinkedHashSet<String>();
        return StreamSupport.stream(reasons.spliterator(), false)
                .filter(reason -> sentences.add(reason.path("rule").asText() + reason.path("fr").asText())).toList();
    }

    private String kinds(Group group) {
        return group.kinds().entrySet().stream()
                .map(each -> Lexicon.say(each.getKey(), language).replace(' ', '\u00a0') + "\u00a0(" + each.getKey()
                        + (each.getValue() > 1 ? "\u00a0×\u00a0" + each.getValue() : "") + ")")
                .collect(Collectors.joining(", "));
    }

    private String cited(JsonNode reason) {
        var laws = StreamSupport.stream(reason.path("law").spliterator(), false).map(JsonNode::asText)
                .map(law -> law.replaceAll(" \\([^)]*\\)$", "").replace(' ', '\u00a0')).distinct().toList();
        var more = laws.size() > LAWS ? ", …" : "";
        return reason.path("rule").asText()
                + (laws.isEmpty()
                        ? ""
                        : " · " + String.join(", ", laws.subList(0, Math.min(LAWS, laws.size()))) + more);
    }

    private static String code(JsonNode reason) {
        return reason.path("rule").asText() + "/" + reason.path("step").asText() + "/" + reason.path("clause").asText();
    }

    private static Style style(String verdict) {
        return switch (verdict) {
            case "release" -> Style.GREEN;
            case "mask" -> Style.YELLOW;
            default -> Style.RED;
        };
    }
}
