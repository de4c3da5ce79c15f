package org.viaduc.connectors.kit.certify.played;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.viaduc.connectors.kit.guess.Hint;
import org.viaduc.mapping.DeliverableRecord;

/** A system that is asked for files and takes deliveries, played on this machine's own address. */
public interface PlayedService extends AutoCloseable {
    /** What references begin with that it gives for deliveries. */
    String REFERENCE = "REF-";

    /** How a system's next version speaks otherwise than agreed. */
    enum Drift {
        NONE,
        /** Members, elements or columns that nobody has described. */
        MORE,
        /** Without something that is needed, as a listed file's number. */
        LESS,
        /** Something that is needed has another name. */
        RENAMED
    }

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

    /** The same answer, longer than any file may be. */
    String huge(String answer) throws IOException;

    /** The ways in which it can speak otherwise. */
    Set<Drift> drifts();

    /** From now on it speaks like that. */
    void drift(Drift drift);

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

    /**
     * What of a record that was delivered does not stand there as the mapping writes it; empty where the service's own
     * request is wrapped around it, and nothing can be compared.
     */
    default Optional<List<Hint>> missing(DeliverableRecord record) throws IOException {
        return Optional.empty();
    }

    @Override
    void close();
}
