package org.viaduc.connectors;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;

/** Reads what a department handed over, record by record, and passes each on; what cannot be read is said with its place. */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** Of one handing over; the others are counted. */
    private static final int MOST_SAID = 20;

    private final Acceptance acceptance;
    private final MappingsInForce mappings;
    /** By what they read; what is no longer in force stays, for what is under way. */
    private final Map<SystemDescription, LocalFormat> formats = new ConcurrentHashMap<>();
    private final NodeSettings settings;

    Intake(Acceptance acceptance, MappingsInForce mappings, NodeSettings settings) {
        this.acceptance = acceptance;
        this.mappings = mappings;
        this.settings = settings;
    }

    /** The format in which a connector's system writes now. */
    LocalFormat format(String connector) {
        return format(mappings.book().system(settings.connectors().get(connector).system()));
    }

    /** The format that this record was translated for. */
    LocalFormat format(DeliverableRecord record) {
        return format(mappings.system(record));
    }

    private LocalFormat format(SystemDescription system) {
        return formats.computeIfAbsent(system, LocalFormat::of);
    }

    /** Reads and takes by one version of the mappings, from beginning to end. */
    <T> T throughout(MappingsInForce.Act<T, IOException> act) throws IOException {
        return mappings.throughout(act);
    }

    /** What became of one handing over. */
    record Taken(int records, int faults) {
        boolean isReadable() {
            return records > 0 || faults == 0;
        }
    }

    /** How something that was handed over is read: record by record, fault by fault. */
    interface Reading {
        void read(Consumer<LocalRecord> records, Consumer<Fault> faults) throws IOException;
    }

    /**
     * @param source names the drop or the call in messages; never a person's data
     * @throws IOException when it breaks in the middle: it can be handed over again, and what was taken is not taken twice
     */
    Taken take(InputStream in, String source, String connector) throws IOException {
        return take((records, faults) -> format(connector).read(in, source, records, faults), source, connector);
    }

    /** As above, in a way of reading of the door's own. */
    Taken take(Reading reading, String source, String connector) throws IOException {
        return mappings.throughout(() -> all(reading, source, connector));
    }

    private Taken all(Reading reading, String source, String connector) throws IOException {
        var first = new ArrayList<Fault>();
        var faults = new int[1];
        var records = new int[1];
        reading.read(record -> {
            acceptance.accept(record, connector);
            records[0]++;
        }, fault -> {
            faults[0]++;
            if (first.size() < MOST_SAID) {
                first.add(fault);
            }
        });
        if (faults[0] > 0) {
            acceptance.refusedAtDoor(connector, faults[0]);
            first.forEach(fault -> LOG.atInfo().addKeyValue("connector", connector)
                    .addKeyValue("place", fault.place()).log("not read: {}", fault.reason()));
        }
        LOG.atInfo().addKeyValue("connector", connector).addKeyValue("source", source)
                .addKeyValue("records", records[0]).addKeyValue("faults", faults[0]).log("collected");
        return new Taken(records[0], faults[0]);
    }
}
