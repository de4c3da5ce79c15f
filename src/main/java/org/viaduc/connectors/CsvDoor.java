package org.viaduc.connectors;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.local.CsvFormat;

/** The door for files of several kinds of lines: collects drops, and writes deliveries that bear the exchange id. */
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

    /** The files of a delivery, documents first, so that the lines that name them come when they are there. */
    public List<DeliveryFile> files(DeliverableRecord record, String connector) throws IOException {
        var files = new ArrayList<DeliveryFile>();
        for (var attachment : record.attachments()) {
            try (var content = attachment.content().open()) {
                files.add(new DeliveryFile("LIVRAISON_" + record.exchange() + "_" + attachment.id() + ".bin",
                        content.readAllBytes()));
            }
        }
        var lines = ((CsvFormat) intake.format(connector)).write(record);
        files.add(new DeliveryFile("LIVRAISON_" + record.exchange() + ".csv", lines));
        return files;
    }
}
