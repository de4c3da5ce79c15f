package org.viaduc.policy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.viaduc.model.Department;
import org.viaduc.model.Purpose;
import org.viaduc.model.Section;
import org.viaduc.model.UnknownCode;
import org.viaduc.policy.FactDetail.*;

/** A fact's fields as words, by the names of the contract, and back. Lists are words with a space between. */
final class FactFields {
    /** The names of the fields that are lists. */
    private static final Set<String> LISTS = Set.of("for", "sections");
    private static final String PURPOSES = "purposes";
    private static final String RECIPIENTS = "recipients";

    private FactFields() {
    }

    static Set<String> names(FactKind kind) {
        return switch (kind.shape()) {
            case PLAIN -> Set.of();
            case MOVED -> Set.of("to", "address");
            case BENEFIT -> Set.of("only-financial");
            case MEASURE -> Set.of("type");
            case MOTIVATED -> Set.of("by", "motive");
            case WORD, ATTESTATION -> Set.of("by");
            case EVALUATION -> Set.of("result", "by");
            case FUND -> Set.of("from");
            case STAY -> Set.of("since", "in");
            case CONSENT -> Set.of("by", "for", "until");
            case OPPOSITION -> Set.of("by", "to");
            case ASSESSMENT -> Set.of("discernment");
            case ITEM -> Set.of("item");
        };
    }

    /** The names of a recorded fact's fields: those of the contract, and what limits a consent or an opposition. */
    static Set<String> recordedNames(FactKind kind) {
        var names = new TreeSet<>(names(kind));
        if (kind == FactKind.CONSENT || kind == FactKind.OPPOSITION) {
            names.add(PURPOSES);
            names.add(RECIPIENTS);
        }
        return names;
    }

    static boolean isList(FactKind kind, String field) {
        return LISTS.contains(field) || kind == FactKind.OPPOSITION && field.equals("to");
    }

    /** @throws IllegalArgumentException for a field that this kind has not, or a word that the field has not */
    static FactDetail read(FactKind kind, Map<String, String> fields) {
        for (var name : fields.keySet()) {
            if (!recordedNames(kind).contains(name)) {
                throw new UnknownCode("field of a fact `" + kind + "`", name, names(kind).stream().sorted().toList());
            }
        }
        return switch (kind.shape()) {
            case PLAIN -> Plain.PLAIN;
            case MOVED -> new Moved(word(fields, "to", Department::new),
                    word(fields, "address", text -> choice(text, "known", "unknown")));
            case BENEFIT -> new Benefit(word(fields, "only-financial", text -> choice(text, "true", "false")));
            case MEASURE -> new Measure(word(fields, "type", of("type of measure", MeasureType.values(),
                    MeasureType::word)));
            case MOTIVATED -> new Motivated(word(fields, "by", FactFields::office), word(fields, "motive",
                    Motive::new));
            case WORD -> new Word(word(fields, "by", of("giver of an agreement", new Giver[]{Giver.PERSON,
                    Giver.PARENTS, Giver.REPRESENTATIVE}, Giver::word)));
            case EVALUATION -> new Evaluation(word(fields, "result", of("result", Result.values(), Result::word)),
                    word(fields, "by", FactFields::office));
            case FUND -> new Fund(word(fields, "from", of("fund", FundName.values(), FundName::word)));
            case STAY -> new Stay(word(fields, "since", FactFields::date), word(fields, "in", of("residence",
                    Abode.values(), Abode::word)));
            case CONSENT -> new Consent(word(fields, "by", of("giver of a consent", new Giver[]{Giver.PERSON,
                    Giver.PARENTS, Giver.REPRESENTATIVE}, Giver::word)), sections(fields, "for"), word(fields,
                            "until", FactFields::date),
                    scope(fields));
            case OPPOSITION -> new Opposition(word(fields, "by", of("giver of an opposition", new Giver[]{
                    Giver.PERSON, Giver.MINOR, Giver.PARENTS}, Giver::word)), sections(fields, "to"), scope(fields));
            case ATTESTATION -> new Attestation(word(fields, "by", Department::new));
            case ASSESSMENT -> new Assessment(word(fields, "discernment", text -> choice(text, "true", "false")));
            case ITEM -> new Item(word(fields, "item", Section::of));
        };
    }

