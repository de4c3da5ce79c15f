package org.viaduc.journal.answers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.answers.Course.Way;
import org.viaduc.journal.answers.Disclosure.Outcome;
import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;

/** Listens to the entries of one exchange, oldest first, and says what became of it. */
final class Telling {
    private static final String UNDER_WAY = "under-way";

    private final Department here;
    private final ExchangeId exchange;
    private final Instant began;
    private final List<Disclosure> disclosures = new ArrayList<>();
    private final List<String> recalls = new ArrayList<>();
    private final Set<String> done = new HashSet<>();
    private Way way = Way.UNKNOWN;
    private Optional<Department> peer = Optional.empty();
    private Optional<Pseudonym> person = Optional.empty();
    private String track = "";
    private String ending = UNDER_WAY;
    private String why = "";
    private Instant latest;
    /** The last decision, and what was let leave under it. */
    private Optional<Entry> decided = Optional.empty();
    private Optional<Entry> released = Optional.empty();

    Telling(Department here, Entry first) {
        this.here = here;
        this.exchange = first.exchange().orElseThrow();
        this.began = first.at();
        this.latest = first.at();
    }

    void hear(Entry entry) {
        track = said(entry, Detail.TRACK).orElse(track);
        switch (entry.step()) {
            case QUESTION_OPENED, HOST_ASKED -> goes(Way.OUT, entry);
            case ASKED -> goes(said(entry, Detail.MESSAGE).isPresent() ? Way.IN : Way.OUT, entry);
            case BROKEN_GLASS -> emergency(entry);
            case VERIFIED -> arrives(entry);
            case DECIDED -> decided = Optional.of(entry);
            case RELEASED -> released = Optional.of(entry);
            case SENDING -> sending(entry);
            case DELIVERED -> delivered(entry);
            case RECEIPTED -> receipted(entry);
            case QUEUED, CONFIRMED, DELIVERING, RETRIED -> stands(UNDER_WAY, "", entry);
            case AWAITING -> awaiting(entry);
            case PARKED -> parked(entry);
            case WITHHELD -> stands("withheld", why(entry), entry);
            case FAILED -> stands("failed", why(entry), entry);
            case REFUSED -> refused(entry);
            case RECALLED, WITHDRAWN, RECTIFIED -> follows(entry);
            case MATCHED, OPENED -> person = whom(entry);
            case ANSWERED, RESOLVED -> {
                person = whom(entry).or(() -> person);
                done.addAll(list(entry, Detail.OBLIGATIONS));
                takenBack(entry);
            }
            case ACCEPTED, REFUSED_AT_DOOR, TRANSLATED, SENT, REPEATED, FACT_RECORDED, HANDED_OVER,
                    READ, EXPORTED, SAMPLED, ANNOTATED, REPORTED, RECONCILED, SHREDDED, RETAINED, DESTROYED,
                    KEY_ROTATED, WITNESSED, NOTIFIED, STARTED, STOPPED, RELOADED -> {
                // They change nothing about where the exchange stands.
            }
        }
    }

    Course told(int entries) {
        return new Course(exchange, way, person, peer, track, began, latest, ending, why,
                decided.map(entry -> list(entry, Detail.RULES)).orElse(List.of()), disclosures, recalls, done,
                entries);
    }

    private void goes(Way towards, Entry entry) {
        way = towards;
        peer = said(entry, Detail.PEER).or(() -> said(entry, Detail.TO)).map(Department::new).or(() -> peer);
    }

    private static Optional<Pseudonym> whom(Entry entry) {
        return said(entry, Detail.PSEUDONYM).map(UUID::fromString).map(Pseudonym::new);
    }

    private void emergency(Entry entry) {
        goes(entry.actor().kind() == Actor.Kind.PEER ? Way.OUT : Way.IN, entry);
        track = track.isEmpty() ? "break-glass" : track;
    }

    private void arrives(Entry entry) {
        goes(Way.IN, entry);
        stands(UNDER_WAY, "", entry);
    }

