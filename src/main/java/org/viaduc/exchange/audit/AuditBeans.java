package org.viaduc.exchange.audit;

import javax.sql.DataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.exchange.proof.JournalHealth;
import org.viaduc.exchange.proof.Outward;
import org.viaduc.exchange.reconcile.NightlyComparison;
import org.viaduc.exchange.reconcile.Reconciling;
import org.viaduc.policy.RuleBook;
import org.viaduc.trust.KeyRing;

/** Puts together what answers auditors at one node, and what holds it against its neighbours. */
@Configuration(proxyBeanMethods = false)
public class AuditBeans {
    @Bean
    Reconciling reconciling(Desk desk, PeerLine line) {
        return new Reconciling(desk, line);
    }

    @Bean
    NightlyComparison nightlyComparison(Desk desk, Reconciling reconciling) {
        return new NightlyComparison(desk, reconciling);
    }

    @Bean
    JournalHealth journalHealth(Outward outward) {
        return new JournalHealth(outward);
    }

    @Bean
    Answers answers(Desk desk) {
        return new Answers(desk);
    }

    @Bean
    Deadlines deadlines(Desk desk, Answers answers) {
        return new Deadlines(desk, answers);
    }

    @Bean
    Sampling sampling(Desk desk, DataSource source) {
        return new Sampling(desk, source);
    }

    @Bean
    Annotations annotations(Desk desk, Answers answers) {
        return new Annotations(desk, answers);
    }

    @Bean
    PersonsView personsView(Desk desk, RuleBook rules, Answers answers) {
        return new PersonsView(desk, rules, answers);
    }

    @Bean
    Reports reports(Desk desk, DataSource source, KeyRing ring, RuleBook rules, Answers answers, Deadlines deadlines,
            Annotations annotations) {
        return new Reports(desk, source, ring, rules, answers, deadlines, annotations);
    }
}
