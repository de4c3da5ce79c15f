package org.viaduc.connectors.kit.guess;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.viaduc.connectors.kit.guess.Guess.Codes;
import org.viaduc.connectors.kit.guess.Target.As;
import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.mapping.format.FixedDate;
import org.viaduc.mapping.format.Format;

/** What the values of a column look like. One value, or one in ten, may be broken, as in all real files. */
final class Look {
    private static final List<String> DAYS = List.of("dd/MM/yyyy", "yyyy-MM-dd", "yyyyMMdd", "dd-MM-yyyy", "dd.MM.yyyy",
            "yyyy/MM/dd", "ddMMyyyy");
    private static final List<String> MONTHS = List.of("MM/yyyy", "yyyy-MM", "yyyyMM", "MM-yyyy", "yyyy/MM");
    private static final List<List<String>> YES_NO = List.of(List.of("O", "N"), List.of("OUI", "NON"),
            List.of("1", "0"),
            List.of("true", "false"), List.of("Oui", "Non"), List.of("oui", "non"), List.of("VRAI", "FAUX"),
            List.of("J", "N"), List.of("Ja", "Neen"), List.of("Y", "N"), List.of("X", "-"));
    private static final String NIR = "[1-478]\\d{4}(?:\\d{2}|2[ABab])\\d{6}(?:\\d{2})?";
    private static final String FRENCH = "amount fr";
    private static final int MOST_CODES = 40;
    private static final int LONGEST_CODE = 40;
    private static final int MOST_WORDS = 200;

    private final Column column;

    Look(Column column) {
        this.column = column;
    }

    /** The mapping format in which the column fits what is asked; an empty text is plain text. Empty when it does not fit. */
    Optional<String> as(As as) {
        if (column.values().isEmpty() && column.declared().isEmpty()) {
            return as == As.CODES || as == As.DATE || as == As.MONTH || as == As.AMOUNT ? Optional.empty() : format(as);
        }
        return switch (as) {
            case TEXT -> isDate() ? Optional.empty() : Optional.of("");
            case WORDS -> isDate() || most(value -> value.chars().noneMatch(Character::isLetter))
                    ? Optional.empty()
                    : Optional.of("");
            case NAMES -> most(value -> value.chars().noneMatch(Character::isDigit)) ? format(as) : Optional.empty();
            case DATE -> date();
            case MONTH -> pattern(MONTHS).or(() -> pattern(DAYS));
            case AMOUNT -> amount();
            case MAIL -> most(value -> value.matches("[^@\\s]+@[^@\\s]+")) ? Optional.of("") : Optional.empty();
            case PHONE -> most(value -> value.replaceAll("[^0-9+]", "").length() >= 8 && reads("phone", value))
                    ? format(as)
                    : Optional.empty();
            case NIR, COG, CODE ->
                most(value -> reads(format(as).orElseThrow(), value)) ? format(as) : Optional.empty();
            case CODES -> isCodes() ? Optional.of("") : Optional.empty();
        };
    }

    private static Optional<String> format(As as) {
        return Optional.of(switch (as) {
            case NAMES -> "given-names";
            case PHONE -> "phone";
            case NIR -> "nir";
            case COG -> "cog";
            case CODE -> "code";
            default -> "";
        });
    }

    private Optional<String> date() {
        return pattern(DAYS).or(() -> most(value -> reads("datetime", value))
                ? Optional.of("datetime")
                : Optional.empty());
    }

    private boolean isDate() {
        return date().isPresent();
    }

    private Optional<String> pattern(List<String> patterns) {
        if (column.values().isEmpty()) {
            return Optional.of(column.declared()).filter(format -> format.startsWith("date"));
        }
        return patterns.stream().map(pattern -> "date " + pattern)
                .filter(format -> most(value -> plausible(format, value))).findFirst();
    }

    /** A day of a life, so that eight digits are not taken for a date because they could be one. */
    private static boolean plausible(String format, String value) {
        return FixedDate.day(Format.of(format).toCommon(value))
                .filter(day -> day.getYear() >= 1890 && day.getYear() <= 2100).isPresent()
                || value.matches("[09]{2}([/.-]?)[09]{2}\\1[09]{4}|[09]{4}-[09]{2}-[09]{2}");
    }

    private Optional<String> amount() {
        if (column.values().isEmpty()) {
            return Optional.of(column.declared()).filter(format -> format.startsWith("amount"));
        }
        if (most(value -> value.endsWith("€") && reads(FRENCH, withoutEuro(value)))) {
            return Optional.of(FRENCH + " €");
        }
        return Stream.of("amount plain", FRENCH).filter(format -> most(value -> reads(format, withoutEuro(value))))
                .findFirst();
    }

