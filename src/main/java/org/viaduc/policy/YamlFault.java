package org.viaduc.policy;

/** A YAML file that says something we do not accept, with its place: {@code policy/rsa.yaml:14: unknown key `sender`}. */
public final class YamlFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    YamlFault(String file, int line, String why) {
        super(file + ":" + line + ": " + why);
    }

    YamlFault(String file, int line, String why, Throwable cause) {
        super(file + ":" + line + ": " + why, cause);
    }
}
