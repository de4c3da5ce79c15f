package org.viaduc.connectors.kit.scaffold;

import java.time.LocalDate;

/**
 * What a new connector is to be called and how it is reached.
 *
 * @param name      of the connector, as {@code d56-ajonc}
 * @param system    of the mapping folder, as {@code ajonc}
 * @param questions who in the department answers questions
 * @param door      what the route templates' names begin with, as {@code csv-folder}
 * @param version   the day from which the mapping holds
 */
public record Plan(String name, String system, String department, String questions, String door, LocalDate version) {
    /** @throws IllegalArgumentException for a name that no route file can have */
    public Plan {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "`" + name + "` is no name of a connector: small letters, digits and hyphens, as d56-ajonc");
        }
        if (!system.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "`" + system + "` is no name of a system: small letters, digits and hyphens, as ajonc");
        }
    }

    /** The two lines with which every file begins. */
    String head(String what) {
        return "# " + what + "\n# Questions: " + questions + ".\n";
    }
}
