package org.viaduc.connectors;

import java.io.IOException;
import java.io.InputStream;

import org.viaduc.mapping.DeliverableRecord;

/**
 * The door for files, of lines with columns or with fixed places, or one dossier in XML: collects drops, and writes deliveries
 * that bear the exchange id.
 */
public final class CsvDoor {
    private final Intake intake;

    CsvDoor(Intake intake) {
        this.intake = intake;
    }

    /** Takes one drop. @return the folder that it belongs in afterwards: {@code archive} or {@code reject} */
    public String collect(InputStream drop, String fileName, String connector) throws IOException {
        return intake.take(drop, fileName, connector).isReadable() ? "archive" : "reject";
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
