package org.viaduc.exchange;

/** What is missing before a parked delivery can be tried again: a connector that delivers. It stays parked. */
public final class NobodyDelivers extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NobodyDelivers() {
        super("node.yaml names no connector that delivers: add one and reload, or refuse the delivery");
    }
}
