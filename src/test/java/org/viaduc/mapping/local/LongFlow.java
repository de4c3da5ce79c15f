package org.viaduc.mapping.local;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;

/**
 * A flow VRSB of any length, one beneficiary after the other, and what it costs to read it and to put every record into
 * common terms: {@code LongFlow MEGABYTES}, under the heap that the JVM was given.
 */
public final class LongFlow {
    private static final Charset LATIN_9 = Charset.forName("ISO-8859-15");
    private static final Path EXAMPLE = Path
            .of("mappings/cnaf-vrsb/examples/family-whose-paying-body-changes.local.xml");

    private LongFlow() {
    }

    /** Writes households until the flow is that long. @return how many */
    static int write(Path file, long bytes) throws IOException {
        var example = Files.readString(EXAMPLE, LATIN_9);
        var first = example.indexOf("<InfoFoyerRSA>");
        var last = example.indexOf("</InfoFoyerRSA>") + "</InfoFoyerRSA>".length();
        var household = example.substring(first, last);
        var households = 0;
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            put(out, example.substring(0, first));
            for (var written = 0L; written < bytes; written += household.length() + 1) {
                households++;
                put(out, household.replace("35126004512", String.format(Locale.ROOT, "%011d", households)) + "\n");
            }
            put(out, "<TransmissionFlux><NBTOTDOSRSATRANSM>" + households
                    + "</NBTOTDOSRSATRANSM></TransmissionFlux></Racine>");
        }
        return households;
    }

    private static void put(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(LATIN_9));
    }

    public static void main(String[] args) throws IOException {
        var file = Files.createTempFile("vrsb", ".xml");
        try {
            var households = write(file, Long.parseLong(args[0]) << 20);
            var book = MappingBook.load(Path.of("mappings"));
            var translator = new Translator(book);
            var counts = new long[3];
            var start = System.nanoTime();
            try (var in = Files.newInputStream(file)) {
                new FlowFormat(book.system("cnaf-vrsb")).read(in, "VRSB.xml", record -> {
                    counts[0]++;
                    counts[1] += translator.translate(record).record().pieces().size();
                }, fault -> counts[2]++);
            }
            var seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(Locale.ROOT,
                    "bytes=%d households=%d records=%d pieces=%d faults=%d seconds=%.1f heap-limit-mb=%d heap-peak-mb=%d%n",
                    Files.size(file), households, counts[0], counts[1], counts[2], seconds,
                    Runtime.getRuntime().maxMemory() >> 20, peak() >> 20);
        } finally {
            Files.delete(file);
        }
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }
}
