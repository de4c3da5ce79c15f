package org.viaduc.exchange.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.NotBelieved;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.ConsistencyProof;
import org.viaduc.journal.Contradiction;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.Peer;
import org.viaduc.trust.Statement;
import org.viaduc.trust.VerifiedStatement;

/**
 * Holds neighbours to their journals. A head that a neighbour signed is kept, by whichever way it came; then its node is asked to
 * prove that its log only grew from one kept head to the next (RFC 9162, section 2.1.4). Heads of third nodes are passed on, so
 * that a node cannot show one history here and another there; its own are passed back to a node, so that one that was restored
 * from an older copy sees it at once. What is found is written down, with both heads as the proof.
 */
public final class Witnesses {
    private static final Logger LOG = LoggerFactory.getLogger(Witnesses.class);
    /** So many third nodes' heads are passed on at once that an answer stays below the length that is read of one. */
    private static final int PASSED_ON = 30;
    private static final int ROUNDS = 20;

    private final Desk desk;

    public Witnesses(Desk desk) {
        this.desk = desk;
    }

    /**
     * Keeps a head. One that contradicts what was kept is kept too, and said.
     *
     * @return false when it does not stand under a key of the node that it speaks for, or that node is not known here
     */
    public boolean keep(Connection tx, Checkpoint head) throws SQLException {
        var isSigned = desk.peers().peer(head.origin())
                .filter(peer -> peer.checkpointVerifier().verifies(head.body(), head.signature())).isPresent();
        if (!isSigned) {
            return false;
        }
        desk.journal().witnesses().keep(tx, head);
        for (var each : desk.journal().witnesses().contradictions(tx, head)) {
            found(tx, each);
        }
        return true;
    }

    private void found(Connection tx, Contradiction each) throws SQLException {
        if (desk.journal().witnesses().charge(tx, each, ExchangeId.next(desk.clock()).value())) {
            desk.pages().say(Step.WITNESSED, entry -> entry.with(Detail.PEER, each.origin().code())
                    .with(Detail.SIZE, each.second().size()).with(Detail.ROOT, each.second().rootHash().hex())
                    .with(Detail.REASON, each.kind().word())).into(desk.journal(), tx);
        }
    }

    /** Answers a neighbour that holds us to our journal, and keeps the heads that it brings. */
    public byte[] answer(Statement.Growth asked, Department from) {
        if (asked.isAnswer()) {
            throw new NotBelieved("misdirected", null);
        }
        var peer = desk.peers().peer(from).orElseThrow();
        return desk.transactions().run(tx -> {
            heads(tx, asked, from);
            return desk.sealer().sign(new Statement.Growth(asked.exchange(), true, asked.sizes(),
                    desk.journal().growth(tx, asked.sizes()), desk.journal().latestCheckpoint(tx), others(tx, from)),
                    peer).bytes();
        });
    }

    private void heads(Connection tx, Statement.Growth said, Department from) throws SQLException {
        if (said.checkpoint().isPresent()
                && !(said.checkpoint().get().origin().equals(from) && keep(tx, said.checkpoint().get()))) {
            throw new NotBelieved("wrong-signature", null);
        }
        for (var head : said.heads()) {
            if (head.origin().equals(desk.settings().department())) {
                passedBack(tx, head, from);
            } else {
                keep(tx, head);
            }
        }
    }

    /** A head of our own that our log has no longer: this database is an older copy of itself, or was rewritten. */
    private void passedBack(Connection tx, Checkpoint head, Department by) throws SQLException {
        var found = desk.journal().witnesses().passedBack(tx, head, by);
        if (found.isPresent()
                && desk.journal().witnesses().charge(tx, found.get(), ExchangeId.next(desk.clock()).value())) {
            LOG.atWarn().addKeyValue("peer", by).addKeyValue("size", head.size())
                    .log("a neighbour holds a signed head of this journal that the journal has no longer: was an older copy of "
                            + "the database restored? Look at the tray, and do not go on before it is known why");
            desk.pages().say(Step.WITNESSED, entry -> entry.with(Detail.PEER, by.code())
                    .with(Detail.PART, "journal").with(Detail.SIZE, head.size())
                    .with(Detail.ROOT, head.rootHash().hex())
                    .with(Detail.REASON, found.get().kind().word())).into(desk.journal(), tx);
        }
    }

