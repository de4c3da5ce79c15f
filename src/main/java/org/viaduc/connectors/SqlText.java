package org.viaduc.connectors;

import java.math.BigDecimal;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** What a column says, as text: days and times in ISO form, amounts with a point, a document in Base64. */
public final class SqlText {
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_DOCUMENT = 64 << 20;

    private SqlText() {
    }

    /** A column cannot be read as it is. Its message names the column and never says what stands there. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason, null, false, false);
        }
    }

    /** Empty when nothing stands there. */
    public static Optional<String> of(ResultSet row, int column) throws SQLException {
        var meta = row.getMetaData();
        var type = meta.getColumnTypeName(column).toLowerCase(Locale.ROOT);
        var value = switch (meta.getColumnType(column)) {
            case Types.DATE -> row.getObject(column, java.time.LocalDate.class);
            case Types.TIMESTAMP -> type.contains("tz") || type.contains("zone")
                    ? row.getObject(column, OffsetDateTime.class)
                    : row.getObject(column, LocalDateTime.class);
            case Types.TIMESTAMP_WITH_TIMEZONE -> row.getObject(column, OffsetDateTime.class);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> row.getBytes(column);
            default -> row.getObject(column);
        };
        return Optional.ofNullable(value).map(each -> text(each, column, row)).filter(text -> !text.isBlank());
    }

    private static String text(Object value, int column, ResultSet row) {
        var text = switch (value) {
            case String said -> said.stripTrailing();
            case BigDecimal number -> number.toPlainString();
            case Double number -> BigDecimal.valueOf(number).toPlainString();
            case Float number -> new BigDecimal(number.toString()).toPlainString();
            case LocalDateTime moment -> moment.truncatedTo(ChronoUnit.SECONDS).toString().length() == 16
                    ? moment.truncatedTo(ChronoUnit.SECONDS) + ":00"
                    : moment.truncatedTo(ChronoUnit.SECONDS).toString();
            case Clob clob -> clob(clob, column, row);
            case byte[] document -> document(document, column, row);
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case java.util.UUID id -> id.toString();
            case java.time.temporal.Temporal moment -> moment.toString();
            default -> throw new Unreadable(
                    name(column, row) + " has a type that is not read: let the view turn it into text");
        };
        if (!(value instanceof byte[]) && text.length() > LONGEST_TEXT) {
            throw new Unreadable(name(column, row) + " holds more than " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    private static String clob(Clob clob, int column, ResultSet row) {
        try {
            return clob.getSubString(1, (int) Math.min(clob.length(), LONGEST_TEXT + 1L));
        } catch (SQLException e) {
            throw new Unreadable(name(column, row) + " cannot be read");
        }
    }

    private static String document(byte[] document, int column, ResultSet row) {
        if (document.length > LONGEST_DOCUMENT) {
            throw new Unreadable(
                    name(column, row) + " holds a document of more than " + (LONGEST_DOCUMENT >> 20) + " MB");
        }
        return Base64.getEncoder().encodeToString(document);
    }

    private static String name(int column, ResultSet row) {
        try {
            return "the column `" + row.getMetaData().getColumnLabel(column) + "`";
        } catch (SQLException e) {
            return "column " + column;
        }
    }
}
