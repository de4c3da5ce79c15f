package org.viaduc.person;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names as they compare: capital letters only, since systems lose case, accents, apostrophes, hyphens and spaces. */
final class Names {
    private static final Pattern NOT_LETTERS = Pattern.compile("\\P{L}+");
    private static final Set<String> PARTICLES = Set.of("DE", "DU", "DES", "D", "LE", "LA", "LES", "L", "VAN", "VON",
            "DER", "DEN", "TER", "EL", "AL", "BEN");

    private Names() {
    }

    /** All letters in capitals without accents, nothing between them; empty when there is no letter. */
    static String letters(String name) {
        return NOT_LETTERS.matcher(plain(name)).replaceAll("");
    }

    /** Every way in which another system may write the family name: whole, without particles, one part of a double name. */
    static Set<String> variants(String family) {
        var variants = new LinkedHashSet<String>();
        variants.add(letters(family));
        var parts = new ArrayList<String>(List.of(NOT_LETTERS.split(plain(family))));
        parts.removeIf(part -> part.isEmpty() || PARTICLES.contains(part));
        variants.add(String.join("", parts));
        parts.stream().filter(part -> part.length() > 1).forEach(variants::add);
        variants.remove("");
        return variants;
    }

    private static String plain(String name) {
        var spelled = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKD).codePoints().forEach(letter -> spell(letter, spelled));
        return spelled.toString().toUpperCase(Locale.ROOT);
    }

    /** Marks go; letters that Unicode does not take apart are spelled as civil registers do. */
    private static void spell(int letter, StringBuilder to) {
        switch (letter) {
            case 'œ', 'Œ' -> to.append("OE");
            case 'æ', 'Æ' -> to.append("AE");
            case 'ø', 'Ø' -> to.append('O');
            case 'ł', 'Ł' -> to.append('L');
            case 'đ', 'Đ', 'ð', 'Ð' -> to.append('D');
            case 'þ', 'Þ' -> to.append("TH");
            case 'ı' -> to.append('I');
            default -> {
                if (Character.getType(letter) != Character.NON_SPACING_MARK) {
                    to.appendCodePoint(letter);
                }
            }
        }
    }
}
