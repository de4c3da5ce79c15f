package org.viaduc.federation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The folder of a local system that only drops files and takes what is delivered. */
final class Depot {
    private static final AtomicInteger DROPS = new AtomicInteger();
    private final Path folder;

    Depot(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("out"));
        Files.createDirectories(folder.resolve("in"));
    }

    Path folder() {
        return folder;
    }

    /** A drop of these families. @return the file's name */
    String drop(Family... families) throws IOException {
        return drop(Family.drop(families).getBytes(Family.CHARSET));
    }

    String drop(byte[] content) throws IOException {
        var name = "DOSSIERS_20261121_%04d.csv".formatted(DROPS.incrementAndGet());
        var hidden = Files.write(folder.resolve(name + ".part"), content);
        Files.move(hidden, folder.resolve("out").resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return name;
    }

    /** Whether that drop was read, and lies where such drops lie afterwards. */
    boolean isIn(String ending, String drop) {
        return Files.exists(folder.resolve("out").resolve(ending).resolve(drop));
    }

    /** The deliveries, each as its text. */
    List<String> delivered() throws IOException {
        try (var files = Files.list(folder.resolve("in"))) {
            var texts = new java.util.ArrayList<String>();
            for (var file : files.filter(each -> each.toString().endsWith(".csv")).toList()) {
                texts.add(Files.readString(file, Family.CHARSET));
            }
            return texts;
        }
    }

    /** How many deliveries there are about the person of that name. */
    long deliveriesOf(Family family) throws IOException {
        return delivered().stream().filter(text -> text.contains(family.name())).count();
    }
}
