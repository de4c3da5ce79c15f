package org.viaduc.exchange.rules;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Pages;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Digest;
import org.viaduc.policy.RuleBook;

/** The rule books that decided here. */
public final class BooksInForce {
    private final Desk desk;

    public BooksInForce(Desk desk) {
        this.desk = desk;
    }

    /** One of them. @param since when the node first started with it, after another one */
    public record InForce(String version, Digest digest, Instant since) {}

    /** All, the latest first. */
    public List<InForce> all() {
        return desk.transactions().run(BooksInForce::all);
    }

    private static List<InForce> all(Connection tx) throws SQLException {
        try (var select = tx.prepareStatement("select version, digest, since from rule_book order by number desc");
                var rows = select.executeQuery()) {
            var found = new ArrayList<InForce>();
            while (rows.next()) {
                found.add(new InForce(rows.getString(1), new Digest(rows.getString(2)),
                        rows.getTimestamp(3).toInstant()));
            }
            return found;
        }
    }

    /** The node decides by this book from now on: an entry, where it is another one than before. */
    public void starts(Connection tx, RuleBook book, Pages pages) throws SQLException {
        var isSame = all(tx).stream().findFirst().filter(last -> last.digest().equals(book.digest())).isPresent();
        if (isSame) {
            return;
        }
        try (var insert = tx.prepareStatement("insert into rule_book (version, digest, since) values (?, ?, ?)")) {
            insert.setString(1, book.version());
            insert.setString(2, book.digest().hex());
            insert.setTimestamp(3, Timestamp.from(desk.clock().instant()));
            insert.executeUpdate();
        }
        pages.say(Step.RELOADED, entry -> entry.with(Detail.METHOD, "started").with(Detail.PART, "rules")
                .with(Detail.BOOK_VERSION, book.version()).with(Detail.BOOK, book.digest().hex()));
    }
}
