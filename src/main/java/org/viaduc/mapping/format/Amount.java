package org.viaduc.mapping.format;

/**
 * Amounts: {@code 1 234,56} in French writing, {@code 1.234,56} in Belgian, {@code 1234.56} in plain writing. In common terms
 * a decimal, with the decimal places that the source had. A euro sign behind it is read by all and written where it is asked for.
 *
 * @param group what is written between thousands; NUL for nothing
 * @param unit  what is written behind it
 */
record Amount(char decimal, char group, String unit) implements Format {
    private static final String EURO = " €";

    static Amount of(String detail) {
        return switch (detail) {
            case "fr" -> new Amount(',', ' ', "");
            case "fr €" -> new Amount(',', ' ', EURO);
            case "be" -> new Amount(',', '.', "");
            case "be €" -> new Amount(',', '.', EURO);
            case "plain" -> new Amount('.', '\0', "");
            default -> throw new IllegalArgumentException(
                    "`amount` is `amount fr`, `fr €`, `be`, `be €`, `plain` or `cents`");
        };
    }

    @Override
    public String toCommon(String local) {
        if (!local.endsWith("€")) {
            return decimal(local);
        }
        var end = local.length() - 1;
        while (end > 0 && isSpace(local.charAt(end - 1))) {
            end--;
        }
        return decimal(local.substring(0, end));
    }

    private String decimal(String local) {
        var text = new StringBuilder(local.length());
        var places = -1;
        for (var i = 0; i < local.length(); i++) {
            var c = local.charAt(i);
            if (c >= '0' && c <= '9') {
                text.append(c);
                places += places >= 0 ? 1 : 0;
            } else if (c == decimal && places < 0 && !text.isEmpty() && text.charAt(text.length() - 1) != '-') {
                text.append('.');
                places = 0;
            } else if (c == '-' && text.isEmpty()) {
                text.append(c);
            } else if (group == 0 || places >= 0 || c != group && !isSpace(c)) {
                return "";
            }
        }
        var digits = text.length() - (text.indexOf("-") == 0 ? 1 : 0) - (places >= 0 ? 1 : 0);
        return digits < 1 || digits > 15 || places == 0 || places > 6 ? "" : text.toString();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\u00A0' || c == '\u202F';
    }

    @Override
    public String toLocal(String common) {
        var point = common.indexOf('.');
        var whole = point < 0 ? common : common.substring(0, point);
        var sign = whole.startsWith("-") ? 1 : 0;
        if (whole.length() == sign || !digits(whole, sign) || point >= 0 && !digits(common, point + 1)) {
            return "";
        }
        var text = new StringBuilder(common.length() + 4);
        for (var i = 0; i < whole.length(); i++) {
            if (group != 0 && i > sign && (whole.length() - i) % 3 == 0) {
                text.append(group);
            }
            text.append(whole.charAt(i));
        }
        if (point >= 0) {
            text.append(decimal).append(common, point + 1, common.length());
        }
        return text.append(unit).toString();
    }

    private static boolean digits(String text, int from) {
        for (var i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < text.length();
    }

    @Override
    public Type type() {
        return Type.NUMBER;
    }
}
