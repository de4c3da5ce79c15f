package org.viaduc.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.viaduc.mapping.SystemDescription.Holder;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.YamlMap.Word;

/** Reads what {@code system.yaml} says of a flow. */
final class FlowReader {
    private FlowReader() {
    }

    static Wire read(YamlMap flow) {
        var charset = WireReader.charset(flow, "");
        var head = new LinkedHashMap<String, String>();
        flow.wordsByKey("head").forEach((path, word) -> head.put(path, word.text()));
        var holder = flow.map("holder").map(map -> {
            var said = new Holder(map.need("field"), map.words("in").stream().map(Word::text).toList(),
                    map.words("rows").stream().map(Word::text).collect(Collectors.toSet()));
            map.done();
            return said;
        });
        var read = new Wire.Flow(charset, flow.need("root"), flow.need("unit"),
                flow.word("count").map(Word::text), head, holder, WireReader.aside(flow));
        flow.done();
        return read;
    }

    /** What a flow says of its persons and rows is there. */
    static void check(Wire.Flow flow, YamlMap yaml, List<RowType> rows, String person, Optional<String> opening) {
        if (opening.isEmpty()) {
            yaml.fault("flow", "a flow has `household` and `members`: the row type with the household's number");
        }
        rows.stream().filter(row -> opening.filter(row.type()::equals).isPresent() && row.household().isEmpty())
                .forEach(row -> yaml.fault("household",
                        "row type `" + row.type() + "` opens the household: name its `household` field"));
        flow.holder().ifPresent(holder -> {
            holder.rows().stream().filter(type -> rows.stream().noneMatch(row -> row.type().equals(type)))
                    .forEach(type -> yaml.fault("flow", "there is no row type `" + type + "`"));
            rows.stream().filter(row -> row.type().equals(person) && !row.fields().contains(holder.field())).forEach(
                    row -> yaml.fault("flow", "`" + holder.field() + "` is not among the fields of `" + person + "`"));
        });
    }
}
