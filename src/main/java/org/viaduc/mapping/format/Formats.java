package org.viaduc.mapping.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Predicate;

/** The formats that the mapping language names. */
final class Formats {
    static final List<String> KNOWN = List.of("text", "given-names", "given-names ,", "date PATTERN", "datetime",
            "datetime PATTERN", "quarter", "amount fr", "amount fr €", "amount be", "amount be €", "amount plain",
            "amount cents", "integer",
            "boolean YES/NO", "phone", "phone fr", "phone be", "nir", "niss", "cog", "code", "attachment");

    private Formats() {
    }

    /** The format of a name, for one scalar. @throws IllegalArgumentException saying what is wrong with it */
    static Format of(String name, ZoneId zone) {
        var space = name.indexOf(' ');
        var word = space < 0 ? name : name.substring(0, space);
        var detail = space < 0 ? "" : name.substring(space + 1).strip();
        return switch (word) {
            case "date" -> FixedDate.of(detail);
            case "datetime" -> detail.isEmpty() ? new DateTime() : PatternTime.of(detail, zone);
            case "amount" -> detail.equals("cents") ? new Cents() : Amount.of(detail);
            case "boolean" -> YesNo.of(detail);
            case "phone" -> PhoneNumber.of(detail);
            default -> {
                if (!detail.isEmpty()) {
                    throw unknown(name);
                }
                yield switch (word) {
                    case "text" -> TEXT;
                    case "integer" -> new WholeNumber();
                    case "nir" -> NationalNumber.NIR;
                    case "niss" -> NationalNumber.NISS;
                    case "cog" -> new Checked(Formats::isCog);
                    case "code" -> new Checked(text -> text.chars().noneMatch(Character::isWhitespace));
                    default -> throw unknown(name);
                };
            }
        };
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("unknown format `" + name + "`; known: " + String.join(", ", KNOWN));
    }

    /** Text as it is. */
    static final Format TEXT = new Checked(text -> true);

    static final Format NONE = new Checked(text -> false);

    /** The same on both sides, if it has the right shape. */
    private record Checked(Predicate<String> shape) implements Format {
        @Override
        public String toCommon(String local) {
            return shape.test(local) ? local : "";
        }

        @Override
        public String toLocal(String common) {
            return shape.test(common) ? common : "";
        }
    }

    /** An ISO day, or day and time. */
    private record DateTime() implements Format {
        @Override
        public String toCommon(String local) {
            return isDateTime(local) ? local : "";
        }

        @Override
        public String toLocal(String common) {
            return toCommon(common);
        }

        @Override
        public boolean saysDay() {
            return true;
        }
    }

    /** Two words for yes and no. */
    private record YesNo(String yes, String no) implements Format {
        static YesNo of(String detail) {
            var slash = detail.indexOf('/');
            if (slash < 1 || slash == detail.length() - 1
                    || detail.substring(0, slash).equals(detail.substring(slash + 1))) {
                throw new IllegalArgumentException("`boolean` takes two words, as `boolean O/N`");
            }
            return new YesNo(detail.substring(0, slash), detail.substring(slash + 1));
        }

        @Override
        public String toCommon(String local) {
            return local.equals(yes) ? "true" : local.equals(no) ? "false" : "";
        }

        @Override
        public String toLocal(String common) {
            return common.equals("true") ? yes : common.equals("false") ? no : "";
        }

        @Override
        public Type type() {
            return Type.BOOLEAN;
        }
    }

    private record WholeNumber() implements Format {
        @Override
        public String toCommon(String local) {
            return isWhole(local) ? local : "";
        }

        @Override
        public String toLocal(String common) {
            return toCommon(common);
        }

        @Override
        public Type type() {
            return Type.NUMBER;
        }
    }

    private static boolean isWhole(String text) {
        var start = text.startsWith("-") ? 1 : 0;
        for (var i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > start && text.length() <= 15;
    }

    /** An amount as a whole number of cents, as lines with fixed places have it. */
    private record Cents() implements Format {
        @Override
        public String toCommon(String local) {
            return isWhole(local) ? java.math.BigDecimal.valueOf(Long.parseLong(local), 2).toPlainString() : "";
        }

        @Override
        public String toLocal(String common) {
            try {
                var cents = new java.math.BigDecimal(common).movePointRight(2);
                return cents.precision() > 15 ? "" : String.valueOf(cents.longValueExact());
            } catch (NumberFormatException e) {
                return "";
            } catch (ArithmeticException e) {
                return "";
            }
        }

        @Override
        public Type type() {
            return Type.NUMBER;
        }
    }

    /**
     * An INSEE code of a commune or country (COG): a department of France or Corsica (2A, 2B, 20 before 1976) and three digits,
     * an overseas department or territory (971–978, 984–989) and two, or 99 and a country.
     */
    private static boolean isCog(String text) {
        if (text.length() != 5) {
            return false;
        }
        for (var i = 0; i < 5; i++) {
            var c = text.charAt(i);
            if ((c < '0' || c > '9') && !(i == 1 && (c == 'A' || c == 'B') && text.charAt(0) == '2')) {
                return false;
            }
        }
        return switch (text.substring(0, 2)) {
            case "00" -> false;
            case "97" -> text.charAt(2) >= '1' && text.charAt(2) <= '8';
            case "98" -> text.charAt(2) >= '4';
            default -> true;
        };
    }

    private static boolean isDateTime(String text) {
        try {
            if (text.length() <= 10) {
                return LocalDate.parse(text) != null;
            }
            return text.length() == 19
                    ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.parse(text) != null
                    : OffsetDateTime.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
