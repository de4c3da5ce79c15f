package org.viaduc;

/** Starts the command line. */
public final class App {
    private App() {
    }

    public static void main(String[] args) {
        System.out.println("viaduc " + Runtime.version());
    }
}
