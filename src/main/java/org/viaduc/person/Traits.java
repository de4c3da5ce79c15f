package org.viaduc.person;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Resource;

/**
 * The five strict traits of a civil identity (référentiel INS), as the record writes them.
 *
 * @param birthName     the family name at birth
 * @param givenNames    all of them, in the order of the birth certificate
 * @param birthPlaceCog the INSEE code of the commune, or {@code 99xxx} of the country, of birth
 */
public record Traits(String birthName, List<String> givenNames, Sex sex, LocalDate birthDate, String birthPlaceCog) {
    private static final FieldPath FAMILY = FieldPath.of("name(use=official).family");
    private static final FieldPath GIVEN = FieldPath.of("name(use=official).given[*]");
    private static final FieldPath GENDER = FieldPath.of("gender");
    private static final FieldPath BIRTH_DATE = FieldPath.of("birthDate");
    private static final FieldPath BIRTH_PLACE = FieldPath.of("extension(url=http://hl7.org/fhir/StructureDefinition/"
            + "patient-birthPlace).valueAddress.extension(url=https://hl7.fr/ig/fhir/core/StructureDefinition/"
            + "fr-core-address-insee-code).valueCoding.code");

    public Traits {
        givenNames = List.copyOf(givenNames);
        if (birthName.isBlank() || givenNames.isEmpty() || givenNames.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("traits need a birth name and at least one given name");
        }
        if (!birthPlaceCog.matches("[0-9][0-9AB][0-9]{3}")) {
            throw new IllegalArgumentException("a birthplace is an INSEE code of five characters");
        }
    }

    /** The traits of the person whom the record is about; empty unless all five are there and readable. */
    public static Optional<Traits> of(CommonRecord record) {
        return record.identity().flatMap(piece -> of(piece.resource()));
    }

    private static Optional<Traits> of(Resource patient) {
        var name = text(patient, FAMILY);
        var given = patient.texts(GIVEN).stream().filter(each -> !each.isBlank()).toList();
        var sex = text(patient, GENDER).flatMap(Sex::ofGender);
        var date = birthDate(patient);
        var place = text(patient, BIRTH_PLACE).filter(cog -> cog.matches("[0-9][0-9AB][0-9]{3}"));
        return name.isEmpty() || given.isEmpty() || sex.isEmpty() || date.isEmpty() || place.isEmpty()
                ? Optional.empty()
                : Optional.of(new Traits(name.get(), given, sex.get(), date.get(), place.get()));
    }

    /** The birth date of a Patient; empty when it has none or only a year or a month. */
    static Optional<LocalDate> birthDate(Resource patient) {
        return text(patient, BIRTH_DATE).flatMap(Traits::date);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Resource patient, FieldPath path) {
        return patient.text(path).filter(text -> !text.isBlank());
    }

    @Override
    public String toString() {
        return "Traits[hidden]";
    }
}
