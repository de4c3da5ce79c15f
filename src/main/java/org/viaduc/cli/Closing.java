package org.viaduc.cli;

import java.util.ArrayDeque;
import java.util.Deque;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node has opened, closed in the opposite order: at its end, when its start fails, and when the program is stopped
 * in the middle of either. What is added after it was closed is closed at once.
 */
final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean isClosed;

    /** Closes as soon as the program is asked to stop, too. */
    static Closing alsoAtExit() {
        var closing = new Closing();
        Runtime.getRuntime().addShutdownHook(new Thread(closing::close, "stop"));
        return closing;
    }

    synchronized <T extends AutoCloseable> T add(T one) {
        opened.push(one);
        if (isClosed) {
            closeAll();
        }
        return one;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        closeAll();
    }

    /** Whatever fails to close, the rest is closed all the same. */
    private void closeAll() {
        while (!opened.isEmpty()) {
            var one = opened.pop();
            try {
                one.close();
            } catch (Exception e) {
                LOG.atWarn().addKeyValue("part", one.getClass().getSimpleName()).addKeyValue("fault",
                        e.getClass().getSimpleName()).log("a part of the node did not close in order");
            }
        }
    }
}
