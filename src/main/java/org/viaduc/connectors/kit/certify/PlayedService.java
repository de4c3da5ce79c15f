package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.viaduc.connectors.kit.certify.Trying.NothingToTry;
import org.viaduc.mapping.DeliverableRecord;

/** A system that is asked for files and takes deliveries, played on this machine's own address. */
interface PlayedService extends AutoCloseable {
    /** What references begin with that it gives for deliveries. */
    String REFERENCE = "REF-";

    /** What the routes' parameters are instead of node.yaml's. */
    Map<String, String> parameters();

    /** What node.yaml would say of the connector. */
    default Map<String, String> values() {
        return Map.of();
    }

    /** A file that has changed. @param answer what whoever asks for it gets */
    void changed(String id, String answer) throws IOException;

    /** The same answer, so that nobody can read it. */
    String garbled(String answer);

    void goDown();

    void comeUp() throws IOException;

    void beSlow(boolean slow);

    /** Whether deliveries are refused as wrong. */
    void refuse(boolean refuse);

    /** All deliveries that it was handed, whole, repeats included. */
    List<String> delivered();

    /** How many files stand there under the exchange's id; empty where only the system itself can tell a repeat. */
    default OptionalLong standing(String exchange) {
        return OptionalLong.empty();
    }

    /** What of a record that was delivered does not stand there as the mapping writes it. */
    default List<String> missing(DeliverableRecord record) throws Exception {
        throw new NothingToTry("what is delivered is wrapped in the service's own request");
    }

    @Override
    void close();
}
