package org.viaduc.mapping.matrix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.Piece;

/**
 * What a common record says, element by element, as far as it matters to whoever reads it in another system: a concept by its
 * common code, without the word that a local system has for it, and without a system's own number for the person.
 */
public final class Sayings {
    /** A month may be written as its first day. */
    private static final Pattern FIRST_DAY = Pattern.compile("\\d{4}-\\d{2}-01");
    private static final String LOCAL_CODE = "urn:viaduc:code:";
    private static final String LOCAL_NUMBER = "urn:viaduc:local:";

    private final List<Saying> found = new ArrayList<>();

    /**
     * @param kind of the piece
     * @param leaf the element, as the ledger names it
     */
    public record Saying(String kind, String leaf, String value) {
        /** What FHIR wants of every resource of that sort, whatever the file says. */
        boolean isForm() {
            return leaf.equals("status") || leaf.equals("intent") || leaf.endsWith(".system")
                    || leaf.equals("valueQuantity.code") || leaf.equals("code.coding.code") && value.equals("housing");
        }
    }

    static List<Saying> of(CommonRecord record) {
        var sayings = new Sayings();
        record.pieces().forEach(sayings::piece);
        return sayings.found;
    }

    private void piece(Piece piece) {
        var tree = piece.resource().copy();
        tree.remove("resourceType");
        tree.remove("id");
        node(piece.kind().code(), "", tree);
    }

    private void node(String kind, String leaf, JsonNode node) {
        if (node.path("coding").isArray()) {
            concept(kind, leaf, node);
        } else if (node.path("system").asText("").startsWith(LOCAL_NUMBER)) {
            return;
        } else if (node.isObject() && node.has("url")) {
            extension(kind, leaf, node);
        } else if (node.isObject()) {
            node.properties().forEach(each -> node(kind, leaf.isEmpty() ? each.getKey() : leaf + "." + each.getKey(),
                    each.getValue()));
        } else if (node.isArray()) {
            node.forEach(each -> node(kind, leaf, each));
        } else if (!node.isNull()) {
            found.add(new Saying(kind, leaf, leaf.equals("telecom.value") ? dialled(text(node)) : text(node)));
        }
    }

    /** A number may be written with its country or without. */
    private static String dialled(String number) {
        return number.replaceFirst("^\\+33", "0");
    }

    private void concept(String kind, String leaf, JsonNode node) {
        var common = node.path("coding").valueStream()
                .filter(coding -> !coding.path("system").asText("").startsWith(LOCAL_CODE)).findFirst();
        found.add(new Saying(kind, leaf + ".coding.code",
                common.map(coding -> coding.path("code").asText()).orElseGet(() -> node.path("text").asText())));
    }

    /** Its content, under the name that it has for everybody. */
    private void extension(String kind, String leaf, JsonNode node) {
        var before = found.size();
        node.properties().stream().filter(each -> !each.getKey().equals("url"))
                .forEach(each -> node(kind, leaf + "." + each.getKey(), each.getValue()));
        var url = node.path("url").asText().replaceFirst("^urn:viaduc:(original|kept):[^:]+", "urn:viaduc:$1");
        for (var i = before; i < found.size(); i++) {
            var said = found.get(i);
            found.set(i, new Saying(said.kind, said.leaf, url + " = " + said.value));
        }
    }

    private static String text(JsonNode node) {
        var text = node.isNumber() ? node.decimalValue().stripTrailingZeros().toPlainString() : node.asText().strip();
        return FIRST_DAY.matcher(text).matches() ? text.substring(0, 7) : text.replace(",{}]", "]");
    }

    /** What the first list has and the second has not, each as often. */
    static List<Saying> without(List<Saying> some, List<Saying> others) {
        var left = new ArrayList<>(some);
        others.forEach(left::remove);
        return left;
    }

    /** Every text, number and code of the record, wherever it stands. */
    static Set<String> words(CommonRecord record) {
        var words = new HashSet<String>();
        record.pieces().forEach(piece -> words(piece.resource().copy(), words));
        of(record).forEach(saying -> words.add(saying.value));
        return words;
    }

    private static void words(JsonNode node, Set<String> words) {
        if (node.isValueNode()) {
            words.add(text(node));
        }
        node.forEach(each -> words(each, words));
    }
}
