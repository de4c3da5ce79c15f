package org.viaduc.mapping;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.viaduc.mapping.local.LocalFormat;

/**
 * Reads and translates a file of a million records that is made while it is read, one system of each form, and says how much
 * of the heap it took. It is run by hand with a small heap; the mapping page says how.
 */
public final class MillionRecords {
    private static final int HOUSEHOLDS = 1_000_000;

    private MillionRecords() {
    }

    /** @param args a system, and how many units (households, persons) its file has */
    public static void main(String[] args) throws IOException {
        var system = args[0];
        var units = args.length > 1 ? Integer.parseInt(args[1]) : HOUSEHOLDS;
        var book = MappingBook.load(Path.of("mappings"));
        var translator = new Translator(book, Fixture.CLOCK);
        var records = new AtomicLong();
        var pieces = new AtomicLong();
        var faults = new AtomicLong();
        var bytes = new AtomicLong();
        var start = System.nanoTime();
        LocalFormat.of(book.system(system)).read(counted(file(system, units), bytes), "made up", record -> {
            records.incrementAndGet();
            pieces.addAndGet(translator.translate(record).record().pieces().size());
        }, fault -> faults.incrementAndGet());
        System.out.printf("%s: %,d records, %,d pieces, %,d faults out of %,d MB in %d s; heap in use at most %d MB"
                + " of %d MB%n", system, records.get(), pieces.get(), faults.get(), bytes.get() >> 20,
                (System.nanoTime() - start) / 1_000_000_000L, peakHeap() >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static InputStream file(String system, int units) throws IOException {
        return switch (system) {
            case "solidor" -> {
                var lines = lines("solidor", "woman-whose-address-is-protected.local.csv", "windows-1252");
                var head = lines.stream().filter(line -> line.startsWith("#")).toList();
                yield made(text(head), text(lines.subList(head.size(), lines.size())), "",
                        Charset.forName("windows-1252"), number(lines.get(head.size()), 1), units);
            }
            case "sambre" -> {
                var lines = lines("sambre", "man-in-a-shelter-whose-address-is-confidential.local.txt", "ISO-8859-1");
                var body = lines.subList(1, lines.size() - 1);
                var tail = "%-160s\r\n".formatted("Z999%08d".formatted((long) body.size() * units));
                yield made(lines.getFirst() + "\r\n", text(body), tail, StandardCharsets.ISO_8859_1,
                        body.getFirst().substring(4, 12), units);
            }
            case "estey" -> {
                var one = new ObjectMapper().readTree(Files.readString(
                        Path.of("mappings/estey/examples/applicant-with-a-contract-and-two-actions.local.json")));
                yield made("", one + "\n", "", StandardCharsets.UTF_8, one.path("id").asText().substring(8), units);
            }
            default -> {
                var charset = Charset.forName("ISO-8859-15");
                var text = Files.readString(
                        Path.of("mappings/cnaf-vrsb/examples/family-whose-paying-body-changes.local.xml"), charset);
                var from = text.indexOf("  <InfoFoyerRSA>");
                var to = text.lastIndexOf("</InfoFoyerRSA>") + "</InfoFoyerRSA>\n".length();
                var rest = text.substring(to).replaceAll("(<NBTOTDOSRSATRANSM>)\\d+", "$1" + units);
                yield made(text.substring(0, from), text.substring(from, to), rest, charset, "126004512", units);
            }
        };
    }

    private static List<String> lines(String system, String example, String charset) throws IOException {
        return Files.readAllLines(Path.of("mappings", system, "examples", example), Charset.forName(charset));
    }

    private static String text(List<String> lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String number(String line, int cell) {
        return line.split(";")[cell];
    }

    /** Head, as many units as wanted, each with a number of its own in the place of the example's, and tail. */
    private static InputStream made(String head, String unit, String tail, Charset charset, String number, int units) {
        var pattern = "%0" + number.length() + "d";
        var parts = Stream.concat(Stream.of(head), Stream.concat(
                IntStream.range(0, units).mapToObj(each -> unit.replace(number, pattern.formatted(each))),
                Stream.of(tail))).map(text -> (InputStream) new ByteArrayInputStream(text.getBytes(charset)))
                .iterator();
        return new SequenceInputStream(each(parts));
    }

    private static <T> Enumeration<T> each(Iterator<T> parts) {
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public T nextElement() {
                return parts.next();
            }
        };
    }

    private static InputStream counted(InputStream in, AtomicLong bytes) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                var read = in.read(to, from, length);
                bytes.addAndGet(Math.max(0, read));
                return read;
            }
        };
    }

    /** The most that was ever in use, garbage included: below the heap's limit by as much as nobody needed. */
    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(MillionRecords::peak).sum();
    }

    private static long peak(MemoryPoolMXBean pool) {
        return pool.getPeakUsage().getUsed();
    }
}
