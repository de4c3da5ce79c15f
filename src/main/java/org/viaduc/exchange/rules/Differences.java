package org.viaduc.exchange.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.viaduc.exchange.rules.Outlook.Change;
import org.viaduc.exchange.rules.Outlook.Matter;
import org.viaduc.exchange.rules.Outlook.Said;
import org.viaduc.model.Track;
import org.viaduc.policy.Decision;
import org.viaduc.policy.Obligation;
import org.viaduc.policy.Outcome;
import org.viaduc.policy.Reason;
import org.viaduc.policy.Verdict;

/** What two answers to one question say differently; each difference once for a question, and counted over all of them. */
final class Differences {
    private static final String NONE = "none";
    private final Map<Change, Integer> counted = new HashMap<>();

    /** A difference, without a count. */
    static Set<Change> between(Decision before, Decision after) {
        var found = new LinkedHashSet<Change>();
        var track = before.question().track();
        if (!outcome(before).equals(outcome(after))) {
            found.add(new Change(track, Matter.OUTCOME, "", new Said(outcome(before), before.decidedBy()),
                    new Said(outcome(after), after.decidedBy()), 0));
        }
        pieces(track, before, after, found);
        obligations(track, before, after, found);
        return found;
    }

    private static String outcome(Decision decision) {
        return decision.outcome() instanceof Outcome.Withhold(var answer)
                ? "withhold:" + answer.word()
                : decision.outcome().word();
    }

    /** What becomes of pieces matters where something leaves, by one book at least. */
    private static void pieces(Track track, Decision before, Decision after, Set<Change> found) {
        for (var at = 0; at < before.verdicts().size(); at++) {
            var was = said(before, before.verdicts().get(at));
            var would = said(after, after.verdicts().get(at));
            if (!was.verdict().equals(would.verdict())) {
                found.add(new Change(track, Matter.PIECE, before.verdicts().get(at).piece().kind().code(), was, would,
                        0));
            }
        }
    }

    private static Said said(Decision decision, Verdict verdict) {
        return decision.isRelease()
                ? new Said("verdict:" + verdict.treatment().word(),
                        verdict.reasons().isEmpty() ? decision.decidedBy() : verdict.reasons().getFirst())
                : new Said("verdict:withhold", decision.decidedBy());
    }

    private static void obligations(Track track, Decision before, Decision after, Set<Change> found) {
        var was = days(before);
        var would = days(after);
        var codes = new TreeSet<>(was.keySet());
        codes.addAll(would.keySet());
        for (var code : codes) {
            if (!Optional.ofNullable(was.get(code)).equals(Optional.ofNullable(would.get(code)))) {
                found.add(new Change(track, Matter.OBLIGATION, code, owed(was.get(code), before),
                        owed(would.get(code), after), 0));
            }
        }
    }

    private static Map<String, Optional<LocalDate>> days(Decision decision) {
        var days = new LinkedHashMap<String, Optional<LocalDate>>();
        for (Obligation each : decision.obligations()) {
            days.put(each.code().word(), each.due());
        }
        return days;
    }

    /** How long after the question, not which day: days differ from person to person. */
    private static Said owed(Optional<LocalDate> due, Decision decision) {
        var reason = new Reason("", Reason.Step.BASIS, "", List.of(), "", "");
        return due == null
                ? new Said(NONE, reason)
                : new Said(due.map(day -> "P" + java.time.temporal.ChronoUnit.DAYS.between(decision.decidedOn(), day)
                        + "D").orElse("owed"), reason);
    }

    void count(Set<Change> one) {
        one.forEach(each -> counted.merge(each, 1, Integer::sum));
    }

    /** The most frequent first. */
    List<Change> all() {
        var all = new ArrayList<Change>();
        counted.forEach((each, times) -> all.add(new Change(each.track(), each.matter(), each.kind(), each.before(),
                each.after(), times)));
        all.sort(java.util.Comparator.comparing(Change::matter).thenComparing(Change::exchanges,
                java.util.Comparator.reverseOrder()).thenComparing(Change::track).thenComparing(Change::kind));
        return all;
    }
}
