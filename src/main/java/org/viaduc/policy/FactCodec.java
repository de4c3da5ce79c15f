package org.viaduc.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Facts as text and back, strictly: unknown keys, words and shapes are refused. The text keeps motives, so it stays in the
 * node; what leaves is made by {@code FactResources}.
 */
public final class FactCodec {
    private static final Set<String> RECORD = Set.of("id", "author", "recorded-at", "source", "voids");

    private FactCodec() {
    }

    /**
     * A fact from its fields as words, as a mapping or a form gives them: {@code {to: D44, address: known}}; lists of
     * sections have a space or a comma between. A blank field is left out.
     *
     * @throws IllegalArgumentException naming the field or word that is not known
     */
    public static Fact fact(FactId id, FactKind kind, LocalDate on, Map<String, String> fields, String author,
            Instant recordedAt, String source, Optional<FactId> voids) {
        return new Fact(id, kind, on, FactFields.read(kind, fields), author, recordedAt, source, voids);
    }

    /** The fact's fields as words, by name, as {@link #fact} takes them. */
    public static Map<String, String> fields(Fact fact) {
        return FactFields.write(fact.detail());
    }

    public static String toJson(Fact fact) {
        return Json.write(tree(fact));
    }

    public static String toJson(Collection<Fact> facts) {
        return Json.write(facts.stream().map(FactCodec::tree).toList());
    }

    /** One recorded fact from JSON or YAML. @throws YamlFault with the line of what is wrong */
    public static Fact read(String text) {
        return recorded(Yaml.parse("fact", text));
    }

    /** A list of recorded facts from JSON or YAML. @throws YamlFault with the line of what is wrong */
    public static List<Fact> readAll(String text) {
        return Yaml.parse("facts", text).list().stream().map(FactCodec::recorded).toList();
    }

    /**
     * A fact as a decision case or a form writes it, {@code {fact: …, on: DATE, …}}, without the marks of its recording,
     * which are given.
     *
     * @throws YamlFault with the line of what is wrong
     */
    public static Fact stated(Yaml yaml, FactId id, String author, Instant recordedAt, String source) {
        return read(yaml, Set.of(), id, author, recordedAt, source, Optional.empty());
    }

    private static Fact recorded(Yaml yaml) {
        var entries = yaml.map();
        var id = yaml.need(entries, "id").word(FactId::new);
        var voids = Optional.ofNullable(entries.get("voids")).map(each -> each.word(FactId::new));
        return read(yaml, RECORD, id, yaml.need(entries, "author").text(),
                yaml.need(entries, "recorded-at").word(FactCodec::instant), yaml.need(entries, "source").text(), voids);
    }

    private static Fact read(Yaml yaml, Set<String> record, FactId id, String author, Instant recordedAt,
            String source, Optional<FactId> voids) {
        var entries = yaml.map();
        var kind = yaml.need(entries, "fact").word(FactKind::of);
        var names = record.isEmpty() ? FactFields.names(kind) : FactFields.recordedNames(kind);
        var allowed = new HashSet<>(names);
        allowed.addAll(record);
        allowed.add("fact");
        allowed.add("on");
        yaml.map(allowed);
        var fields = new LinkedHashMap<String, String>();
        for (var name : names) {
            var field = entries.get(name);
            if (field != null) {
                var text = FactFields.isList(kind, name)
                        ? String.join(" ", field.list(word -> word))
                        : field.text();
                field.check(() -> FactFields.read(kind, Map.of(name, text)));
                fields.put(name, text);
            }
        }
        return fact(id, kind, yaml.need(entries, "on").date(), fields, author, recordedAt, source, voids);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected an instant as 2026-11-21T08:30:00Z", e);
        }
    }

    private static Map<String, Object> tree(Fact fact) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("fact", fact.kind().word());
        tree.put("on", fact.on().toString());
        FactFields.write(fact.detail()).forEach((name, text) -> tree.put(name, value(fact.kind(), name, text)));
        tree.put("id", fact.id().value());
        tree.put("author", fact.author());
        tree.put("recorded-at", fact.recordedAt().toString());
        tree.put("source", fact.source());
        fact.voids().ifPresent(voided -> tree.put("voids", voided.value()));
        return tree;
    }

    private static Object value(FactKind kind, String name, String text) {
        return FactFields.isList(kind, name)
                ? new ArrayList<>(List.of(text.split(" ")))
                : kind == FactKind.ASE_ADMINISTRATIVE_BENEFIT ? (Object) Boolean.valueOf(text) : text;
    }
}
