package org.viaduc.connectors;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.local.FlowFormat;

/**
 * The door for long flows of many households: collects them one record at a time, sets apart what cannot be read, in the
 * flow's own format, and writes deliveries that bear the exchange id.
 */
public final class FlowDoor {
    private final Intake intake;
    private final Path rejects;

    FlowDoor(Intake intake, NodeSettings settings) {
        this.intake = intake;
        this.rejects = settings.data().resolve("reject");
    }

    /**
     * What became of a flow.
     *
     * @param ending  where the file belongs: {@code archive} when every record was taken or is among the rejects,
     *                {@code reject} when the flow itself is not whole
     * @param rejects the records that could not be read, as a flow
     */
    public record Taken(String ending, Optional<Path> rejects) {
        /** Whether anything was set apart. */
        public boolean isRejecting() {
            return rejects.isPresent();
        }

        /** The file of the rejects; asked for only where there are some. */
        public File file() {
            return rejects.orElseThrow().toFile();
        }
    }

    /**
     * Takes one flow, or one that was mended and is handed in again. What breaks in the middle is read again from its
     * beginning; what was taken is not taken twice.
     */
    public Taken collect(InputStream flow, String fileName, String connector) throws IOException {
        return intake.throughout(() -> taken(flow, fileName, connector));
    }

    private Taken taken(InputStream flow, String fileName, String connector) throws IOException {
        var format = (FlowFormat) intake.format(connector);
        var name = Path.of(fileName).getFileName().toString();
        try (var rejected = format.rejects().to(rejects.resolve(connector).resolve(name + ".ERR"))) {
            var units = new int[1];
            var taken = intake.take((records, faults) -> format.read(flow, name, records, faults,
                    (unit, charset, fault, head) -> {
                        units[0]++;
                        rejected.unit(unit, charset, fault, head);
                    }), name, connector);
            var file = rejected.finish();
            return new Taken(taken.faults() == units[0] ? "archive" : "reject", file);
        }
    }

    /** The rejects have been handed back to the department: none stay here. */
    public void handedBack(File rejects) throws IOException {
        Files.deleteIfExists(rejects.toPath());
    }

    /** The one file of a delivery, named by the exchange so that a repeat lands on itself. */
    public CsvDoor.DeliveryFile file(DeliverableRecord record, String connector) {
        return new CsvDoor.DeliveryFile("LIVRAISON_" + record.exchange() + ".xml",
                intake.format(record).write(record));
    }
}
