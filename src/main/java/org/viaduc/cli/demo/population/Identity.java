package org.viaduc.cli.demo.population;

import java.time.LocalDate;
import java.util.List;

/**
 * Who somebody is, as a file has it, right or wrong.
 *
 * @param usualName       empty when it is the birth name
 * @param birthPlaceCog   five characters
 * @param nir             fifteen characters, or empty; on a child it may be a parent's
 */
public record Identity(String birthName, String usualName, List<String> givenNames, Word sex, LocalDate born,
        String birthPlaceCog, String nir) {
    public Identity {
        givenNames = List.copyOf(givenNames);
    }

    /** The given names as both systems write them: separated by a space, hyphens kept. */
    public String givenNamesText() {
        return String.join(" ", givenNames);
    }

    Identity withNames(String birth, String usual) {
        return new Identity(birth, usual, givenNames, sex, born, birthPlaceCog, nir);
    }

    Identity withGivenNames(List<String> names) {
        return new Identity(birthName, usualName, names, sex, born, birthPlaceCog, nir);
    }

    Identity withBirth(LocalDate date, String cog) {
        return new Identity(birthName, usualName, givenNames, sex, date, cog, nir);
    }

    Identity withNir(String number) {
        return new Identity(birthName, usualName, givenNames, sex, born, birthPlaceCog, number);
    }

    @Override
    public String toString() {
        return "Identity[]";
    }
}
