package org.viaduc.mapping.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** The formats that the mapping language names. */
final class Formats {
    static final String KNOWN = "text, given-names, date PATTERN, datetime, quarter, amount fr, amount plain, integer, "
            + "boolean YES/NO, phone, nir, cog, code, attachment";

    private Formats() {
    }

    /** The format of a name, for one scalar. @throws IllegalArgumentException saying what is wrong with it */
    static Format of(String name) {
        var space = name.indexOf(' ');
        var word = space < 0 ? name : name.substring(0, space);
        var detail = space < 0 ? "" : name.substring(space + 1).strip();
        return switch (word) {
            case "date" -> FixedDate.of(detail);
            case "amount" -> Amount.of(detail);
            case "boolean" -> YesNo.of(detail);
            default -> {
                if (!detail.isEmpty()) {
                    throw unknown(name);
                }
                yield switch (word) {
                    case "text" -> TEXT;
                    case "datetime" -> new DateTime();
                    case "integer" -> new WholeNumber();
                    case "phone" -> new Phone();
                    case "nir" -> new Nir();
                    case "cog" -> new Checked(Formats::isCog);
                    case "code" -> new Checked(text -> text.chars().noneMatch(Character::isWhitespace));
                    default -> throw unknown(name);
                };
            }
        };
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("unknown format `" + name + "`; known: " + KNOWN);
    }

    /** Text as it is. */
    static final Format TEXT = new Checked(text -> true);

    static final Format NONE = new Checked(text -> false);

    /** The same on both sides, if it has the right shape. */
    private record Checked(java.util.function.Predicate<String> shape) implements Format {
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
            if (slash < 1 || slash == detail.length() - 1) {
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
            var start = local.startsWith("-") ? 1 : 0;
            for (var i = start; i < local.length(); i++) {
                if (local.charAt(i) < '0' || local.charAt(i) > '9') {
                    return "";
                }
            }
            return local.length() == start || local.length() > 15 ? "" : local;
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

    /** Digits, with a {@code +} in front; spaces, dots and hyphens go. */
    private record Phone() implements Format {
        @Override
        public String toCommon(String local) {
            var digits = new StringBuilder(local.length());
            for (var i = 0; i < local.length(); i++) {
                var c = local.charAt(i);
                if (c >= '0' && c <= '9' || c == '+' && digits.isEmpty()) {
                    digits.append(c);
                } else if (c != ' ' && c != '.' && c != '-' && c != '\u00A0') {
                    return "";
                }
            }
            return digits.length() < 4 ? "" : digits.toString();
        }

        @Override
        public String toLocal(String common) {
            return toCommon(common);
        }
    }

    /** 13 characters, or 15 with the key; Corsica has a letter (2A, 2B). The key is not checked. */
    private record Nir() implements Format {
        @Override
        public String toCommon(String local) {
            var text = local.indexOf(' ') < 0 ? local : local.replace(" ", "");
            if (text.length() != 13 && text.length() != 15) {
                return "";
            }
            for (var i = 0; i < text.length(); i++) {
                var c = text.charAt(i);
                if ((c < '0' || c > '9') && !(i == 6 && (c == 'A' || c == 'B') && text.charAt(5) == '2')) {
                    return "";
                }
            }
            return text;
        }

        @Override
        public String toLocal(String common) {
            return toCommon(common);
        }
    }

    /** An INSEE code: five digits, or 2A or 2B and three digits. */
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
        return true;
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
