package org.viaduc.exchange;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;

import javax.sql.DataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import org.viaduc.exchange.access.Extracts;
import org.viaduc.exchange.access.OwnAccess;
import org.viaduc.exchange.audit.AuditBeans;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Dispatcher;
import org.viaduc.exchange.desk.Journeys;
import org.viaduc.exchange.desk.Outbox;
import org.viaduc.exchange.desk.Receipts;
import org.viaduc.exchange.desk.Shelf;
import org.viaduc.exchange.desk.Transactions;
import org.viaduc.exchange.desk.Tray;
import org.viaduc.exchange.figures.FiguresBeans;
import org.viaduc.exchange.glass.BreakGlass;
import org.viaduc.exchange.glass.GlassDuties;
import org.viaduc.exchange.handover.HandingOver;
import org.viaduc.exchange.node.DepartmentLine;
import org.viaduc.exchange.node.Habilitations;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.exchange.node.Waypoint;
import org.viaduc.exchange.notification.Corresponding;
import org.viaduc.exchange.proof.Outward;
import org.viaduc.exchange.question.Decider;
import org.viaduc.exchange.question.FactBook;
import org.viaduc.exchange.registers.BreachRegister;
import org.viaduc.exchange.registers.ProcessingRegister;
import org.viaduc.exchange.request.Answering;
import org.viaduc.exchange.request.Requesting;
import org.viaduc.exchange.retention.Retention;
import org.viaduc.exchange.rights.Claims;
import org.viaduc.exchange.rights.Rights;
import org.viaduc.exchange.rules.BooksInForce;
import org.viaduc.exchange.rules.DryRun;
import org.viaduc.exchange.way.Collected;
import org.viaduc.exchange.way.Collecting;
import org.viaduc.exchange.way.Posting;
import org.viaduc.exchange.way.Receiving;
import org.viaduc.exchange.way.Sending;
import org.viaduc.journal.Journal;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.mapping.Translator;
import org.viaduc.person.Matcher;
import org.viaduc.person.PersonIndex;
import org.viaduc.policy.DecisionPoint;
import org.viaduc.policy.RuleBook;
import org.viaduc.trust.AttachmentStore;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.PeerDirectory;
import org.viaduc.trust.Sealer;
import org.viaduc.trust.TlsMaterial;

/** Puts the room together for one node; the doors come from the next room. */
@Configuration(proxyBeanMethods = false)
@Import({AuditBeans.class, FiguresBeans.class, NotificationBeans.class})
public class ExchangeBeans {
    @Bean
    PlatformTransactionManager transactionManager(DataSource source) {
        return new DataSourceTransactionManager(source);
    }

    @Bean
    Transactions transactions(PlatformTransactionManager manager, DataSource source) {
        return new Transactions(manager, source);
    }

    @Bean
    Journal journal(NodeSettings settings, KeyRing ring, Clock clock) {
        return new Journal(settings.department(), ring.checkpointSigner(), clock);
    }

    @Bean(initMethod = "start")
    Bookkeeper bookkeeper(Journal journal, DataSource source) {
        return new Bookkeeper(journal, source);
    }

    @Bean
    Sealer sealer(KeyRing ring) {
        return new Sealer(ring);
    }

    @Bean
    Outbox outbox(DataSource source) {
        return new Outbox(source);
    }

    @Bean
    Desk desk(NodeSettings settings, Habilitations register, Transactions transactions, Journal journal,
            Bookkeeper bookkeeper, RuleBook rules, MappingsInForce mappings, KeyRing ring, PeerDirectory peers,
            Sealer sealer, AttachmentStore attachments, Outbox outbox, Waypoint.Watcher watcher, Clock clock) {
        var facts = new FactBook(sealer);
        var index = new PersonIndex(ring.blindingKey());
        return new Desk(settings, transactions, journal, new Journeys(), new Shelf(sealer, attachments), facts,
                new Decider(new DecisionPoint(rules), settings, register, peers, facts, clock),
                new Translator(mappings, clock), new Matcher(index), index, peers, sealer, attachments, outbox,
                new Receipts(sealer, bookkeeper::head, clock), new Tray(sealer, clock), watcher, clock);
    }

