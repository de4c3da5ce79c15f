package org.viaduc.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.viaduc.mapping.FactTable.Said;
import org.viaduc.mapping.YamlMap.Word;
import org.viaduc.model.UnknownCode;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;

/** Reads one entry of {@code facts}. */
record FactReader(YamlMap yaml, LineReader lines) {
    private static final FactId TRIAL = new FactId("trial");
    private static final Map<String, String> DAY = Map.of("format", "date");

    Optional<FactTable> read() {
        var kind = kind();
        var when = lines.conditions(yaml, "when");
        var on = yaml.has("on") ? Optional.of(yaml.line("on", "local", DAY)) : Optional.<YamlMap>empty();
        if (on.isEmpty()) {
            yaml.fault(yaml.line(), "`on` is missing: say which field holds the day");
        }
        var day = on.flatMap(map -> lines.field(map, "local", map.need("local"), true));
        var format = on.flatMap(map -> LineReader.format(map, "format",
                lines.rules().format(map, "format", map.need("format")), lines.rules().zone()));
        on.ifPresent(YamlMap::done);
        format.filter(each -> !each.saysDay()).ifPresent(each -> yaml.fault("on", "`on` needs a date format"));
        var fields = new HashMap<String, Said>();
        yaml.map("fields")
                .ifPresent(map -> map.keys().forEach(name -> said(line(kind, name, map)).ifPresent(said -> {
                    fields.put(name, said);
                    kind.ifPresent(each -> tryOut(each, name, said, map));
                })));
        var author = yaml.has("author") ? said(yaml.line("author", "local", Map.of())) : Optional.<Said>empty();
        yaml.done();
        return kind.isEmpty() || day.isEmpty() || format.isEmpty()
                ? Optional.empty()
                : Optional.of(new FactTable(kind.get(), when, day.get(), format.get(), fields, author));
    }

    private Optional<FactKind> kind() {
        try {
            return Optional.of(FactKind.of(yaml.need("fact")));
        } catch (UnknownCode e) {
            yaml.fault("fact", e.getMessage()
                    + Suggestion.of(yaml.need("fact"), Arrays.stream(FactKind.values()).map(FactKind::word).toList()));
            return Optional.empty();
        }
    }

    /** What the fact's word is, and where the mapping does not say it, by which table it is read. */
    private static YamlMap line(Optional<FactKind> kind, String name, YamlMap map) {
        var said = map.isWord(name) ? map.line(name, "local", Map.of()) : map.map(name).orElseThrow();
        return said.has("is") || said.has("codes") || said.has("format")
                ? said
                : map.line(name, "local", Elements.of(kind, name));
    }

    private Optional<Said> said(YamlMap map) {
        if (map.has("is")) {
            var word = map.need("is");
            map.done();
            return Optional.of(new Said.Fixed(word));
        }
        var field = lines.field(map, "local", map.need("local"), true);
        var table = map.has("codes") ? lines.codes(map) : Optional.<CodeTable>empty();
        var format = LineReader.format(map, "format",
                lines.rules().format(map, "format", map.word("format").map(Word::text).orElse("text")),
                lines.rules().zone());
        map.done();
        if (field.isEmpty() || map.has("codes") && table.isEmpty()) {
            return Optional.empty();
        }
        return table.<Said>map(each -> new Said.Coded(field.get(), each))
                .or(() -> format.map(each -> new Said.Written(field.get(), each)));
    }

    /** Every word that the line can say is one that the fact can hold. */
    private void tryOut(FactKind kind, String name, Said said, YamlMap map) {
        switch (said) {
            case Said.Fixed(var word) -> tryOut(kind, name, word, map);
            case Said.Coded(var field, var table) -> table.lines().stream().map(CodeTable.Line::common).distinct()
                    .forEach(word -> tryOut(kind, name, word, map));
            case Said.Written(var field, var format) -> {
            }
        }
    }

    private static void tryOut(FactKind kind, String name, String word, YamlMap map) {
        try {
            FactCodec.fact(TRIAL, kind, LocalDate.EPOCH, Map.of(name, word), "trial", Instant.EPOCH, "trial",
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            map.fault(name, "a fact `" + kind + "` cannot say `" + name + ": " + word + "`: " + e.getMessage());
        }
    }
}
