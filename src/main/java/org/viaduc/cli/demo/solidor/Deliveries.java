package org.viaduc.cli.demo.solidor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports what lies in {@code /in}: each exchange once, whatever a repeat contains. What was imported, and what was known
 * already, goes to {@code done}; what cannot be read goes to {@code reject} with the reason beside it.
 */
final class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Path in;
    private final Path done;
    private final Path reject;
    private final Importer importer;

    /** Keeps the rows of an exchange, unless it has them. */
    interface Importer {
        void receive(String exchange, List<Row> rows) throws SQLException;
    }

    Deliveries(Path in, Importer importer) throws IOException {
        this.in = in;
        this.done = Files.createDirectories(in.resolve("done"));
        this.reject = Files.createDirectories(in.resolve("reject"));
        this.importer = importer;
    }

    /** Imports everything that lies there now. A second call, or one at the same time, finds the rest. */
    synchronized void sweep() throws IOException, SQLException {
        var waiting = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(in, file -> DeliveryFile.exchange(file).isPresent())) {
            files.forEach(waiting::add);
        }
        for (var file : waiting) {
            take(file, DeliveryFile.exchange(file).orElseThrow());
        }
    }

    synchronized long rejected() throws IOException {
        try (var files = Files.list(reject)) {
            return files.filter(file -> file.toString().endsWith(".csv")).count();
        }
    }

    private void take(Path file, String exchange) throws IOException, SQLException {
        try {
            importer.receive(exchange, DeliveryFile.read(file));
            move(file, done);
        } catch (DeliveryFile.Unreadable e) {
            LOG.warn("delivery {} put aside: {}", exchange, e.getMessage());
            Files.writeString(reject.resolve(file.getFileName() + ".txt"), e.getMessage() + "\n");
            move(file, reject);
        }
    }

    private static void move(Path file, Path folder) throws IOException {
        Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
}
