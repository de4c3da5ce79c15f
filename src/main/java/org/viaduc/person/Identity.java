package org.viaduc.person;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Resource;

/** What a record says of who it is about: each trait by itself, as written, where it is there and readable. */
record Identity(Optional<String> birthName, Optional<String> usualName, List<String> givenNames, Optional<Sex> sex,
        Optional<LocalDate> birthDate, Optional<String> birthPlace, Optional<Ins> ins) {
    static final FieldPath FAMILY = FieldPath.of("name(use=official).family");
    private static final FieldPath USUAL = FieldPath.of("name(use=usual).family");
    static final FieldPath GIVEN = FieldPath.of("name(use=official).given[*]");
    static final FieldPath GENDER = FieldPath.of("gender");
    static final FieldPath BIRTH_DATE = FieldPath.of("birthDate");
    static final FieldPath BIRTH_PLACE = FieldPath.of("extension(url=http://hl7.org/fhir/StructureDefinition/"
            + "patient-birthPlace).valueAddress.extension(url=https://hl7.fr/ig/fhir/core/StructureDefinition/"
            + "fr-core-address-insee-code).valueCoding.code");
    private static final FieldPath RELIABILITY = FieldPath.of("extension(url=https://hl7.fr/ig/fhir/core/"
            + "StructureDefinition/fr-core-identity-reliability).extension(url=identityStatus).valueCoding.code");
    private static final Set<String> QUALIFIED = Set.of("VALI", "QUAL");
    /** INS-NIR, INS-NIA, and their test and demonstration counterparts (ANS, OIDs of the INS). */
    private static final Map<String, FieldPath> INS = new LinkedHashMap<>();

    static {
        List.of("8", "9", "10", "11").stream().map("urn:oid:1.2.250.1.213.1.4."::concat)
                .forEach(system -> INS.put(system, FieldPath.of("identifier(system=" + system + ").value")));
    }

    private static final Identity UNKNOWN = new Identity(Optional.empty(), Optional.empty(), List.of(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static Identity of(CommonRecord record) {
        return record.identity().map(piece -> of(piece.resource())).orElse(UNKNOWN);
    }

    private static Identity of(Resource patient) {
        return new Identity(text(patient, FAMILY), text(patient, USUAL),
                patient.texts(GIVEN).stream().filter(name -> !name.isBlank()).toList(),
                text(patient, GENDER).flatMap(Sex::ofGender), text(patient, BIRTH_DATE).flatMap(Identity::date),
                text(patient, BIRTH_PLACE).filter(Traits::isCog), ins(patient));
    }

    /** All five strict traits; empty when one is missing. */
    Optional<Traits> traits() {
        return birthName.isEmpty() || givenNames.isEmpty() || sex.isEmpty() || birthDate.isEmpty()
                || birthPlace.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Traits(birthName.get(), givenNames, sex.get(), birthDate.get(),
                                birthPlace.get()));
    }

    private static Optional<String> text(Resource patient, FieldPath path) {
        return patient.text(path).filter(text -> !text.isBlank());
    }

    /** Only a whole date is one: a year or a month alone is not. */
    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /** An identity piece carries an INS when its source qualified it (référentiel INS), unless it says otherwise. */
    private static Optional<Ins> ins(Resource patient) {
        var qualified = text(patient, RELIABILITY).map(QUALIFIED::contains).orElse(true);
        return INS.entrySet().stream()
                .flatMap(each -> text(patient, each.getValue())
                        .map(value -> new Ins(each.getKey(), value, qualified)).stream())
                .findFirst();
    }

    @Override
    public String toString() {
        return "Identity[hidden]";
    }
}
