package org.viaduc.exchange.registers;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.node.Responsible;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.Track;
import org.viaduc.policy.Activity;
import org.viaduc.policy.RuleBook;

/** The register of processing (RGPD 30(1)): the rule book says what may be done, the node how often it was and how it is protected. */
public final class ProcessingRegister {
    private final Desk desk;
    private final RuleBook rules;

    public ProcessingRegister(Desk desk, RuleBook rules) {
        this.desk = desk;
        this.rules = rules;
    }

    /**
     * The register as of today.
     *
     * @param book  the version of the rule book
     * @param peers the departments with which this one exchanges: the categories of recipients are offices of theirs
     * @param isTimestamped whether an authority outside timestamps the journal
     * @param isFed  whether a collector outside is told each entry of it
     */
    public record Register(Department department, Responsible responsible, LocalDate on, String book,
            List<Line> lines, List<Department> peers, boolean isTimestamped, boolean isFed) {
        public Register {
            lines = List.copyOf(lines);
            peers = List.copyOf(peers);
        }
    }

    /** One activity. @param sent exchanges that were opened here @param received those that came from elsewhere */
    public record Line(Activity activity, long sent, long received) {}

    /** The register; that it was read is an entry. */
    public Register now(Actor reader) {
        return desk.transactions().run(tx -> {
            var counts = counts(tx);
            var lines = Activity.of(rules).stream().map(each -> new Line(each,
                    counts.getOrDefault(new Flow("out", each.track()), 0L),
                    counts.getOrDefault(new Flow("in", each.track()), 0L))).toList();
            desk.pages(reader).say(Step.READ, entry -> entry.with(Detail.PART, "registers")
                    .with(Detail.RECORDS, lines.size())).into(desk.journal(), tx);
            var outlets = desk.settings().outlets();
            return new Register(desk.settings().department(), desk.settings().contacts().responsible(),
                    desk.decider().today(), rules.version(), lines,
                    desk.peers().peers().stream().map(peer -> peer.department()).sorted(
                            java.util.Comparator.comparing(Department::code)).toList(),
                    outlets.timestamps().isPresent(), outlets.syslog().isPresent());
        });
    }

    private record Flow(String direction, Track track) {}

    private static Map<Flow, Long> counts(Connection tx) throws SQLException {
        try (var select = tx.prepareStatement(
                "select direction, track, count(*) from exchange group by direction, track");
                var rows = select.executeQuery()) {
            var counts = new HashMap<Flow, Long>();
            while (rows.next()) {
                counts.put(new Flow(rows.getString(1), Track.of(rows.getString(2))), rows.getLong(3));
            }
            return counts;
        }
    }
}
