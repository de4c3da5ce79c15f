package org.viaduc.person;

import java.util.List;
import java.util.Set;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;

/** Makes records about invented persons; a test changes the one trait it is about. */
record PersonFile(String family, String usual, List<String> given, String gender, String birthDate, String birthPlace,
        String ins) {
    private static final String PLACE = "extension(url=http://hl7.org/fhir/StructureDefinition/patient-birthPlace)"
            + ".valueAddress.extension(url=https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code)"
            + ".valueCoding.code";

    static PersonFile aPerson() {
        return new PersonFile("Le Goff-Étienne", "", List.of("Maëlys", "Anne"), "female", "2014-03-07", "35288", "");
    }

    PersonFile family(String other) {
        return new PersonFile(other, usual, given, gender, birthDate, birthPlace, ins);
    }

    PersonFile usual(String other) {
        return new PersonFile(family, other, given, gender, birthDate, birthPlace, ins);
    }

    PersonFile given(String... others) {
        return new PersonFile(family, usual, List.of(others), gender, birthDate, birthPlace, ins);
    }

    PersonFile gender(String other) {
        return new PersonFile(family, usual, given, other, birthDate, birthPlace, ins);
    }

    PersonFile born(String other) {
        return new PersonFile(family, usual, given, gender, other, birthPlace, ins);
    }

    PersonFile at(String other) {
        return new PersonFile(family, usual, given, gender, birthDate, other, ins);
    }

    PersonFile ins(String other) {
        return new PersonFile(family, usual, given, gender, birthDate, birthPlace, other);
    }

    CommonRecord record() {
        var patient = Resource.a("Patient");
        set(patient, "name(use=official).family", family);
        given.forEach(name -> patient.set(FieldPath.of("name(use=official).given[*]"), name));
        set(patient, "name(use=usual).family", usual);
        set(patient, "gender", gender);
        set(patient, "birthDate", birthDate);
        set(patient, PLACE, birthPlace);
        set(patient, "identifier(system=urn:oid:1.2.250.1.213.1.4.11).value", ins);
        return new CommonRecord(List.of(new Piece("p-1", Kind.IDENTITY, patient.build(), Set.of())));
    }

    private static void set(Resource.Builder patient, String path, String value) {
        if (!value.isEmpty()) {
            patient.set(path, value);
        }
    }
}
