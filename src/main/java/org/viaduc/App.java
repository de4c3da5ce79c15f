package org.viaduc;

import org.viaduc.cli.Viaduc;

/** Starts the command line. */
public final class App {
    private App() {
    }

    public static void main(String[] args) {
        System.exit(Viaduc.run(args));
    }
}
