package org.viaduc.connectors;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.mapping.DeliverableRecord;

/**
 * The door for files, of lines with columns or with fixed places, or one dossier in XML: collects drops, and writes deliveries
 * that bear the exchange id.
 */
public final class CsvDoor {
    private final Intake intake;
    private final Path rejects;

    CsvDoor(Intake intake, NodeSettings settings) {
        this.intake = intake;
        this.rejects = settings.data().resolve("reject");
    }

    /** Takes one drop, and lists for the department what of it could not be read. */
    public Filing collect(InputStream drop, String fileName, String connector) throws IOException {
        var name = Path.of(fileName).getFileName().toString();
        try (var unread = new RejectList(rejects.resolve(connector).resolve(name + ".ERR"))) {
            var taken = intake.take((records, faults) -> intake.format(connector).read(drop, name, records, fault -> {
                unread.add(fault);
                faults.accept(fault);
            }), name, connector);
            return new Filing(taken.isReadable() ? "archive" : "reject", unread.finish());
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