    /**
     * What is kept of nodes: of the one it is told to first, so that it sees by itself when it has lost what it signed. The last that
     * was proven is among it: a log that was rewritten and grew since has newer heads, and none of them is proven.
     */
    private List<Checkpoint> others(Connection tx, Department to) throws SQLException {
        return Stream.concat(desk.journal().witnesses().proven(tx, to).stream(),
                desk.journal().witnesses().newest(tx).stream()
                        .sorted(Comparator.comparing(head -> !head.origin().equals(to))))
                .distinct().limit(PASSED_ON).toList();
    }

    /**
     * Shows a neighbour our head and asks it to prove its own growth, until everything that is kept of it is proven, or something
     * was found.
     *
     * @return whether it took our head
     * @throws LineBroken when it cannot be reached
     */
    public boolean ask(PeerLine line, Peer peer, Checkpoint head) {
        var taken = false;
        for (var round = 0; round < ROUNDS; round++) {
            var known = desk.transactions().run(tx -> toBeProven(tx, peer.department()));
            if (round > 0 && known.size() < 2) {
                return taken;
            }
            var question = desk.transactions().run(tx -> new Statement.Growth(ExchangeId.next(desk.clock()), false,
                    known.stream().map(Checkpoint::size).toList(), List.of(), Optional.of(head),
                    others(tx, peer.department())));
            var answer = line.carry(peer, desk.sealer().sign(question, peer).bytes());
            if (!(answer instanceof PeerLine.Answer.Message(VerifiedStatement signed))
                    || !(signed.statement() instanceof Statement.Growth said) || !said.isAnswer()
                    || !said.exchange().equals(question.exchange())) {
                return taken;
            }
            taken = true;
            desk.transactions().run(tx -> {
                heads(tx, said, peer.department());
                proven(tx, known, said);
                return null;
            });
        }
        return taken;
    }

    /** The head from which the line goes on, and some of which nothing is proven, by size. */
    private List<Checkpoint> toBeProven(Connection tx, Department peer) throws SQLException {
        var from = desk.journal().witnesses().proven(tx, peer);
        if (from.isEmpty()) {
            return List.of();
        }
        var known = new ArrayList<>(desk.journal().witnesses().unproven(tx, peer, Statement.Growth.MOST - 1));
        known.removeIf(head -> head.size() == from.get().size());
        known.add(from.get());
        known.sort(Comparator.comparingLong(Checkpoint::size));
        return known;
    }

    private void proven(Connection tx, List<Checkpoint> known, Statement.Growth said) throws SQLException {
        if (known.isEmpty()) {
            return;
        }
        var from = desk.journal().witnesses().proven(tx, known.getFirst().origin()).orElseThrow();
        var at = known.indexOf(from);
        desk.journal().witnesses().prove(tx, from);
        for (var later = at + 1; later < known.size() && grew(tx, known, later, said); later++) {
            desk.journal().witnesses().prove(tx, known.get(later));
        }
        for (var earlier = at; earlier > 0 && grew(tx, known, earlier, said); earlier--) {
            desk.journal().witnesses().prove(tx, known.get(earlier - 1));
        }
    }

    /** Whether the log grew from the head before that place to the one at it; what is not proven is found. */
    private boolean grew(Connection tx, List<Checkpoint> known, int place, Statement.Growth said)
            throws SQLException {
        var first = known.get(place - 1);
        var second = known.get(place);
        var path = place <= said.paths().size() ? said.paths().get(place - 1) : List.<Digest>of();
        if (new ConsistencyProof(first.size(), second.size(), path).joins(first.rootHash(), second.rootHash())) {
            return true;
        }
        found(tx, new Contradiction(Contradiction.Kind.NOT_GROWN, first, second));
        return false;
    }
}
