package org.viaduc.mapping.matrix;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translation;
import org.viaduc.mapping.Translator;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRecord;
import org.viaduc.person.KnownPersons;
import org.viaduc.policy.Age;
import org.viaduc.policy.Decision;
import org.viaduc.policy.DecisionPoint;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FileFace;
import org.viaduc.policy.Question;
import org.viaduc.policy.ReleasedRecord;
import org.viaduc.policy.RuleBook;

/**
 * What becomes of one file between two local systems, by pure functions and without any node: translated, decided and
 * filtered at the origin, decided again and filtered at the host, translated into the host's words.
 */
public record Passing(Translation collected, Decision outgoing, Optional<Arrived> arrived) {
    private static final DecisionPoint POINT = new DecisionPoint(RuleBook.bundled());
    private static final int TELLING = 7;
    /** What every resource says whatever the file does, and what a form calls things. */
    private static final Set<String> FORM = Set.of("status", "intent", "use", "code", "system", "url", "display",
            "contentType", "reference");

    /** What the host was let have, and what its local system is given. */
    public record Arrived(CommonRecord offered, Decision incoming, ReleasedRecord taken,
            DeliverableRecord deliverable) {}

    /** @param stated facts that the file itself does not state. @param today on both sides */
    public static Passing of(LocalRecord record, MappingBook book, Question question, Collection<Fact> stated,
            String to,
            ExchangeId exchange, LocalDate today) {
        var translator = new Translator(book, Clock.systemUTC());
        var collected = translator.translate(record);
        var facts = Stream.concat(collected.facts().stream(), stated.stream()).toList();
        var outgoing = POINT.decide(question, face(collected.record()), facts, today);
        if (!outgoing.isRelease()) {
            return new Passing(collected, outgoing, Optional.empty());
        }
        var offered = POINT.release(KnownPersons.matched(collected.record()), outgoing).record();
        var incoming = POINT.decide(question, face(offered), facts, today);
        var taken = POINT.release(KnownPersons.matched(offered), incoming);
        return new Passing(collected, outgoing,
                Optional.of(new Arrived(offered, incoming, taken, translator.deliverable(taken, to, exchange))));
    }

    private static FileFace face(CommonRecord record) {
        var born = KnownPersons.matched(record).birthDate();
        return FileFace.of(record, born.<Age>map(Age.Born::new).orElseGet(Age.Unknown::new), false);
    }

    /**
     * Words, in small letters, by which one would know what was withheld or masked out: of each such text the longest word, where nothing that
     * was released says it too.
     */
    public Set<String> secrets() {
        var released = arrived.map(each -> each.taken.record()).orElseGet(() -> new CommonRecord(List.of()));
        var said = new HashSet<String>();
        Sayings.words(released).forEach(text -> said.addAll(words(text)));
        var kept = new ArrayList<>(Sayings.without(Sayings.of(collected.record()), Sayings.of(released)));
        var secrets = new TreeSet<String>();
        for (var saying : kept) {
            if (!FORM.contains(saying.leaf().substring(saying.leaf().lastIndexOf('.') + 1))) {
                words(saying.value()).stream().filter(word -> word.length() >= TELLING && !said.contains(word))
                        .max(java.util.Comparator.comparingInt(String::length)).ifPresent(secrets::add);
            }
        }
        return secrets;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty())
                .toList();
    }
}
