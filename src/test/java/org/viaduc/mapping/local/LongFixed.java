package org.viaduc.mapping.local;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;
import org.viaduc.trust.Aside;

/**
 * A drop of Sambre of any length, one household after the other between head and tail, and what it costs to put it aside, to
 * look whether it is whole, to read it and to put every record into common terms: {@code LongFixed MEGABYTES}, under the heap
 * that the JVM was given.
 */
public final class LongFixed {
    private static final Charset LATIN = StandardCharsets.ISO_8859_1;
    private static final int LENGTH = 160;
    private static final List<String> NAMES = List.of("D'Hondt", "Özdemir", "Lefèvre", "Vandenbroucke", "N'Guessan",
            "Çelik", "Saint-Servais", "O'Brien");

    private LongFixed() {
    }

    /** Writes households until the drop is that long. @return how many */
    static int write(Path file, long bytes) throws IOException {
        var households = 0;
        var lines = 0;
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            put(out, "E001SAMBRE02");
            for (var written = 0L; written < bytes; households++) {
                for (var line : household(households + 1)) {
                    put(out, line);
                    written += LENGTH + 2;
                    lines++;
                }
            }
            put(out, "Z999%08d".formatted(lines));
        }
        return households;
    }

    private static List<String> household(int number) {
        var person = "%010d".formatted(number);
        var name = NAMES.get(number % NAMES.size());
        var other = "%010d".formatted(number + 50_000_000);
        return List.of(
                "D100%08d%-46s%-12s%-5s%-30s92094N".formatted(number, "Rue de l'Étoile, " + number % 300,
                        "bte " + number % 9, "5000", "Namur"),
                "P200%08d%s%s%-40s%-40sF%s".formatted(number, person, niss(number), name, "Hélène Maria " + number,
                        "19910609BE40DEMU"),
                "P200%08d%s%s%-40s%-40sM%s".formatted(number, other, niss(number + 50_000_000), name, "Noé",
                        "20190830BE10ENFU"),
                "R300%sRIS 3A2025020100000000000%06d202610".formatted(person, number % 1_000_000),
                "V400%sAF 000%06d202610".formatted(person, number * 7L % 1_000_000),
                "K450%sLOY000%06dLa Joie du Foyer %d".formatted(person, number * 13L % 1_000_000, number),
                "S600%sENQ20261012%-30s %s".formatted(person, "M. Lefèvre",
                        "Visite à domicile n° " + number + " : logement correct, chauffage au pétrole dangereux."));
    }

    private static String niss(int number) {
        var first = 910_609_000L + number % 999;
        return "%09d%02d".formatted(first, 97 - first % 97);
    }

    private static void put(OutputStream out, String line) throws IOException {
        out.write((line + " ".repeat(LENGTH - line.length()) + "\r\n").getBytes(LATIN));
    }

    public static void main(String[] args) throws IOException {
        var folder = Files.createTempDirectory("sambre");
        var file = folder.resolve("SAMBRE.txt");
        try {
            var households = write(file, Long.parseLong(args[0]) << 20);
            var book = MappingBook.load(Path.of("mappings"));
            var translator = new Translator(book);
            var counts = new long[3];
            var seconds = new double[2];
            var start = System.nanoTime();
            try (var in = Files.newInputStream(file); var aside = Aside.of(in, folder.resolve("aside"))) {
                seconds[0] = (System.nanoTime() - start) / 1e9;
                new FixedFormat(book.system("sambre")).read(aside::open, "SAMBRE.txt", record -> {
                    if (counts[0]++ == 0) {
                        seconds[1] = (System.nanoTime() - start) / 1e9;
                    }
                    counts[1] += translator.translate(record).record().pieces().size();
                }, fault -> counts[2]++);
            }
            System.out.printf(Locale.ROOT,
                    "bytes=%d households=%d records=%d pieces=%d faults=%d seconds-aside=%.1f seconds-to-first=%.1f "
                            + "seconds=%.1f heap-limit-mb=%d heap-peak-mb=%d%n",
                    Files.size(file), households, counts[0], counts[1], counts[2], seconds[0], seconds[1],
                    (System.nanoTime() - start) / 1e9, Runtime.getRuntime().maxMemory() >> 20, peak() >> 20);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder.resolve("aside"));
            Files.delete(folder);
        }
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }
}