    /** The fields that are known, by name, sorted. */
    static Map<String, String> write(FactDetail detail) {
        var fields = new TreeMap<String, String>();
        switch (detail) {
            case Plain plain -> {
            }
            case Moved moved -> {
                moved.to().ifPresent(department -> fields.put("to", department.code()));
                moved.addressKnown().ifPresent(known -> fields.put("address", known ? "known" : "unknown"));
            }
            case Benefit benefit -> benefit.onlyFinancial()
                    .ifPresent(only -> fields.put("only-financial", only.toString()));
            case Measure measure -> measure.type().ifPresent(type -> fields.put("type", type.word()));
            case Motivated motivated -> {
                motivated.by().ifPresent(role -> fields.put("by", role.word()));
                motivated.motive().ifPresent(motive -> fields.put("motive", motive.text()));
            }
            case Word word -> word.by().ifPresent(giver -> fields.put("by", giver.word()));
            case Evaluation evaluation -> {
                evaluation.result().ifPresent(result -> fields.put("result", result.word()));
                evaluation.by().ifPresent(role -> fields.put("by", role.word()));
            }
            case Fund fund -> fund.from().ifPresent(from -> fields.put("from", from.word()));
            case Stay stay -> {
                stay.since().ifPresent(day -> fields.put("since", day.toString()));
                stay.in().ifPresent(abode -> fields.put("in", abode.word()));
            }
            case Consent consent -> {
                consent.by().ifPresent(giver -> fields.put("by", giver.word()));
                put(fields, "for", consent.sections());
                consent.until().ifPresent(day -> fields.put("until", day.toString()));
                put(fields, consent.scope());
            }
            case Opposition opposition -> {
                opposition.by().ifPresent(giver -> fields.put("by", giver.word()));
                put(fields, "to", opposition.to());
                put(fields, opposition.scope());
            }
            case Attestation attestation -> attestation.by()
                    .ifPresent(department -> fields.put("by", department.code()));
            case Assessment assessment -> assessment.discernment()
                    .ifPresent(capable -> fields.put("discernment", capable.toString()));
            case Item item -> item.section().ifPresent(section -> fields.put("item", section.name()));
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, Set<Section> sections) {
        if (!sections.isEmpty()) {
            fields.put(name, String.join(" ", sections.stream().map(Section::name).sorted().toList()));
        }
    }

    private static void put(Map<String, String> fields, Scope scope) {
        if (!scope.purposes().isEmpty()) {
            fields.put(PURPOSES, String.join(" ", scope.purposes().stream().map(Purpose::word).sorted().toList()));
        }
        if (!scope.recipients().isEmpty()) {
            fields.put(RECIPIENTS,
                    String.join(" ", scope.recipients().stream().map(Department::code).sorted().toList()));
        }
    }

    private static Scope scope(Map<String, String> fields) {
        return fields.containsKey(PURPOSES) || fields.containsKey(RECIPIENTS)
                ? new Scope(all(fields, PURPOSES, Purpose::of), all(fields, RECIPIENTS, Department::new))
                : Scope.EVERY_QUESTION;
    }

    private static <T> Set<T> all(Map<String, String> fields, String name, Function<String, T> of) {
        var text = fields.getOrDefault(name, "").strip();
        return text.isEmpty()
                ? Set.of()
                : Arrays.stream(text.split("[ ,]+")).map(of).collect(Collectors.toUnmodifiableSet());
    }

    private static <T> Optional<T> word(Map<String, String> fields, String name, Function<String, T> of) {
        var text = fields.get(name);
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(of.apply(text.strip()));
    }

    private static Set<Section> sections(Map<String, String> fields, String name) {
        var text = fields.getOrDefault(name, "").strip();
        var sections = EnumSet.noneOf(Section.class);
        if (!text.isEmpty()) {
            Arrays.stream(text.split("[ ,]+")).forEach(code -> sections.add(Section.of(code)));
        }
        return sections;
    }

    private static boolean choice(String text, String yes, String no) {
        if (!text.equals(yes) && !text.equals(no)) {
            throw new UnknownCode("word", text, List.of(yes, no));
        }
        return text.equals(yes);
    }

    private static Role office(String text) {
        var role = Role.of(text);
        if (!role.isOffice()) {
            throw new IllegalArgumentException("`" + role + "` is no role of an office");
        }
        return role;
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected a date as 2026-11-21", e);
        }
    }

    private static <E> Function<String, E> of(String what, E[] values, Function<E, String> word) {
        return text -> Arrays.stream(values).filter(each -> word.apply(each).equals(text)).findFirst()
                .orElseThrow(() -> new UnknownCode(what, text, Arrays.stream(values).map(word).toList()));
    }
}
