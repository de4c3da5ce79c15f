package org.viaduc.exchange;

import java.util.ArrayList;
import java.util.List;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.rules.BooksInForce;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.policy.RuleBook;
import org.viaduc.trust.KeyRing;

/** Says in the journal that the node has started and with which keys; keys and a rule book that are new since the last start are said first. */
final class Starting {
    private final Desk desk;
    private final KeyRing ring;
    private final RuleBook rules;

    Starting(Desk desk, KeyRing ring, RuleBook rules) {
        this.desk = desk;
        this.ring = ring;
        this.rules = rules;
    }

    void say() {
        var keys = ring.publicKeyIds();
        desk.transactions().run(tx -> {
            var pages = desk.pages();
            var fresh = new ArrayList<>(keys);
            var last = desk.journal().latest(tx, Step.STARTED, 1).stream().findFirst();
            last.ifPresent(entry -> fresh.removeAll(keys(entry)));
            if (last.isPresent() && !fresh.isEmpty()) {
                pages.say(Step.KEY_ROTATED, entry -> entry.with(Detail.KEY_IDS, fresh));
            }
            new BooksInForce(desk).starts(tx, rules, pages);
            pages.say(Step.STARTED, entry -> entry.with(Detail.KEY_IDS, keys)).into(desk.journal(), tx);
            return null;
        });
    }

    private static List<String> keys(Entry entry) {
        return List.of(entry.details().getOrDefault(Detail.KEY_IDS.word(), "").split(" "));
    }
}
