package org.viaduc.cli.demo.story;

/** How a text looks on a terminal. */
public enum Style {
    PLAIN(""), BOLD("1"), DIM("2"), GREEN("32"), YELLOW("33"), RED("31"), BLUE("34"), CYAN("36");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** The text with the terminal's signs around it; unchanged when colours are not wanted. */
    String on(String text, boolean colours) {
        return !colours || code.isEmpty() || text.isBlank() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