    /** A request, a notice or a receipt is no disclosure of a file: they name their message. */
    private void sending(Entry entry) {
        if (said(entry, Detail.MESSAGE).isPresent()) {
            return;
        }
        goes(Way.OUT, entry);
        person = whom(entry).or(() -> person);
        stands(UNDER_WAY, "", entry);
        var fresh = disclosure(here, peer.orElse(Department.UNKNOWN), entry.at(), Outcome.UNKNOWN);
        if (disclosures.isEmpty() || !isSame(disclosures.getLast(), fresh)) {
            disclosures.add(fresh);
        }
    }

    /** A second attempt of the same is the same disclosure. */
    private static boolean isSame(Disclosure before, Disclosure now) {
        return before.outcome() == Outcome.UNKNOWN && before.to().equals(now.to())
                && before.released().equals(now.released()) && before.masked().equals(now.masked());
    }

    private Disclosure disclosure(Department from, Department to, Instant at, Outcome outcome) {
        var kinds = released.or(() -> decided);
        return new Disclosure(exchange, from, to, at, track,
                decided.flatMap(entry -> said(entry, Detail.PURPOSE)).orElse(""),
                decided.flatMap(entry -> said(entry, Detail.TO_ROLE)).orElse(""),
                kinds.map(entry -> list(entry, Detail.RELEASED)).orElse(List.of()),
                kinds.map(entry -> list(entry, Detail.MASKED)).orElse(List.of()),
                decided.map(entry -> list(entry, Detail.RULES)).orElse(List.of()),
                decided.flatMap(entry -> said(entry, Detail.BOOK)).map(Digest::new), outcome);
    }

    private void delivered(Entry entry) {
        stands("delivered", "", entry);
        disclosures.add(disclosure(peer.orElse(Department.UNKNOWN), here, entry.at(), Outcome.DELIVERED));
    }

    private void receipted(Entry entry) {
        var state = said(entry, Detail.STATE).orElse("");
        if (way == Way.OUT && !disclosures.isEmpty()) {
            outcome(state).ifPresent(known -> disclosures.set(disclosures.size() - 1,
                    disclosures.getLast().with(known)));
            if (said(entry, Detail.FINAL).filter("true"::equals).isPresent()) {
                stands(state, "", entry);
            }
        }
    }

    private static Optional<Outcome> outcome(String state) {
        return Stream.of(Outcome.values()).filter(each -> each.word().equals(state)).findFirst();
    }

    private void awaiting(Entry entry) {
        if (said(entry, Detail.REASON).filter("overdue"::equals).isEmpty()) {
            stands("awaiting", why(entry), entry);
        }
    }

    /** What is parked of a notice about the copy leaves the exchange where it was. */
    private void parked(Entry entry) {
        if (said(entry, Detail.MESSAGE).isEmpty()) {
            stands("parked", why(entry), entry);
        }
    }

    /** A peer that does not believe an attempt leaves the exchange parked for a person. */
    private void refused(Entry entry) {
        if (!ending.equals("parked") || said(entry, Detail.OUTCOME).isPresent()) {
            stands("refused", why(entry), entry);
        }
    }

    private void follows(Entry entry) {
        said(entry, Detail.REASON).filter(matter -> !recalls.contains(matter)).ifPresent(recalls::add);
        takenBack(entry);
    }

    /** The holder of the copy says what became of it. */
    private void takenBack(Entry entry) {
        var fate = said(entry, Detail.ANSWER).orElse("");
        if (!recalls.isEmpty() && Stream.of("deleted", "returned", "shredded", "stopped").anyMatch(fate::equals)) {
            disclosures.replaceAll(each -> each.outcome().mayBeKnownThere() ? each.with(Outcome.TAKEN_BACK) : each);
        }
    }

    private void stands(String where, String words, Entry entry) {
        ending = where;
        why = words;
        latest = entry.at();
    }

    private static String why(Entry entry) {
        return Stream.of(Detail.REASON, Detail.AWAITS, Detail.ANSWER).map(key -> said(entry, key))
                .flatMap(Optional::stream).findFirst().orElse("");
    }

    private static Optional<String> said(Entry entry, Detail key) {
        return Optional.ofNullable(entry.details().get(key.word()));
    }

    private static List<String> list(Entry entry, Detail key) {
        return said(entry, key).map(text -> List.of(text.split(" "))).orElse(List.of());
    }
}
