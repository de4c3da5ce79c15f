package org.viaduc.connectors.kit.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads a sample of whatever a system hands over. */
public final class Samples {
    private static final long LARGEST = 64L << 20;

    private Samples() {
    }

    /**
     * @param from  a file, {@code .csv}, {@code .txt}, {@code .xml}, {@code .json} or {@code .wsdl}
     * @param judge tells which of nested objects are persons
     * @throws NoSample    when it cannot be read as one
     * @throws IOException when the file cannot be read at all
     */
    public static Sample read(String from, Sample.Judge judge) throws IOException {
        var file = Path.of(from);
        if (!Files.isRegularFile(file)) {
            throw new NoSample("there is no file `" + from + "`");
        }
        if (Files.size(file) > LARGEST) {
            throw new NoSample("`" + from + "` is larger than " + (LARGEST >> 20)
                    + " MB: a sample needs no more than some hundred lines");
        }
        var name = file.getFileName().toString();
        return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "json", "jsonl", "ndjson" -> JsonSample.read(Files.readAllBytes(file), name, judge);
            case "txt" -> LinesSample.read(Files.readAllBytes(file), name);
            case "csv", "tsv" -> CsvSample.read(Files.readAllBytes(file), name);
            case "xml" -> XmlSample.read(Files.readAllBytes(file), name, judge);
            case "wsdl" -> Wsdl.read(Files.readAllBytes(file), name).sample();
            default -> throw new NoSample("`" + from
                    + "`: a sample ends in .csv, .xml, .json or .wsdl, or is the address of a database, jdbc:…");
        };
    }
}
