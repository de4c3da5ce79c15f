package org.viaduc.policy;

import java.util.TreeMap;
import java.util.TreeSet;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

/** The decider and a slow, obvious one that knows no rule book agree on every random case. */
class SecondDeciderTest {
    @Property(tries = 30_000)
    void two_deciders_agree(@ForAll long seed) {
        agreeOn(RandomCase.of(seed));
    }

    static void agreeOn(RandomCase given) {
        agreeOn(given, RuleBook.bundled());
    }

    static void agreeOn(RandomCase given, RuleBook book) {
        var said = SlowDecider.decide(given.question(), given.file(), given.facts(), given.today());
        var decision = new DecisionPoint(book).decide(given.question(), given.file(), given.facts(), given.today());
        var kinds = new TreeMap<String, String>();
        decision.verdicts().forEach(each -> kinds.put(each.piece().kind().code(), each.treatment().word()));
        var rules = new TreeSet<>(decision.rules());
        rules.remove("R-ORIGINES");
        var obligations = new TreeSet<String>();
        decision.obligations().forEach(each -> obligations.add(each.code().word()));
        var awaits = new TreeSet<String>();
        decision.awaits().forEach(each -> awaits.add(each.word()));
        var answer = decision.outcome() instanceof Outcome.Withhold withheld ? withheld.answer().word() : "none";
        assertThat(new SlowDecider.Said(decision.outcome().word(), kinds, awaits, rules, obligations, answer))
                .as("%s %s %s", given.question(), given.file(), given.told()).isEqualTo(said);
    }
}
