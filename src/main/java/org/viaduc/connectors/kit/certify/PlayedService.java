package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A system that is asked for files and takes deliveries, played on this machine's own address. */
interface PlayedService extends AutoCloseable {
    /** What references begin with that it gives for deliveries. */
    String REFERENCE = "REF-";

    /** What the routes' parameters are instead of node.yaml's. */
    Map<String, String> parameters();

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

    @Override
    void close();
}
