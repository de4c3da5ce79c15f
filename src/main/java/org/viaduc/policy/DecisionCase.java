package org.viaduc.policy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.viaduc.model.Department;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Purpose;
import org.viaduc.model.Section;
import org.viaduc.model.Track;
import org.viaduc.model.UnknownCode;

/** One decision case: what is given, what is asked, and, where the case says so, what must be answered. */
public record DecisionCase(LocalDate today, FileFace file, List<Fact> facts, Question question,
        Optional<Expectation> then) {
    private static final Map<String, Mark> ELEMENTS = Map.of("informant-identity", Mark.INFORMANT_IDENTITY,
            "protected-address", Mark.PROTECTED_ADDRESS, "third-party", Mark.THIRD_PARTY, "nir", Mark.NIR);

    /**
     * @param rules the ids that an expectation may name
     * @throws YamlFault with the line of the first thing that is not as the contract says
     */
    public static DecisionCase read(String name, String text, Set<String> rules) {
        var yaml = Yaml.parse(name, text);
        var top = yaml.map(Set.of("story", "law", "given", "when", "then"));
        if (top.containsKey("story")) {
            top.get("story").text();
        }
        if (top.containsKey("law")) {
            top.get("law").list(citation -> citation);
        }
        var givenYaml = yaml.need(top, "given");
        var given = givenYaml.map(Set.of("today", "person", "file", "marks", "facts"));
        var today = givenYaml.need(given, "today").date();
        var file = file(givenYaml, given);
        var then = Optional.ofNullable(top.get("then")).map(each -> Expectation.read(each, rules));
        return new DecisionCase(today, file, facts(given, today), question(yaml.need(top, "when")), then);
    }

    private static FileFace file(Yaml givenYaml, Map<String, Yaml> given) {
        var marks = marks(given);
        var pieces = new ArrayList<PieceFace>();
        var found = EnumSet.noneOf(Kind.class);
        for (var entry : givenYaml.need(given, "file").map().entrySet()) {
            var section = entry.getValue().check(() -> Section.of(entry.getKey()));
            for (var item : entry.getValue().list()) {
                var kind = item.word(word -> Kind.of(section.name() + "." + word));
                if (found.add(kind)) {
                    pieces.add(new PieceFace(kind.code(), kind, marks.getOrDefault(kind, Set.of())));
                }
            }
        }
        var person = givenYaml.need(given, "person");
        var entries = person.map(Set.of("age", "born", "discernment", "country"));
        if (entries.containsKey("country")) {
            entries.get("country").word(DecisionCase::country);
        }
        return new FileFace(pieces, age(person, entries),
                entries.containsKey("discernment") && entries.get("discernment").truth());
    }

    private static String country(String word) {
        if (!word.equals("FR") && !word.equals("BE")) {
            throw new UnknownCode("country", word, List.of("FR", "BE"));
        }
        return word;
    }

    private static Age age(Yaml person, Map<String, Yaml> entries) {
        if (entries.containsKey("age") == entries.containsKey("born")) {
            throw person.fault("exactly one of `age` and `born` is needed");
        }
        return entries.containsKey("age")
                ? person.check(() -> new Age.Years(entries.get("age").whole()))
                : new Age.Born(entries.get("born").date());
    }

    private static Map<Kind, Set<Mark>> marks(Map<String, Yaml> given) {
        var marks = new EnumMap<Kind, Set<Mark>>(Kind.class);
        if (given.containsKey("marks")) {
            for (var item : given.get("marks").list()) {
                var entries = item.map(Set.of("on", "carries", "protected", "secret-from-parents", "sibling"));
                var kind = item.need(entries, "on").word(Kind::of);
                var here = marks.computeIfAbsent(kind, none -> EnumSet.noneOf(Mark.class));
                if (entries.containsKey("carries")) {
                    here.addAll(entries.get("carries").list(DecisionCase::element));
                }
                if (entries.containsKey("protected") && entries.get("protected").truth()) {
                    here.add(Mark.PROTECTED);
                }
                if (entries.containsKey("secret-from-parents") && entries.get("secret-from-parents").truth()) {
                    here.add(Mark.SECRET_FROM_PARENTS);
                }
                if (entries.containsKey("sibling")) {
                    entries.get("sibling").word(DecisionCase::sibling);
                    here.add(Mark.THIRD_PARTY);
                }
            }
        }
        return marks;
    }

    private static String sibling(String word) {
        if (!word.equals("not-concerned")) {
            throw new UnknownCode("word of a sibling", word, List.of("not-concerned"));
        }
        return word;
    }

    /** The mark of an element that may not leave. */
    static Mark element(String word) {
        var mark = ELEMENTS.get(word);
        if (mark == null) {
            throw new UnknownCode("element", word, ELEMENTS.keySet().stream().sorted().toList());
        }
        return mark;
    }

    private static List<Fact> facts(Map<String, Yaml> given, LocalDate today) {
        var facts = new ArrayList<Fact>();
        if (given.containsKey("facts")) {
            for (var item : given.get("facts").list()) {
                var fact = FactCodec.stated(item, new FactId("fact-" + (facts.size() + 1)), "case",
                        today.atStartOfDay().toInstant(ZoneOffset.UTC), "case");
                if (fact.kind() == FactKind.DISCERNMENT_ASSESSED) {
                    throw item.fault("a case gives discernment with the person: `given.person.discernment`");
                }
                facts.add(fact);
            }
        }
        return facts;
    }

    private static Question question(Yaml when) {
        var entries = when.map(Set.of("track", "from", "to", "purpose"));
        var fromYaml = when.need(entries, "from");
        var from = fromYaml.map(Set.of("department", "role"));
        var toYaml = when.need(entries, "to");
        var to = toYaml.map(Set.of("department", "role", "named", "bound-for"));
        return new Question(when.need(entries, "track").word(Track::of),
                when.need(entries, "purpose").word(Purpose::of),
                new Party(fromYaml.need(from, "department").word(Department::new),
                        fromYaml.need(from, "role").word(Role::of)),
                new Recipient(toYaml.need(to, "department").word(Department::new),
                        toYaml.need(to, "role").word(Role::of), !to.containsKey("named") || to.get("named").truth(),
                        Optional.ofNullable(to.get("bound-for")).map(each -> each.word(Mission::of))));
    }

    /** The decision of this case by this book. */
    public Decision decide(RuleBook book) {
        return new DecisionPoint(book).decide(question, file, facts, today);
    }

    @Override
    public String toString() {
        return "DecisionCase[" + question.track() + "]";
    }
}
