package org.viaduc.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The family of the matrix of all pairs in each system's own form: every time under other names, numbers and birthdays, so
 * that nobody is taken for anybody else, and otherwise word for word the same. The first person of each file is the mother.
 */
final class SameFamily {
    private static final Path FILES = Path.of("src/test/resources/org/viaduc/mapping/matrix");
    private static final Path GABARE = Path.of("mappings/gabare/examples/woman-who-asks-for-her-transfer.local.xml");

    private final int number;

    /** @param number below 600; each number is another family */
    SameFamily(int number) {
        this.number = number;
    }

    String of(String file, Charset charset) {
        try {
            var text = Files.readString(file.equals("gabare") ? GABARE : FILES.resolve(file), charset);
            for (var each : changes().entrySet()) {
                text = text.replace(each.getKey(), each.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> changes() {
        var mother = LocalDate.of(1961, 1, 5).plusDays(number * 19L);
        var twins = LocalDate.of(2011, 2, 3).plusDays(number * 3L);
        var changes = new LinkedHashMap<String, String>();
        named("Casanova", "Casan" + letters(3), changes);
        named("Casteran", "Caste" + letters(3), changes);
        named("Évenou", "Évé" + letters(3), changes);
        named("Léglise", "Légl" + letters(3), changes);
        changes.put("289072B03311871", nir(2, mother, "2B033", "118"));
        changes.put("287024700112367", nir(2, mother, "47001", "123"));
        changes.put("116022A00411797", nir(1, twins, "2A004", "117"));
        changes.put("116022A00411896", nir(1, twins, "2A004", "118"));
        changes.put("89070201203", niss(mother, 12));
        changes.put("16022901180", niss(twins, 11));
        changes.put("16022901378", niss(twins, 13));
        for (var form : new String[]{"yyyy-MM-dd", "dd/MM/yyyy", "yyyyMMdd"}) {
            var format = DateTimeFormatter.ofPattern(form);
            changes.put(LocalDate.of(1989, 7, 2).format(format), mother.format(format));
            changes.put(LocalDate.of(1987, 2, 28).format(format), mother.format(format));
            changes.put(LocalDate.of(2016, 2, 29).format(format), twins.format(format));
            changes.put(LocalDate.of(2015, 6, 7).format(format), twins.format(format));
        }
        changes.put("354410", String.valueOf(354_500 + number));
        changes.put("70441", String.valueOf(71_000 + number));
        changes.put("A-2026-010", "A-2026-" + (100 + number) + "0");
        changes.put("33-2026-004410", "33-2026-00" + (5000 + number));
        changes.put("38-4410", "38-" + (5000 + number));
        changes.put("\"montant\": \"412\"", "\"montant\": \"412.00\"");
        changes.put("38410", String.valueOf(39_000 + number));
        changes.put("00044101", "000" + (45_000 + number));
        changes.put("35126004410", "3512600" + (5000 + number));
        changes.put("usager-4410", "usager-" + (5000 + number));
        changes.put("47-2019-003871", "47-2019-00" + (5000 + number));
        moved(changes);
        return changes;
    }

    /** To D44; Sambre knows no department of France, and says no move. */
    private static void moved(Map<String, String> changes) {
        changes.put("<code>DEMENAGEMENT</code><date>2026-11-15</date><valeur>35<",
                "<code>DEMENAGEMENT</code><date>2026-11-15</date><valeur>44<");
        changes.put("<code>DEMENAGEMENT</code><date>2026-10-15</date><valeur>35<",
                "<code>DEMENAGEMENT</code><date>2026-10-15</date><valeur>44<");
        changes.put("DEMENA20261115LIEGE", "INFORM20261115     ");
    }

    private static void named(String name, String other, Map<String, String> changes) {
        changes.put(name, other);
        changes.put(name.toUpperCase(Locale.ROOT), other.toUpperCase(Locale.ROOT));
    }

    private String letters(int count) {
        var text = new StringBuilder();
        var rest = number;
        for (var i = 0; i < count; i++) {
            text.append((char) ('a' + rest % 26));
            rest /= 26;
        }
        return text.toString();
    }

    /** With its key, of which the A and the B of Corsica count as 19 and 18. */
    private static String nir(int sex, LocalDate born, String commune, String order) {
        var digits = "%d%02d%02d%s%s".formatted(sex, born.getYear() % 100, born.getMonthValue(), commune, order);
        var key = 97 - Long.parseLong(digits.replace("2A", "19").replace("2B", "18")) % 97;
        return digits + "%02d".formatted(key);
    }

    private static String niss(LocalDate born, int order) {
        var digits = "%02d%02d%02d%03d".formatted(born.getYear() % 100, born.getMonthValue(), born.getDayOfMonth(),
                order);
        var key = 97 - Long.parseLong((born.getYear() < 2000 ? "" : "2") + digits) % 97;
        return digits + "%02d".formatted(key);
    }
}
