package org.viaduc.connectors;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.way.Collecting;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.LocalBatch.Fault;

/** Reads what a department handed over, record by record, and passes each on; what cannot be read is said with its place. */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Collecting collecting;
    private final Map<String, LocalFormat> formats = new TreeMap<>();
    private final Map<String, String> systems = new TreeMap<>();

    Intake(Collecting collecting, MappingBook book, NodeSettings settings) {
        this.collecting = collecting;
        settings.connectors().values().forEach(connector -> {
            systems.put(connector.name(), connector.system());
            formats.computeIfAbsent(connector.system(), system -> LocalFormat.of(book.system(system)));
        });
    }

    /** The format in which a connector's system writes. */
    LocalFormat format(String connector) {
        return formats.get(systems.get(connector));
    }

    /** What became of one handing over. */
    record Taken(int records, int faults) {
        boolean isReadable() {
            return records > 0 || faults == 0;
        }
    }

    /**
     * @param source names the drop or the call in messages; never a person's data
     * @throws IOException when it breaks in the middle: it can be handed over again, and what was taken is not taken twice
     */
    Taken take(InputStream in, String source, String connector) throws IOException {
        var faults = new ArrayList<Fault>();
        var records = new int[1];
        format(connector).read(in, source, record -> {
            collecting.accept(record, connector);
            records[0]++;
        }, faults::add);
        if (!faults.isEmpty()) {
            collecting.refusedAtDoor(connector, faults.size());
            faults.stream().limit(20).forEach(fault -> LOG.atInfo().addKeyValue("connector", connector)
                    .addKeyValue("place", fault.place()).log("not read: {}", fault.reason()));
        }
        LOG.atInfo().addKeyValue("connector", connector).addKeyValue("source", source)
                .addKeyValue("records", records[0]).addKeyValue("faults", faults.size()).log("collected");
        return new Taken(records[0], faults.size());
    }
}
