package org.viaduc.connectors;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.trust.Aside;

/**
 * The door for files, of lines with columns or with fixed places, or one dossier in XML: collects drops, and writes deliveries
 * that bear the exchange id.
 */
public final class CsvDoor {
    private final Intake intake;
    private final Path rejects;
    private final Path aside;

    CsvDoor(Intake intake, NodeSettings settings) {
        this.intake = intake;
        this.rejects = settings.data().resolve("reject");
        this.aside = settings.data().resolve("aside");
    }

    /** Takes one drop, and lists for the department what of it could not be read. */
    public Filing collect(InputStream drop, String fileName, String connector) throws IOException {
        var name = Path.of(fileName).getFileName().toString();
        try (var unread = new RejectList(rejects.resolve(connector).resolve(name + ".ERR"))) {
            var taken = intake.take((records, faults) -> read(drop, name, connector, records, fault -> {
                unread.add(fault);
                faults.accept(fault);
            }), name, connector);
            return new Filing(taken.isReadable() ? "archive" : "reject", unread.finish());
        }
    }

    /** A file of which only the end says whether it is whole is put aside first: nothing of it is taken before that was seen. */
    private void read(InputStream drop, String name, String connector, Consumer<LocalRecord> records,
            Consumer<Fault> faults) throws IOException {
        var format = intake.format(connector);
        if (format.isOpenedTwice()) {
            try (var file = Aside.of(drop, aside)) {
                format.read(file::open, name, records, faults);
            }
        } else {
            format.read(drop, name, records, faults);
        }
    }

    /** The list has been handed back to the department: none stays here. */
    public void handedBack(File list) throws IOException {
        Files.deleteIfExists(list.toPath());
    }

    /** One file of a delivery. */
    @SuppressWarnings("ArrayRecordComponent")
    public record DeliveryFile(String name, byte[] content) {
        @Override
        public String toString() {
            return "DeliveryFile[" + name + "]";
        }
    }

    /** The one file of a delivery, named by the exchange so that a repeat lands on itself. Documents stand in its lines. */
    public DeliveryFile file(DeliverableRecord record, String connector) {
        var format = intake.format(record);
        return new DeliveryFile("LIVRAISON_" + record.exchange() + "." + format.ending(), format.write(record));
    }
}
