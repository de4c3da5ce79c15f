package org.viaduc.mapping.local;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.viaduc.mapping.SystemDescription.Wire;

/** The records of a JSON text, one tree after the other; never more than one is held. */
final class JsonTrees {
    private final JsonParser json;
    private final Wire.Json wire;
    private final TreeLimits limits;
    private final LimitedStream in;
    private final Consumer<UnreadableTree> faults;
    private final Set<String> strangers = new HashSet<>();
    private int elements;

    /** @param faults gets what stands in no record, and records that cannot be read; the text goes on behind them */
    JsonTrees(JsonParser json, Wire.Json wire, TreeLimits limits, LimitedStream in, Consumer<UnreadableTree> faults) {
        this.json = json;
        this.wire = wire;
        this.limits = limits;
        this.in = in;
        this.faults = faults;
    }

    /** Every value at the top: one, or one a line. @return false when there was none */
    boolean read(Consumer<Tree> records) throws IOException {
        var any = false;
        while (json.nextToken() != null) {
            any = true;
            values(0, records);
        }
        return any;
    }

    /** The value at which the reader stands, and each of an array. */
    private void values(int step, Consumer<Tree> records) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                value(step, records);
            }
        } else {
            value(step, records);
        }
    }

    private void value(int step, Consumer<Tree> records) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            if (json.currentToken() != JsonToken.VALUE_NULL) {
                faults.accept(new UnreadableTree(line(), "a record is an object in braces, and this is none"));
            }
            json.skipChildren();
        } else if (step == wire.records().size()) {
            json.nextToken();
            record(records);
        } else {
            beside(step, records);
        }
    }

    /** Looks through an object for the records or the way to them; an object with neither is itself a record. */
    private void beside(int step, Consumer<Tree> records) throws IOException {
        var first = true;
        var names = new HashSet<String>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            var known = name.equals(wire.records().get(step)) || wire.aside().containsKey(name);
            if (first && step == 0 && !known) {
                record(records);
                return;
            }
            first = false;
            json.nextToken();
            if (!names.add(name)) {
                faults.accept(
                        new UnreadableTree(line(), "a member beside the records stands there twice: only the first"
                                + " is read"));
                json.skipChildren();
            } else if (name.equals(wire.records().get(step))) {
                values(step + 1, records);
            } else {
                if (!known && strangers.add(name)) {
                    faults.accept(new UnreadableTree(line(), "a member stands beside the records that system.yaml"
                            + " does not know: neither it nor others of its name are read"));
                }
                json.skipChildren();
            }
        }
    }

    /** The object in which the reader stands, at its first name or its end. */
    private void record(Consumer<Tree> records) throws IOException {
        in.begin();
        elements = 0;
        var tree = new Tree("record", line());
        var isEmpty = json.currentToken() == JsonToken.END_OBJECT;
        var around = isEmpty ? json.getParsingContext() : json.getParsingContext().getParent();
        try {
            members(tree, "", 1);
            records.accept(tree);
        } catch (UnreadableTree e) {
            faults.accept(e);
            while (json.currentToken() != null
                    && !(json.currentToken() == JsonToken.END_OBJECT
                            && json.getParsingContext() == around)) {
                json.nextToken();
            }
        }
    }

    /** The members from the one at which the reader stands to the object's end. */
    private void members(Tree tree, String path, int depth) throws IOException {
        var names = new HashSet<String>();
        for (; json.currentToken() != JsonToken.END_OBJECT; json.nextToken()) {
            var name = json.currentName();
            var at = TreeLimits.below(path, name);
            if (!names.add(name)) {
                throw new UnreadableTree(line(), "a member stands twice in an object: nobody can say which is meant");
            }
            json.nextToken();
            if (limits.skips(at)) {
                json.skipChildren();
            } else if (json.currentToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    member(tree, name, at, depth);
                }
            } else {
                member(tree, name, at, depth);
            }
        }
    }

    private void member(Tree tree, String name, String at, int depth) throws IOException {
        limits.depth(depth, line());
        limits.elements(++elements, line());
        switch (json.currentToken()) {
            case START_OBJECT -> {
                var child = tree.add(new Tree(name, line()));
                json.nextToken();
                members(child, at, depth + 1);
            }
            case START_ARRAY -> throw new UnreadableTree(line(), "an array stands directly in an array");
            case VALUE_NULL -> {
            }
            default -> {
                limits.text(at, json.getTextLength(), line());
                tree.add(new Tree(name, line())).text = text();
            }
        }
    }

    private String text() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            var written = json.getText();
            var number = written.indexOf('e') < 0 && written.indexOf('E') < 0 ? null : json.getDecimalValue();
            return number == null || Math.abs(number.scale()) > 30 ? written : plain(number);
        }
        var text = json.getText();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c) && !isPair(text, i)) {
                throw new UnreadableTree(line(), "a text holds a character that is none");
            }
        }
        return text;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static boolean isPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private int line() {
        return json.currentTokenLocation().getLineNr();
    }
}
