package org.viaduc.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.format.Format;
import org.viaduc.model.FieldPath;

/** The escape hatch: one element out of several fields by one expression, and back by another. */
final class JsltLine extends FieldLine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Integer> locals;
    private final List<String> names;
    private final List<String> fields;
    private final Expression there;
    private final Expression back;
    private final Optional<Format> check;
    private final Original original;

    /**
     * @param fields the names of all fields of the row type
     * @param check  what each word that comes of the expression must be able to pass
     */
    JsltLine(List<Integer> locals, List<String> fields, FieldPath path, Expression there, Expression back,
            Optional<Format> check, String system) {
        super(locals.getFirst(), path);
        this.locals = locals;
        this.names = locals.stream().map(fields::get).toList();
        this.fields = fields;
        this.there = there;
        this.back = back;
        this.check = check;
        this.original = new Original(path, system);
    }

    @Override
    List<Integer> locals() {
        return locals;
    }

    @Override
    boolean out(Out out) {
        if (locals.stream().allMatch(each -> out.values[each].isEmpty())) {
            return false;
        }
        var result = apply(there, row(out.values, fields));
        if (result.isArray() && result.isEmpty()) {
            return false;
        }
        var fate = write(result, out);
        locals.forEach(each -> out.became(each, fate));
        return true;
    }

    @Override
    Fate write(String value, Out out) {
        return write(TextNode.valueOf(value), out);
    }

    private Fate write(JsonNode result, Out out) {
        if (result.isArray() && result.valueStream().allMatch(this::passes)) {
            result.forEach(each -> set(each, out));
        } else if (result.isValueNode() && !result.isNull() && !result.asText().isEmpty() && passes(result)) {
            set(result, out);
        } else {
            original.keep(words(out.values), out.resource);
            return Fate.UNREADABLE;
        }
        return Fate.MAPPED;
    }

    private boolean passes(JsonNode word) {
        return check.isEmpty() || !check.get().toCommon(word.asText()).isEmpty();
    }

    private void set(JsonNode value, Out out) {
        if (value.isBoolean()) {
            out.resource.set(path, value.booleanValue());
        } else if (value.isNumber()) {
            out.resource.set(path, new BigDecimal(value.decimalValue().toPlainString()));
        } else {
            out.resource.set(path, check.map(each -> each.toCommon(value.asText())).orElse(value.asText()));
        }
    }

    private static ObjectNode row(String[] values, List<String> fields) {
        var row = JsonNodeFactory.instance.objectNode();
        for (var i = 0; i < values.length; i++) {
            if (!values[i].isEmpty()) {
                row.put(fields.get(i), values[i]);
            }
        }
        return row;
    }

    /** The fields' own words: one alone as it is, several as a JSON object. */
    private String words(String[] values) {
        if (locals.size() == 1) {
            return values[local];
        }
        var words = JsonNodeFactory.instance.objectNode();
        locals.forEach(each -> words.put(fields.get(each), values[each]));
        return words.toString();
    }

    @Override
    void back(Back to) {
        var restored = original.restore(to, local);
        restored.ifPresent(text -> restore(text, to));
        var found = to.reading.take(path);
        if (found.isEmpty()) {
            return;
        }
        var value = JsonNodeFactory.instance.arrayNode();
        found.forEach(value::add);
        var result = apply(back, found.size() == 1 ? TextNode.valueOf(found.getFirst()) : value);
        if (result.isObject() && result.isEmpty()) {
            to.derived.add(new Back.Derived(leaf(path), found.size(), values -> follows(found, values)));
            return;
        }
        var whole = result.isObject() && put(result, to);
        to.count(leaf(path), found.size(), result.isObject()
                ? whole ? Outcome.MAPPED : Outcome.CODED_DOWN
                : Outcome.DROPPED, result.isObject() ? "" : "unreadable");
    }

    /** Whether the row, as it is filled now, would be read as saying this again. */
    private boolean follows(List<String> found, String[] values) {
        var again = apply(there, row(values, fields));
        return again.isArray()
                ? again.valueStream().map(JsonNode::asText).toList().equals(found)
                : found.size() == 1 && again.asText().equals(found.getFirst());
    }

    private void restore(String text, Back to) {
        if (locals.size() == 1) {
            to.put(local, text);
            return;
        }
        try {
            put(JSON.readTree(text), to);
        } catch (JsonProcessingException e) {
            to.put(local, text);
        }
    }

    private boolean put(JsonNode words, Back to) {
        var whole = true;
        for (var i = 0; i < names.size(); i++) {
            var word = words.path(names.get(i)).asText("");
            whole &= word.isEmpty() || to.put(locals.get(i), word);
        }
        return whole;
    }

    /** An expression that breaks on a value has no answer for it. */
    private static JsonNode apply(Expression expression, JsonNode input) {
        try {
            return expression.apply(input);
        } catch (JsltException e) {
            return JsonNodeFactory.instance.nullNode();
        }
    }
}