    private static String withoutEuro(String amount) {
        return amount.replaceFirst("[ \u00A0\u202F]*€$", "");
    }

    /** Few different words, each often. */
    boolean isCodes() {
        return !column.values().isEmpty() && column.distinct() <= MOST_CODES
                && column.distinct() * 2 <= Math.max(column.values().size(), 4)
                && column.values().stream().allMatch(Look::isShort);
    }

    /** The words as codes of a table; empty where they are not, or none of them is known. */
    Optional<Codes> codes(String table) {
        var known = CodeWords.of(table);
        var words = new TreeMap<String, Optional<String>>();
        column.values().forEach(value -> words.computeIfAbsent(value, known::common));
        var found = words.values().stream().filter(Optional::isPresent).count();
        var areWords = words.keySet().stream().allMatch(Look::isShort);
        return found > 0 && areWords && (found * 2 >= words.size() || isCodes()) && words.size() <= MOST_WORDS
                ? Optional.of(new Codes(table, words))
                : Optional.empty();
    }

    /** A text that is longer, or has lines, may say something of somebody: it is no word of a list. */
    private static boolean isShort(String word) {
        return word.length() <= LONGEST_CODE && word.indexOf('\n') < 0;
    }

    /** The words for yes and no, where the column has nothing else. */
    Optional<List<String>> yesNo() {
        if (column.values().isEmpty() && column.declared().startsWith("boolean")) {
            return Optional.of(List.of("true", "false"));
        }
        return YES_NO.stream().filter(pair -> !column.values().isEmpty() && pair.containsAll(column.values()))
                .findFirst();
    }

    /** One value a row, and no two alike. */
    boolean isKey(int rows) {
        return column.values().isEmpty()
                || column.values().size() == rows && column.distinct() == column.values().size();
    }

    /** Words with blanks between them. */
    private boolean isText() {
        return column.values().stream().allMatch(value -> value.strip().indexOf(' ') >= 0);
    }

    boolean isTwoDigits() {
        return !column.values().isEmpty() && most(value -> value.matches("\\d{2}"));
    }

    /** Whether its NIR have their key with them. */
    boolean isWholeNir() {
        return most(value -> value.replace(" ", "").length() == 15);
    }

    /** What it looks like, for whoever has to decide, in French and English. */
    Hint words() {
        if (column.values().isEmpty()) {
            return column.declared().isEmpty()
                    ? new Hint("vide dans l'échantillon", "empty in the sample")
                    : new Hint("`" + column.declared() + "`", "`" + column.declared() + "`");
        }
        if (most(value -> value.replace(" ", "").matches(NIR)) && as(As.NIR).isEmpty()) {
            return new Hint("comme un NIR, mais sa clé est fausse", "like a NIR, but its key is wrong");
        }
        return date().map(format -> format.replace("date ", ""))
                .map(format -> new Hint("des dates (" + format + ")", "dates (" + format + ")"))
                .or(() -> yesNo().map(pair -> "`boolean " + pair.get(0) + "/" + pair.get(1) + "`")
                        .map(format -> new Hint("oui ou non (" + format + ")", "yes or no (" + format + ")")))
                .or(() -> amount()
                        .filter(any -> column.values().stream()
                                .anyMatch(value -> withoutEuro(value).matches(".*[,.]\\d+")))
                        .map(format -> new Hint("des nombres (`" + format + "`)", "numbers (`" + format + "`)")))
                .or(() -> Optional.of(column.distinct()).filter(any -> isCodes())
                        .map(count -> count == 1 && isText()
                                ? new Hint("du texte", "text")
                                : count == 1
                                        ? new Hint("un seul mot", "a single word")
                                        : new Hint("une liste de " + count + " mots", "a list of " + count + " words")))
                .or(() -> amount().map(format -> new Hint("des nombres (`" + format + "`)",
                        "numbers (`" + format + "`)")))
                .orElse(new Hint("du texte", "text"));
    }

    private boolean most(java.util.function.Predicate<String> fits) {
        var fitting = column.values().stream().filter(fits).count();
        var broken = column.values().size() - fitting;
        return broken <= Math.max(1, column.values().size() / 10) && broken <= fitting;
    }

    private static boolean reads(String format, String value) {
        return !Format.of(format).toCommon(value).isEmpty();
    }
}
