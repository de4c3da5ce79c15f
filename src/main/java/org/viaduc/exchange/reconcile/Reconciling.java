package org.viaduc.exchange.reconcile;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Journey.Direction;
import org.viaduc.exchange.desk.Pages;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.exchange.proof.Witnesses;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.Peer;
import org.viaduc.trust.SignedStatement;
import org.viaduc.trust.Statement;
import org.viaduc.trust.Statement.Line;
import org.viaduc.trust.Statement.Line.Part;
import org.viaduc.trust.VerifiedStatement;

/**
 * Holds this node against a neighbour: asks it, under signature, about the exchanges that the two share, and writes down what
 * does not agree and what agrees again.
 */
public final class Reconciling {
    /** Exchanges on the line of an emergency are answered on the connection they are asked on, and never later. */
    private static final String SHARED = """
            select id from exchange where peer = ? and track <> 'break-glass' and opened_at >= ? and opened_at < ?
            order by opened_at, id""";
    private static final String UNSETTLED = """
            select id from exchange where peer = ? and track <> 'break-glass' and opened_at < ?
                and (state in ('awaiting', 'parked', 'queued', 'sent', 'delivering')
                    or id in (select exchange from finding where healed_at is null and peer = ?))
            order by opened_at, id""";

    private final Desk desk;
    private final PeerLine line;
    private final Comparing comparing;
    private final FindingBook book = new FindingBook();

    public Reconciling(Desk desk, PeerLine line) {
        this.desk = desk;
        this.line = line;
        this.comparing = new Comparing(desk);
    }

    /**
     * What came of it.
     *
     * @param compared how many exchanges were held against the neighbour's word
     * @param found    findings that are new
     * @param healed   findings that are none any more
     * @param open     all that stand with this neighbour
     */
    public record Outcome(Department peer, int compared, List<Finding> found, List<Finding> healed,
            List<Finding> open) {
        public Outcome {
            found = List.copyOf(found);
            healed = List.copyOf(healed);
            open = List.copyOf(open);
        }
    }

    /**
     * Compares the exchanges that were opened in a period, and those of before that have not ended or have a finding.
     *
     * @param by who asks for it: this node by itself, or a user
     * @throws NoSuchElementException when there is no such neighbour
     * @throws LineBroken             when it cannot be reached, or does not answer under its signature
     */
    public Outcome with(Department neighbour, Instant from, Instant to, Actor by) {
        var peer = desk.peers().peer(neighbour).orElseThrow(() -> new NoSuchElementException("no such neighbour"));
        var shared = desk.transactions().run(tx -> shared(tx, neighbour, from, to));
        var compared = new ArrayList<Compared>();
        for (var at = 0; at < shared.size(); at += Statement.Comparison.MOST) {
            var some = shared.subList(at, Math.min(shared.size(), at + Statement.Comparison.MOST));
            var ours = desk.transactions().run(tx -> comparing.ours(tx, some));
            if (!ours.isEmpty()) {
                compared.addAll(asked(peer, ours));
            }
        }
        return desk.transactions().run(tx -> written(tx, neighbour, compared, by));
    }

    /** What both say of one exchange, and the neighbour's word as it signed it. */
    private record Compared(Ours ours, Line theirs, SignedStatement evidence) {}

    private static List<ExchangeId> shared(Connection tx, Department neighbour, Instant from, Instant to)
            throws SQLException {
        var ids = new ArrayList<>(ids(tx, UNSETTLED, neighbour.code(), Timestamp.from(from), neighbour.code()));
        ids.addAll(ids(tx, SHARED, neighbour.code(), Timestamp.from(from), Timestamp.from(to)));
        return ids;
    }

