package org.viaduc.mapping.foreign;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A good file made worse: bytes and lines that were lost, doubled, moved, or come from somewhere else. */
record Mutations(Random random, List<byte[]> others) {
    private static final List<String> FOREIGN = List.of("\u0000", "\"", "\"\"", ";", ",", "\n", "\r", "\r\n", "\t", "#",
            "#P;", "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "&", "&amp;", "&x;", "&#0;",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>", "<a>", "</a>", " xmlns=\"urn:x\"", "{", "}",
            "{},", "null,",
            "[", "]", ":", "null", "true", "1e400", "NaN", "-0", "\\u0000", "\\ud800", "\\", "'", "\u00E9", "\u0153",
            "\uFEFF", "\uFFFF", " ", "        ", "9999999999", "-1", "0");
    private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1,
            StandardCharsets.UTF_16LE);

    /** @param others files to take parts from */
    Mutations {
        others = List.copyOf(others);
    }

    byte[] worse(byte[] file) {
        var worse = file;
        for (var times = 1 + random.nextInt(4); times > 0; times--) {
            worse = random.nextBoolean() ? bytes(worse) : lines(worse);
        }
        return worse;
    }

    private byte[] bytes(byte[] file) {
        var from = random.nextInt(file.length + 1);
        var to = Math.min(file.length, from + 1 + random.nextInt(random.nextInt(10) == 0 ? 2000 : 12));
        return switch (random.nextInt(7)) {
            case 0 -> flipped(file, from);
            case 1 -> joined(file, 0, from, file, to, file.length);
            case 2 -> joined(file, 0, to, file, from, file.length);
            case 3 -> joined(file, 0, from, file, file.length, file.length);
            case 4 -> {
                var other = others.get(random.nextInt(others.size()));
                var at = random.nextInt(other.length + 1);
                yield joined(joined(file, 0, from, other, at, Math.min(other.length, at + 200)), 0, -1, file, from,
                        file.length);
            }
            default -> {
                var foreign = FOREIGN.get(random.nextInt(FOREIGN.size()))
                        .getBytes(CHARSETS.get(random.nextInt(CHARSETS.size())));
                yield joined(joined(file, 0, from, foreign, 0, foreign.length), 0, -1, file,
                        random.nextBoolean() ? from : to, file.length);
            }
        };
    }

    private byte[] flipped(byte[] file, int at) {
        var flipped = file.clone();
        if (at < flipped.length) {
            flipped[at] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) (flipped[at] ^ 1 << random.nextInt(8));
        }
        return flipped;
    }

    /** @param end of the first; -1 for all of it */
    private static byte[] joined(byte[] first, int begin, int end, byte[] second, int from, int to) {
        var all = new ByteArrayOutputStream();
        all.write(first, begin, (end < 0 ? first.length : end) - begin);
        all.write(second, from, to - from);
        return all.toByteArray();
    }

    private byte[] lines(byte[] file) {
        var lines = new ArrayList<>(List.of(new String(file, StandardCharsets.ISO_8859_1).split("(?<=\n)", -1)));
        var one = random.nextInt(lines.size());
        var other = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(one);
            case 1 -> lines.add(other, lines.get(one));
            case 2 -> lines.set(one, lines.set(other, lines.get(one)));
            default -> lines.subList(Math.min(one, other), Math.max(one, other)).clear();
        }
        return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
    }
}
