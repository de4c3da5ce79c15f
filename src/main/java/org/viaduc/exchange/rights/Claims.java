package org.viaduc.exchange.rights;

import java.time.Period;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.shelter.Shelter;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;

/**
 * What persons claim of their own files, and what they are answered. A claim changes nothing by itself: a correction is made
 * in the case system, and follows the copies from there; whether a transmission was right is for a person to say.
 */
public final class Claims {
    private static final Period TERM = Period.ofMonths(1);

    private final Desk desk;
    private final ClaimRows rows;

    public Claims(Desk desk) {
        this.desk = desk;
        this.rows = new ClaimRows(desk.sealer());
    }

    /**
     * Keeps a claim for the case workers and the data protection officer, who answer within a month.
     *
     * @param exchange the transmission that is contested, which the person was shown; empty for a correction
     * @param by       the person
     * @throws IllegalArgumentException when it says nothing, or too much
     */
    public ExchangeId raise(Pseudonym person, Claim.Kind kind, Optional<ExchangeId> exchange, String said, Actor by) {
        return desk.transactions().run(tx -> {
            var claim = new Claim(ExchangeId.next(desk.clock()), person, kind, exchange, said, desk.clock().instant(),
                    desk.decider().today().plus(TERM), Optional.empty());
            rows.add(tx, claim);
            desk.pages(by).say(Step.ASKED, entry -> about(claim, entry).with(Detail.DUE, claim.due().toString()))
                    .into(desk.journal(), tx);
            return claim.id();
        });
    }

    private static Entry about(Claim claim, Entry bare) {
        var entry = bare.with(Detail.REASON, claim.kind().word())
                .with(Detail.PSEUDONYM, claim.person().value().toString());
        return claim.exchange().map(each -> entry.with(Detail.RELATED, each.toString())).orElse(entry);
    }

    /** What the person has claimed, newest first. */
    public List<Claim> of(Pseudonym person) {
        return desk.transactions().run(tx -> rows.of(tx, person));
    }

    /** What nobody has answered, what is due first on top. That it was read is an entry for each person. */
    public List<Claim> open(Actor reader) {
        return desk.transactions().run(tx -> {
            var open = rows.open(tx);
            var pages = desk.pages(reader);
            open.stream().map(Claim::person).distinct().forEach(person -> pages.say(Step.READ,
                    entry -> entry.with(Detail.PART, "claims").with(Detail.PSEUDONYM, person.value().toString())));
            pages.into(desk.journal(), tx);
            return open;
        });
    }

    /** The local numbers under which the person's file has left, so that whoever answers finds it; none of who is sheltered. */
    public List<String> files(Claim claim) {
        return desk.transactions().run(tx -> new Shelter(desk).covers(tx, claim.person())
                ? List.<String>of()
                : desk.journeys().outgoing(tx, claim.person()).stream().map(Journey::localId)
                        .filter(each -> !each.isEmpty()).distinct().toList());
    }

    /**
     * Answers a claim; the person reads it on their page.
     *
     * @param why in words for the person; they stay sealed here
     * @throws NoSuchElementException   when no such claim is open
     * @throws IllegalArgumentException when it does not say why
     */
    public void answer(ExchangeId id, boolean isHeeded, String why, Actor user) {
        desk.transactions().run(tx -> {
            var claim = rows.open(tx, id).orElseThrow(() -> new NoSuchElementException("no such claim is open"));
            var answer = new Claim.Answer(isHeeded, why, desk.clock().instant());
            rows.answer(tx, id, answer);
            desk.pages(user).say(Step.RESOLVED, entry -> about(claim, entry).with(Detail.ANSWER, answer.word()))
                    .into(desk.journal(), tx);
            return null;
        });
    }
}