    private static List<ExchangeId> ids(Connection tx, String sql, Object... values) throws SQLException {
        try (var select = tx.prepareStatement(sql)) {
            for (var at = 0; at < values.length; at++) {
                select.setObject(at + 1, values[at]);
            }
            var ids = new ArrayList<ExchangeId>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(new ExchangeId(rows.getObject(1, UUID.class)));
                }
            }
            return ids;
        }
    }

    private List<Compared> asked(Peer peer, List<Ours> some) {
        var id = ExchangeId.next(desk.clock());
        var head = desk.transactions().run(tx -> desk.journal().latestCheckpoint(tx));
        var question = desk.sealer().sign(new Statement.Comparison(id, false,
                some.stream().map(Ours::line).toList(), head), peer);
        return switch (line.carry(peer, question.bytes())) {
            case PeerLine.Answer.Message(VerifiedStatement signed) when signed
                    .statement() instanceof Statement.Comparison answer && answer.isAnswer()
                    && answer.exchange().equals(id) ->
                compared(some, answer, signed.evidence(), peer);
            case PeerLine.Answer.Message other -> throw unanswered(peer, null);
            case PeerLine.Answer.Silence silence -> throw unanswered(peer, null);
            case PeerLine.Answer.Disbelief(var reason) -> throw unanswered(peer, reason);
        };
    }

    private static LineBroken unanswered(Peer peer, String reason) {
        return new LineBroken("node " + peer.department() + " does not say what it knows of the exchanges"
                + (reason == null ? "" : ": " + reason), null);
    }

    /** What the neighbour leaves out, it does not know. */
    private List<Compared> compared(List<Ours> some, Statement.Comparison answer, SignedStatement evidence,
            Peer peer) {
        answer.checkpoint().ifPresent(head -> witness(head, peer));
        Map<ExchangeId, Line> lines = new HashMap<>();
        answer.lines().forEach(each -> lines.put(each.exchange(), each));
        return some.stream().map(ours -> new Compared(ours,
                lines.getOrDefault(ours.exchange(), Line.bare(ours.exchange(), Part.RECEIVED, Optional.empty())),
                evidence)).toList();
    }

    private void witness(Checkpoint head, Peer peer) {
        if (head.origin().equals(peer.department())) {
            desk.transactions().run(tx -> new Witnesses(desk).keep(tx, head));
        }
    }

    private Outcome written(Connection tx, Department neighbour, List<Compared> compared, Actor by)
            throws SQLException {
        var now = desk.clock().instant();
        var pages = desk.pages(by);
        var found = new ArrayList<Finding>();
        var standing = new HashSet<Place>();
        for (var each : compared) {
            var direction = each.ours().part() == Part.SENT ? Direction.OUT : Direction.IN;
            for (var kind : Difference.between(each.ours(), each.theirs(), now)) {
                standing.add(new Place(each.ours().exchange(), kind));
                var finding = new Finding(each.ours().exchange(), kind, neighbour, direction, now, Optional.empty());
                if (book.found(tx, finding, each.evidence())) {
                    found.add(finding);
                    say(pages, finding, "found", each.evidence());
                }
            }
        }
        var healed = heal(tx, neighbour, compared, standing, now);
        healed.forEach(finding -> say(pages, finding, "healed", evidence(compared, finding)));
        pages.say(Step.RECONCILED, entry -> entry.with(Detail.PEER, neighbour.code())
                .with(Detail.RECORDS, compared.size()).with(Detail.NUMBER, found.size())).into(desk.journal(), tx);
        return new Outcome(neighbour, compared.size(), found, healed, open(tx, neighbour));
    }

    private record Place(ExchangeId exchange, Finding.Kind kind) {}

    /** What was compared and no longer differs has healed; what could not be compared stays. */
    private List<Finding> heal(Connection tx, Department neighbour, List<Compared> compared, Set<Place> standing,
            Instant now) throws SQLException {
        var asked = compared.stream().map(each -> each.ours().exchange()).collect(Collectors.toSet());
        var healed = open(tx, neighbour).stream().filter(each -> asked.contains(each.exchange()))
                .filter(each -> !standing.contains(new Place(each.exchange(), each.kind()))).toList();
        for (var finding : healed) {
            book.healed(tx, finding, now);
        }
        return healed;
    }

    private List<Finding> open(Connection tx, Department neighbour) throws SQLException {
        return book.open(tx).stream().filter(each -> each.peer().equals(neighbour)).toList();
    }

    private static SignedStatement evidence(List<Compared> compared, Finding finding) {
        return compared.stream().filter(each -> each.ours().exchange().equals(finding.exchange())).findFirst()
                .orElseThrow().evidence();
    }

    private static void say(Pages pages, Finding finding, String state, SignedStatement evidence) {
        pages.say(finding.exchange(), Step.RECONCILED, entry -> entry.with(Detail.PEER, finding.peer().code())
                .with(Detail.REASON, finding.kind().word()).with(Detail.STATE, state)
                .with(Detail.RECEIPT, Digest.of(evidence.bytes()).hex()));
    }
}
