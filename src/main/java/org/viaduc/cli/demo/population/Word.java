package org.viaduc.cli.demo.population;

/**
 * One notion in the codes of both local systems; an empty text where a system has no code for it.
 *
 * @param solidor the code of D35's system
 * @param ardoise the code of D44's system
 */
public record Word(String solidor, String ardoise) {
    /** Nothing said. */
    public static final Word NONE = new Word("", "");

    static Word same(String code) {
        return new Word(code, code);
    }
}