    @Bean
    Processes processes(Desk desk) {
        return new Processes(desk, machine() + ":" + desk.settings().listen().api());
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    @Bean
    Upkeep upkeep(Desk desk) {
        return new Upkeep(desk);
    }

    @Bean
    PastExchanges pastExchanges(Desk desk) {
        return new PastExchanges(desk);
    }

    @Bean
    ConnectorDesk connectorDesk(Desk desk) {
        return new ConnectorDesk(desk);
    }

    @Bean
    Collected collected() {
        return new Collected();
    }

    @Bean
    Collecting collecting(Desk desk, Collected collected) {
        return new Collecting(desk, collected);
    }

    @Bean
    Posting posting(Desk desk, Collecting collecting, Collected collected) {
        return new Posting(desk, collecting, collected);
    }

    @Bean
    Sending sending(Desk desk, PeerLine line) {
        return new Sending(desk, line);
    }

    @Bean
    Receiving receiving(Desk desk, DepartmentLine department, PeerLine peers) {
        return new Receiving(desk, department, peers);
    }

    @Bean
    Rights rights(Desk desk, PeerLine peers) {
        return new Rights(desk, peers);
    }

    @Bean
    Claims claims(Desk desk) {
        return new Claims(desk);
    }

    @Bean
    HandingOver handingOver(Desk desk, PeerLine peers) {
        return new HandingOver(desk, peers);
    }

    @Bean
    Requesting requesting(Desk desk, PeerLine peers) {
        return new Requesting(desk, peers);
    }

    @Bean
    Answering answering(Desk desk, Collecting collecting, Collected collected) {
        return new Answering(desk, collecting, collected);
    }

    @Bean
    Reception reception(Desk desk, Sending sending, Receiving receiving, Answering answering, Rights rights,
            HandingOver handingOver) {
        return new Reception(desk, sending, receiving, answering, rights, handingOver);
    }

    @Bean
    Counter counter(Desk desk, Collecting collecting, Receiving receiving, Collected collected, Rights rights) {
        return new Counter(desk, collecting, receiving, collected, rights);
    }

    @Bean
    Previewing previewing(Desk desk, Counter counter, Collecting collecting) {
        return new Previewing(desk, counter, collecting);
    }

    @Bean
    TrayDesk trayDesk(Desk desk, Collecting collecting, Collected collected, Receiving receiving, Answering answering,
            Rights rights) {
        return new TrayDesk(desk, collecting, collected, receiving, answering, rights);
    }

    @Bean
    ShelterDesk shelterDesk(Desk desk, Counter counter) {
        return new ShelterDesk(desk, counter);
    }

    @Bean
    OwnAccess ownAccess(Desk desk, Collected collected) {
        return new OwnAccess(desk, collected);
    }

    @Bean
    Extracts extracts(Desk desk) {
        return new Extracts(desk);
    }

    @Bean
    GlassDuties glassDuties(Desk desk) {
        return new GlassDuties(desk);
    }

    @Bean
    BreakGlass breakGlass(Desk desk, PeerLine line, GlassDuties duties) {
        return new BreakGlass(desk, line, duties);
    }

    @Bean
    GlassWatch glassWatch(GlassDuties duties) {
        return new GlassWatch(duties);
    }

    @Bean
    Clocks clocks(Desk desk, Collecting collecting, Receiving receiving) {
        return new Clocks(desk, collecting, receiving);
    }

    @Bean
    Retention retention(Desk desk) {
        return new Retention(desk);
    }

    @Bean
    ConsentDesk consentDesk(Desk desk, Counter counter) {
        return new ConsentDesk(desk, counter);
    }

    @Bean
    BooksInForce booksInForce(Desk desk) {
        return new BooksInForce(desk);
    }

    @Bean
    DryRun dryRun(Desk desk, RuleBook rules) {
        return new DryRun(desk, rules);
    }

    @Bean
    ProcessingRegister processingRegister(Desk desk, RuleBook rules) {
        return new ProcessingRegister(desk, rules);
    }

    @Bean
    BreachRegister breachRegister(Desk desk) {
        return new BreachRegister(desk);
    }

    @Bean
    Witnessing witnessing(Desk desk, PeerLine line, DataSource source) {
        return new Witnessing(desk, line, source);
    }

    @Bean
    JournalDesk journalDesk(Desk desk, DataSource source, KeyRing ring, RuleBook rules) {
        return new JournalDesk(desk, source, ring, rules);
    }

    @Bean
    Outward outward(NodeSettings settings, Journal journal, DataSource source, TlsMaterial tls, Clock clock) {
        return new Outward(settings, journal, source, tls, clock);
    }

    @Bean
    ProofDesk proofDesk(Desk desk, Outward outward) {
        return new ProofDesk(desk, outward);
    }

    @Bean(destroyMethod = "")
    Dispatcher dispatcher(DataSource source, Outbox outbox, Sending sending, Receiving receiving,
            Requesting requesting, Answering answering, Rights rights, HandingOver handingOver, Clocks clocks,
            Retention retention, Corresponding corresponding, Clock clock) {
        return new Dispatcher(source, outbox, clock, (errand, id) -> switch (errand) {
            case SEND -> sending.send(id);
            case DELIVER -> receiving.deliver(id);
            case RECEIPT -> receiving.carryReceipt(id);
            case NOTICE -> rights.carry(id);
            case HAND_OVER -> handingOver.carry(id);
            case ASK -> requesting.send(id);
            case SEEK -> answering.seek(id);
            case REASK -> clocks.reask(id);
            case DESTROY -> retention.destroy(id);
            case NOTIFY -> corresponding.carry(id);
        }, (errand, id) -> {
            switch (errand) {
                case SEND -> sending.giveUp(id);
                case DELIVER -> receiving.giveUp(id);
                case NOTICE -> rights.giveUp(id);
                case HAND_OVER -> handingOver.giveUp(id);
                case ASK -> requesting.giveUp(id);
                case SEEK -> answering.giveUp(id);
                case NOTIFY -> corresponding.giveUp(id);
                case RECEIPT -> {
                    // The sender asks again by itself: nothing is lost, and nobody need look.
                }
                case REASK, DESTROY -> {
                    // It is asked again at the next midnight, and before anything is sent; what is due stays due.
                }
            }
        });
    }

    /** Starts the errands once the whole node stands, and ends them before anything they need. */
    @Bean
    Shift shift(Desk desk, KeyRing ring, RuleBook rules, Dispatcher dispatcher, Receiving receiving, Clocks clocks) {
        return new Shift(new Starting(desk, ring, rules), dispatcher, receiving, clocks);
    }
}
