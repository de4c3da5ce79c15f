package org.viaduc.cli.demo.solidor;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives delivered rows their numbers of this house: a new household and new persons, or those of somebody whom the
 * delivery names by the number they have here.
 */
final class Arrival {
    interface Known {
        boolean test(String person) throws SQLException;
    }

    interface Numbers {
        String nextHousehold() throws SQLException;
    }

    /** @param person whom the delivery is about; {@code isNew} when they had no file here */
    record Numbered(String household, String person, boolean isNew, List<Row> rows) {}

    private final Known known;
    private final Numbers numbers;

    Arrival(Known known, Numbers numbers) {
        this.known = known;
        this.numbers = numbers;
    }

    /** @param rows with one line P that stands for the file's person */
    Numbered numbered(List<Row> rows) throws SQLException {
        var named = rows.stream().filter(row -> row.line() == Line.P && !row.member()).findFirst()
                .map(row -> row.get("num_pers")).orElse("");
        return !named.isEmpty() && known.test(named) ? added(named, rows) : opened(rows);
    }

    /** Who is known here keeps household and identity; what was written about them is added. */
    private static Numbered added(String person, List<Row> rows) {
        var kept = rows.stream().filter(row -> Line.OF_A_PERSON.contains(row.line()))
                .map(row -> row.with("num_pers", person)).toList();
        return new Numbered("", person, false, kept);
    }

    private Numbered opened(List<Row> rows) throws SQLException {
        var household = numbers.nextHousehold();
        var person = person(household, 1);
        var numbered = new ArrayList<Row>();
        var members = 1;
        if (rows.stream().noneMatch(row -> row.line() == Line.F)) {
            numbered.add(Row.of(Line.F, household).with("adr_secret", "O"));
        }
        for (var row : rows) {
            var number = row.member() ? person(household, ++members) : person;
            numbered.add(row.with("num_foyer", household).with("num_pers", number));
        }
        return new Numbered(household, person, true, numbered);
    }

    private static String person(String household, int index) {
        return household.substring(0, household.length() - 2) + "%02d".formatted(index);
    }
}
