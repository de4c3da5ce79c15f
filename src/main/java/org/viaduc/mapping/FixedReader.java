package org.viaduc.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.viaduc.mapping.SystemDescription.Form.Holds;
import org.viaduc.mapping.SystemDescription.Form.Span;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.YamlMap.Word;

/** Reads of {@code system.yaml} where things stand in lines with fixed places. */
final class FixedReader {
    /** In the place of one that cannot be read. */
    static final Span NOWHERE = new Span(1, 1, false, ' ', "");
    private static final List<String> KINDS = Arrays.stream(Holds.values())
            .map(each -> each.name().toLowerCase(Locale.ROOT)).toList();

    private FixedReader() {
    }

    /** Two places in a line, as {@code 5-15}, and what may stand there, as {@code 5-15 digits}. */
    static Optional<Span> span(YamlMap at, String key, String text) {
        var said = text.strip().split(" +", 2);
        var places = places(said[0]);
        if (places.isEmpty()) {
            if (!text.isEmpty()) {
                at.fault(key, "`" + text + "` is no place in a line: its first and last character, as 5-15");
            }
            return Optional.empty();
        }
        if (said.length == 1) {
            return places;
        }
        if (!KINDS.contains(said[1])) {
            at.fault(key, "`" + said[1] + "` is none of " + String.join(", ", KINDS) + Suggestion.of(said[1], KINDS));
            return places;
        }
        return places.map(span -> holding(span, Holds.valueOf(said[1].toUpperCase(Locale.ROOT))));
    }

    private static Optional<Span> places(String text) {
        if (text.matches("[1-9]\\d{0,4}(-[1-9]\\d{0,4})?")) {
            var ends = text.split("-");
            var from = Integer.parseInt(ends[0]);
            var to = Integer.parseInt(ends[ends.length - 1]);
            if (from <= to) {
                return Optional.of(new Span(from, to, false, ' ', ""));
            }
        }
        return Optional.empty();
    }

    private static Span holding(Span span, Holds holds) {
        return switch (holds) {
            case TEXT -> span;
            case DIGITS, CENTS -> new Span(span.from(), span.to(), true, '0', "", holds, 0);
            case DAY, NISS -> new Span(span.from(), span.to(), false, ' ', "0".repeat(span.length()), holds, 0);
        };
    }

    /** A field's place with more to say: what fills it up, what stands there when it is empty, and where a text goes on. */
    static Optional<Span> span(YamlMap field) {
        var read = span(field, "at", field.need("at"));
        var pad = field.word("pad").map(Word::text);
        var empty = field.word("empty").map(Word::text);
        var goesOn = field.word("goes-on").map(Word::text);
        if (pad.filter(each -> each.length() != 1).isPresent()) {
            field.fault("pad", "`pad` is the one character that fills the field up in front");
        }
        if (goesOn.filter(each -> !each.matches("[1-9]\\d{0,4}")).isPresent()
                || goesOn.isPresent() && read.filter(span -> span.holds() != Holds.TEXT).isPresent()) {
            field.fault("goes-on", "`goes-on` is the one character that says whether a text goes on in the next line");
        }
        field.done();
        return read.map(span -> new Span(span.from(), span.to(), pad.isPresent() || span.right(),
                pad.filter(each -> !each.isEmpty()).map(each -> each.charAt(0)).orElse(span.pad()),
                empty.orElse(span.empty()), span.holds(),
                goesOn.filter(each -> each.matches("[1-9]\\d{0,4}")).map(Integer::parseInt).orElse(0)));
    }

    /** The lines that hold a file together, where it has them. */
    static Optional<Wire.Ends> ends(YamlMap fixed) {
        var head = fixed.map("head");
        var tail = fixed.map("tail");
        if (head.isEmpty() && tail.isEmpty()) {
            return Optional.empty();
        }
        if (head.isEmpty() || tail.isEmpty()) {
            fixed.fault(fixed.line(), "`head` and `tail` come together");
            return Optional.empty();
        }
        var type = head.get().need("type");
        var always = head.get().word("is").map(Word::text).orElse("");
        var format = head.get().word("at").flatMap(word -> span(head.get(), "at", word.text()));
        if (!always.isEmpty() && format.filter(span -> span.length() >= always.length()).isEmpty()) {
            head.get().fault("is", "`at` says where `is` stands, and has room for it");
        }
        var exchange = head.get().word("exchange").flatMap(word -> span(head.get(), "exchange", word.text()));
        if (exchange.filter(span -> span.length() < 36).isPresent()) {
            head.get().fault("exchange", "an exchange's id has 36 characters");
        }
        head.get().done();
        var last = tail.get().need("type");
        var count = span(tail.get(), "count", tail.get().need("count"))
                .map(span -> holding(span, Holds.DIGITS));
        tail.get().done();
        return count.map(span -> new Wire.Ends(type, format.orElse(NOWHERE), always, exchange, last, span));
    }
}
