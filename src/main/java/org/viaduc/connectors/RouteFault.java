package org.viaduc.connectors;

/** One thing that is wrong in a route file. */
record RouteFault(String file, int line, String reason) {
    @Override
    public String toString() {
        return "routes/" + file + ":" + line + ": " + reason;
    }
}
