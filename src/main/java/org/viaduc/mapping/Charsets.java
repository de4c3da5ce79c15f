package org.viaduc.mapping;

import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.util.Map;

/** Which characters a local system can hold; others become their nearest, without accents, or a question mark. */
final class Charsets {
    /** What Unicode does not take apart and a typist would. */
    private static final Map<String, String> NEAREST = Map.ofEntries(Map.entry("œ", "oe"), Map.entry("Œ", "OE"),
            Map.entry("’", "'"), Map.entry("‘", "'"), Map.entry("“", "\""), Map.entry("”", "\""), Map.entry("–", "-"),
            Map.entry("—", "-"), Map.entry("‑", "-"), Map.entry("€", "EUR"), Map.entry("ł", "l"), Map.entry("Ł", "L"),
            Map.entry("đ", "d"), Map.entry("Đ", "D"), Map.entry("ı", "i"));

    private final CharsetEncoder encoder;

    Charsets(SystemDescription system) {
        this.encoder = system.wire().charset().newEncoder();
    }

    String writable(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\t' || c > '~') {
                return isPlain(text) && encoder.canEncode(text) ? text : nearest(text);
            }
        }
        return text;
    }

    private static boolean isPlain(String text) {
        for (var i = 0; i < text.length();) {
            var c = text.codePointAt(i);
            if (isControl(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    private static boolean isControl(int c) {
        return c < ' ' && c != '\n' && c != '\t' || c >= 0x7F && c < 0xA0 || c >= 0xFFFE && c <= 0xFFFF
                || c >= 0xD800 && c <= 0xDFFF;
    }

    private String nearest(String text) {
        var near = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            var character = Character.toString(c);
            if (isControl(c)) {
                near.append(' ');
            } else if (encoder.canEncode(character)) {
                near.append(character);
            } else {
                var base = NEAREST.getOrDefault(character,
                        Normalizer.normalize(character, Normalizer.Form.NFKD).replaceAll("\\p{M}", ""));
                near.append(!base.isEmpty() && encoder.canEncode(base) ? base : "?");
            }
        });
        return near.toString();
    }
}
