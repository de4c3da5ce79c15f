package org.viaduc.connectors.kit.sample;

import java.util.List;

/**
 * Reads a text file: as CSV where its lines can be cut into named columns. Lines whose fields stand at fixed places cannot be
 * guessed: nothing in them says where a field ends, and a place that is off by one gives another person's number.
 */
final class LinesSample {
    private static final int LOOKED_AT = 200;

    private LinesSample() {
    }

    /** @throws NoSample when the bytes are no CSV; for lines with fixed places it says what to write instead */
    static Sample read(byte[] bytes, String source) {
        try {
            return CsvSample.read(bytes, source);
        } catch (NoSample e) {
            var lines = Encoding.of(bytes, source).text().lines().limit(LOOKED_AT).toList();
            if (!looksFixed(lines)) {
                throw e;
            }
            throw new NoSample("`" + source + "` has lines with fixed places, of "
                    + lines.stream().mapToInt(String::length).max().orElse(0)
                    + " characters: where a field begins and ends stands in the system's description and not in the file, and "
                    + "is not guessed. Write system.yaml by hand after mappings/sambre (`format: fixed`, src/docs/"
                    + "mapping-language.md), or export the same as CSV with a line of names", e);
        }
    }

    private static boolean looksFixed(List<String> lines) {
        return lines.size() > 1 && lines.stream().filter(line -> line.length() >= 20).count() * 2 > lines.size();
    }
}
