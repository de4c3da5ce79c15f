package org.viaduc.connectors;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * How far a view of changes has been read: a moment by the database's clock, or a number that it counts up. Never by our
 * clock, which may go otherwise.
 */
record SqlMark(Object value) {
    /** What the column of the current row says. */
    static SqlMark of(ResultSet row, int column) throws SQLException {
        var type = row.getMetaData().getColumnTypeName(column).toLowerCase(Locale.ROOT);
        return switch (row.getMetaData().getColumnType(column)) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.NUMERIC, Types.DECIMAL ->
                new SqlMark(row.getBigDecimal(column));
            case Types.TIMESTAMP -> type.contains("tz") || type.contains("zone")
                    ? new SqlMark(row.getObject(column, OffsetDateTime.class))
                    : new SqlMark(row.getObject(column, LocalDateTime.class));
            case Types.TIMESTAMP_WITH_TIMEZONE -> new SqlMark(row.getObject(column, OffsetDateTime.class));
            default -> type.contains("offset") || type.contains("zone")
                    ? new SqlMark(row.getObject(column, OffsetDateTime.class))
                    : unusable(type);
        };
    }

    private static SqlMark unusable(String type) {
        throw new IllegalStateException("changes are told by a column of type `" + type
                + "`: it must be a time or a whole number");
    }

    /** @throws IllegalArgumentException when the text is none that {@link #text} wrote */
    static SqlMark read(String text) {
        try {
            return text.matches("-?\\d+")
                    ? new SqlMark(new BigDecimal(text))
                    : text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                            ? new SqlMark(OffsetDateTime.parse(text))
                            : new SqlMark(LocalDateTime.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("`" + text + "` says of no look how far it came", e);
        }
    }

    /** As it is kept between two looks. */
    String text() {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** From where to read again, so that what was committed late is not missed. @param overlap a duration, or a number of keys */
    SqlMark before(String overlap) {
        try {
            return new SqlMark(switch (value) {
                case BigDecimal key -> key.subtract(new BigDecimal(overlap));
                case OffsetDateTime moment -> moment.minus(Duration.parse(overlap));
                default -> ((LocalDateTime) value).minus(Duration.parse(overlap));
            });
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "`overlap` is `" + overlap + "`: a duration as PT15M where changes are told by"
                            + " a time, a number where they are told by a key",
                    e);
        }
    }
}
