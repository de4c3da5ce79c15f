package org.viaduc.person;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.Kind;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;

/**
 * The five strict traits of a civil identity (référentiel INS), as the record writes them.
 *
 * @param birthName     the family name at birth
 * @param givenNames    all of them, in the order of the birth certificate
 * @param birthPlaceCog the INSEE code of the commune, or {@code 99xxx} of the country, of birth
 */
public record Traits(String birthName, List<String> givenNames, Sex sex, LocalDate birthDate, String birthPlaceCog) {
    public Traits {
        givenNames = List.copyOf(givenNames);
        if (birthName.isBlank() || givenNames.isEmpty() || givenNames.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("traits need a birth name and at least one given name");
        }
        if (!isCog(birthPlaceCog)) {
            throw new IllegalArgumentException("a birthplace is an INSEE code of five characters");
        }
    }

    /** The traits of the person whom the record is about; empty unless all five are there and readable. */
    public static Optional<Traits> of(CommonRecord record) {
        return Identity.of(record).traits();
    }

    /** A record that says no more than whom it is about; {@link #of} reads the same traits from it. */
    public CommonRecord record() {
        var patient = Resource.a("Patient").set(Identity.FAMILY, birthName);
        givenNames.forEach(name -> patient.set(Identity.GIVEN, name));
        patient.set(Identity.GENDER, sex.gender()).set(Identity.BIRTH_DATE, birthDate.toString())
                .set(Identity.BIRTH_PLACE, birthPlaceCog);
        return new CommonRecord(List.of(new Piece("person", Kind.IDENTITY, patient.build(), Set.of())));
    }

    /** Five characters: digits, of which the second may be the A or B of Corsica. */
    static boolean isCog(String text) {
        return text.matches("[0-9][0-9AB][0-9]{3}");
    }

    @Override
    public String toString() {
        return "Traits[hidden]";
    }
}
