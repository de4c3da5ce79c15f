package org.viaduc.mapping.format;

import java.time.ZoneId;
import java.util.List;

/** How one local text is written in common terms, and back. Neither direction throws: empty means it cannot be read. */
public interface Format {
    /** Where nothing else is said, clocks show the time of Paris. */
    ZoneId USUAL_ZONE = ZoneId.of("Europe/Paris");

    /** The format of a name, as {@code date dd/MM/yyyy}. @throws IllegalArgumentException saying what is wrong with it */
    static Format of(String name) {
        return of(name, USUAL_ZONE);
    }

    /** @param zone of times that the system writes without one */
    static Format of(String name, ZoneId zone) {
        return Formats.of(name, zone);
    }

    /** The names of all formats; a word in capitals stands for a detail. */
    static List<String> known() {
        return Formats.KNOWN;
    }

    /** Reads nothing: where no format is. */
    Format NONE = Formats.NONE;

    /** The JSON type of the common value. */
    enum Type {
        TEXT,
        BOOLEAN,
        NUMBER
    }

    /** @param local without spaces around, never empty */
    String toCommon(String local);

    String toLocal(String common);

    default Type type() {
        return Type.TEXT;
    }

    /** True when something of this common value is lost in local terms. */
    default boolean cuts(String common) {
        return false;
    }

    /** True when the common value is a date, or begins with one. */
    default boolean saysDay() {
        return false;
    }
}
