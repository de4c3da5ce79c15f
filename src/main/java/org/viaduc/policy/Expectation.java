package org.viaduc.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Section;
import org.viaduc.model.UnknownCode;

/** What a decision case expects. What it does not name it does not assert. */
public record Expectation(String decision, Map<Section, Treatment> whole, Map<Kind, Treatment> kinds,
        List<String> masked, Optional<List<FactKind>> awaits, List<String> rules, List<ObligationCode> obligations,
        Optional<Answer> answer) {
    private static final Set<String> DECISIONS = Set.of("release", "await", "withhold");

    static Expectation read(Yaml yaml, Set<String> rules) {
        var entries = yaml.map(Set.of("decision", "sections", "masked", "awaits", "rules", "obligations", "answer"));
        var whole = new EnumMap<Section, Treatment>(Section.class);
        var kinds = new EnumMap<Kind, Treatment>(Kind.class);
        if (entries.containsKey("sections")) {
            entries.get("sections").map().forEach((code, value) -> {
                var section = value.check(() -> Section.of(code));
                if (value.isMap()) {
                    value.map().forEach((word, treatment) -> kinds.put(
                            treatment.check(() -> Kind.of(section.name() + "." + word)),
                            treatment.word(Treatment::of)));
                } else {
                    whole.put(section, value.word(Expectation::whole));
                }
            });
        }
        return new Expectation(yaml.need(entries, "decision").word(word -> known("decision", word, DECISIONS)), whole,
                kinds, list(entries, "masked", word -> {
                    DecisionCase.element(word);
                    return word;
                }), Optional.ofNullable(entries.get("awaits")).map(each -> each.list(FactKind::of)),
                list(entries, "rules", word -> known("rule", word, rules)),
                list(entries, "obligations", ObligationCode::of),
                Optional.ofNullable(entries.get("answer")).map(each -> each.word(Answer::of)));
    }

    private static <T> List<T> list(Map<String, Yaml> entries, String key, java.util.function.Function<String, T> of) {
        return entries.containsKey(key) ? entries.get(key).list(of) : List.of();
    }

    private static Treatment whole(String word) {
        var treatment = Treatment.of(word);
        if (treatment == Treatment.MASK) {
            throw new IllegalArgumentException("a mask is expected kind by kind");
        }
        return treatment;
    }

    private static String known(String what, String word, Set<String> words) {
        if (!words.contains(word)) {
            throw new UnknownCode(what, word, words.stream().sorted().toList());
        }
        return word;
    }

    /** One line for each thing that is not as expected: its path, what was expected, what came. */
    public record Breach(String path, String expected, String got) {
        @Override
        public String toString() {
            return path + ": expected " + expected + " got " + got;
        }
    }

    /** Empty when the decision is as expected. */
    public List<Breach> breaches(Decision actual) {
        var breaches = new ArrayList<Breach>();
        check(breaches, "decision", decision, actual.outcome().word());
        whole.forEach((section, treatment) -> actual.verdicts().stream()
                .filter(verdict -> verdict.piece().kind().section() == section)
                .forEach(verdict -> check(breaches, "sections." + verdict.piece().kind(), treatment.word(),
                        verdict.treatment().word())));
        kinds.forEach((kind, treatment) -> check(breaches, "sections." + kind, treatment.word(),
                treatment(actual, kind, treatment)));
        var absent = absent(actual);
        masked.stream().filter(element -> !absent.contains(element)).forEach(element -> breaches.add(
                new Breach("then.masked", element + " absent", element + " leaving")));
        awaits.ifPresent(facts -> check(breaches, "awaits", new TreeSet<>(facts.stream().map(FactKind::word).toList())
                .toString(), actual.awaits().stream().map(FactKind::word).sorted().toList().toString()));
        rules.stream().filter(rule -> !actual.rules().contains(rule)).forEach(rule -> breaches.add(
                new Breach("then.rules", rule, actual.rules().toString())));
        var codes = actual.obligations().stream().map(Obligation::code).toList();
        obligations.stream().filter(code -> !codes.contains(code)).forEach(code -> breaches.add(
                new Breach("then.obligations", code.word(), codes.toString())));
        answer.ifPresent(expected -> check(breaches, "answer", expected.word(), answer(actual)));
        return breaches;
    }

    private static String treatment(Decision actual, Kind kind, Treatment expected) {
        return actual.verdicts().stream().filter(verdict -> verdict.piece().kind() == kind)
                .map(verdict -> verdict.treatment().word()).findFirst()
                .orElse(expected == Treatment.WITHHOLD ? expected.word() : "nothing: the file has none");
    }

    private static void check(List<Breach> breaches, String path, String expected, String got) {
        if (!expected.equals(got)) {
            breaches.add(new Breach("then." + path, expected, got));
        }
    }

    private static String answer(Decision decision) {
        return decision.outcome() instanceof Outcome.Withhold withheld ? withheld.answer().word() : "none";
    }

    /** The elements that are absent from all that leaves, sorted; the NIR leaves only as the piece that it is. */
    static Set<String> absent(Decision decision) {
        var absent = new TreeSet<>(Set.of("informant-identity", "protected-address", "third-party", "nir"));
        if (decision.verdicts().stream().anyMatch(verdict -> verdict.piece().kind() == Kind.NIR
                && verdict.treatment() == Treatment.RELEASE)) {
            absent.remove(Mark.NIR.word());
        }
        return absent;
    }

    /** The decision as the contract's JSON shows it: the keys of {@code then}, and {@code wouldChange}. */
    public static Map<String, Object> tree(Decision decision) {
        var tree = new java.util.LinkedHashMap<String, Object>();
        tree.put("decision", decision.outcome().word());
        var sections = new TreeMap<String, Map<String, String>>();
        for (var verdict : decision.verdicts()) {
            var kind = verdict.piece().kind();
            sections.computeIfAbsent(kind.section().name(), none -> new TreeMap<>()).merge(kind.word(),
                    verdict.treatment().word(), Expectation::looser);
        }
        tree.put("sections", sections);
        tree.put("masked", absent(decision));
        tree.put("awaits", decision.awaits().stream().map(FactKind::word).sorted().toList());
        tree.put("rules", decision.rules());
        tree.put("obligations", decision.obligations().stream().map(Expectation::tree).toList());
        tree.put("answer", decision.outcome() instanceof Outcome.Withhold withheld ? withheld.answer().word() : null);
        tree.put("wouldChange", decision.wouldChange().stream().map(FactKind::word).sorted().toList());
        return tree;
    }

    /** Of two pieces of one kind, what the more open one shows. */
    private static String looser(String one, String other) {
        return Treatment.of(one).compareTo(Treatment.of(other)) <= 0 ? one : other;
    }

    private static Map<String, Object> tree(Obligation obligation) {
        var tree = new java.util.LinkedHashMap<String, Object>();
        tree.put("code", obligation.code().word());
        tree.put("due", obligation.due().map(Object::toString).orElse(null));
        return tree;
    }
}
