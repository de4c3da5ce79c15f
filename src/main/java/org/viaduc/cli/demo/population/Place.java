package org.viaduc.cli.demo.population;

/**
 * A commune, or a country of birth.
 *
 * @param cog    its code of five characters in the official geographic code; {@code 99…} for a country
 * @param postal empty for a country
 */
public record Place(String cog, String name, String postal) {
    boolean isAbroad() {
        return cog.startsWith("99");
    }

    boolean isInEurope() {
        return cog.startsWith("991");
    }

    boolean isInCorsica() {
        return cog.startsWith("2A") || cog.startsWith("2B");
    }

    boolean isIn(String department) {
        return cog.startsWith(department);
    }
}
