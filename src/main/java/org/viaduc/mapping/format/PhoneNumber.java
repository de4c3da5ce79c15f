package org.viaduc.mapping.format;

import java.util.List;
import java.util.Map;

/**
 * A telephone number as it is dialled in its country, and with the country in front in common terms (E.164). Overseas
 * departments have country codes of their own. Numbers that are not of the country's length stay as they are.
 */
record PhoneNumber(Map<String, String> codes, String code, List<Integer> lengths) implements Format {
    private static final Map<String, String> OVERSEAS = Map.ofEntries(Map.entry("0262", "+262"),
            Map.entry("0263", "+262"), Map.entry("0269", "+262"), Map.entry("0639", "+262"), Map.entry("0692", "+262"),
            Map.entry("0693", "+262"), Map.entry("0590", "+590"), Map.entry("0690", "+590"), Map.entry("0691", "+590"),
            Map.entry("0594", "+594"), Map.entry("0694", "+594"), Map.entry("0596", "+596"), Map.entry("0696", "+596"),
            Map.entry("0697", "+596"), Map.entry("0508", "+508"));

    static Format of(String country) {
        return switch (country) {
            case "" -> Digits.DIGITS;
            case "fr" -> new PhoneNumber(OVERSEAS, "+33", List.of(10));
            case "be" -> new PhoneNumber(Map.of(), "+32", List.of(9, 10));
            default -> throw new IllegalArgumentException("`phone` stands alone, or is `phone fr` or `phone be`");
        };
    }

    @Override
    public String toCommon(String local) {
        var digits = Digits.DIGITS.toCommon(local);
        if (digits.startsWith("00")) {
            return "+" + digits.substring(2);
        }
        return digits.startsWith("0") && lengths.contains(digits.length())
                ? codes.getOrDefault(digits.substring(0, 4), code) + digits.substring(1)
                : digits;
    }

    @Override
    public String toLocal(String common) {
        var digits = Digits.DIGITS.toCommon(common);
        for (var own : codes.values()) {
            if (digits.startsWith(own) && codes.getOrDefault(national(digits, own), "").equals(own)) {
                return "0" + digits.substring(own.length());
            }
        }
        return digits.startsWith(code) && lengths.contains(digits.length() - code.length() + 1)
                ? "0" + digits.substring(code.length())
                : digits;
    }

    private static String national(String digits, String code) {
        var rest = "0" + digits.substring(code.length());
        return rest.length() == 10 ? rest.substring(0, 4) : "";
    }

    /** Digits, with a {@code +} in front; spaces, dots and hyphens go. */
    enum Digits implements Format {
        DIGITS;

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
            return digits.length() < 3 ? "" : digits.toString();
        }

        @Override
        public String toLocal(String common) {
            return toCommon(common);
        }
    }
}
