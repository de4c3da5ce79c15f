package org.viaduc.exchange.desk;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal;
import org.viaduc.journal.Step;
import org.viaduc.mapping.LossLedger;
import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.Decision;
import org.viaduc.policy.Question;
import org.viaduc.policy.Treatment;
import org.viaduc.policy.Verdict;

/** The entries of one act by one actor, gathered while it happens and written together in its transaction. */
public final class Pages {
    private final Department own;
    private final Actor actor;
    private final Clock clock;
    private final List<Entry> entries = new ArrayList<>();

    Pages(Department own, Actor actor, Clock clock) {
        this.own = own;
        this.actor = actor;
        this.clock = clock;
    }

    /** An entry about an exchange that needs no details. */
    public Pages say(ExchangeId exchange, Step step) {
        return say(exchange, step, entry -> entry);
    }

    /** An entry about an exchange. */
    public Pages say(ExchangeId exchange, Step step, UnaryOperator<Entry> details) {
        entries.add(details.apply(Entry.of(exchange, actor, step, clock.instant())));
        return this;
    }

    /** An entry about no exchange. */
    public Pages say(Step step, UnaryOperator<Entry> details) {
        entries.add(details.apply(Entry.of(actor, step, clock.instant())));
        return this;
    }

    /** What was decided on which question, with whom, by which rules and facts: kinds, never values. */
    public Pages decided(ExchangeId exchange, Decision decision) {
        return say(exchange, Step.DECIDED, bare -> partner(decision.question())
                .map(peer -> bare.with(Detail.PEER, peer.code())).orElse(bare)
                .with(Detail.TRACK, decision.question().track().word())
                .with(Detail.PURPOSE, decision.question().purpose().word())
                .with(Detail.FROM_ROLE, decision.question().from().role().word())
                .with(Detail.TO_ROLE, decision.question().to().role().word())
                .with(Detail.OUTCOME, decision.outcome().word())
                .with(Detail.DECISION, decision.digest().hex())
                .with(Detail.BOOK, decision.bookDigest().hex())
                .with(Detail.RULES, decision.rules())
                .with(Detail.FACTS, decision.factsReliedOn())
                .with(Detail.RELEASED, kinds(decision, Treatment.RELEASE))
                .with(Detail.MASKED, kinds(decision, Treatment.MASK))
                .with(Detail.WITHHELD, kinds(decision, Treatment.WITHHOLD))
                .with(Detail.AWAITS, decision.awaits()));
    }

    /** The department at the other end; empty where somebody reads their own file here. */
    private Optional<Department> partner(Question question) {
        return Stream.of(question.from().department(), question.to().department()).filter(each -> !each.equals(own))
                .findFirst();
    }

    /** What a decision lets leave, by kinds: never values. */
    public Pages released(ExchangeId exchange, Decision decision) {
        return released(exchange, decision, Optional.empty());
    }

    /** @param told the ledger that goes with what leaves */
    public Pages released(ExchangeId exchange, Decision decision, Optional<LossLedger> told) {
        return say(exchange, Step.RELEASED, bare -> told.map(ledger -> bare.with(Detail.LEDGER, ledger.digest().hex()))
                .orElse(bare)
                .with(Detail.DECISION, decision.digest().hex())
                .with(Detail.RELEASED, kinds(decision, Treatment.RELEASE))
                .with(Detail.MASKED, kinds(decision, Treatment.MASK))
                .with(Detail.WITHHELD, kinds(decision, Treatment.WITHHOLD)));
    }

    /** What a translation did, in counts. @param content digest of the tables that translated, whatever version they say */
    public Pages translated(ExchangeId exchange, LossLedger ledger, Digest content) {
        return say(exchange, Step.TRANSLATED, entry -> translated(entry, ledger, content));
    }

    public static Entry translated(Entry entry, LossLedger ledger, Digest content) {
        return entry.with(Detail.SYSTEM, ledger.system()).with(Detail.MAPPING, ledger.mapping())
                .with(Detail.MAPPING_CONTENT, content.hex())
                .with(Detail.LEDGER, ledger.digest().hex())
                .with(Detail.FIELDS, ledger.total())
                .with(Detail.MAPPED, ledger.count(LossLedger.Outcome.MAPPED))
                .with(Detail.CODED_DOWN, ledger.count(LossLedger.Outcome.CODED_DOWN))
                .with(Detail.KEPT_AS_TEXT, ledger.count(LossLedger.Outcome.KEPT_AS_TEXT))
                .with(Detail.MASKED_FIELDS, ledger.count(LossLedger.Outcome.MASKED))
                .with(Detail.DROPPED, ledger.count(LossLedger.Outcome.DROPPED));
    }

    /** Writes what was gathered, in the transaction of the act; what was written is not written twice. */
    public void into(Journal journal, Connection tx) throws SQLException {
        if (!entries.isEmpty()) {
            journal.append(tx, entries);
            entries.clear();
        }
    }

    private static List<String> kinds(Decision decision, Treatment treatment) {
        return decision.verdicts().stream().filter(verdict -> verdict.treatment() == treatment)
                .flatMap(Pages::kind).distinct().sorted().toList();
    }

    private static Stream<String> kind(Verdict verdict) {
        return Stream.of(verdict.piece().kind().code());
    }
}
