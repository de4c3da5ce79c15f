package org.viaduc.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.viaduc.model.CommonRecord;
import org.viaduc.person.Face.Trait;
import org.viaduc.person.Match.Candidate;
import org.viaduc.person.Match.Found;
import org.viaduc.person.Match.Method;
import org.viaduc.person.Match.None;
import org.viaduc.person.Match.Several;

/** Finds which person a record is about, or says why that is not certain. */
public final class Matcher {
    private final PersonIndex index;

    public Matcher(PersonIndex index) {
        this.index = index;
    }

    /**
     * Found takes the five strict traits and a second factor, a qualified INS or a local id that both sides know, and
     * nothing that speaks against it. Traits alone, an identifier with other traits, or a near miss is Several: a person
     * decides. None opens nothing by itself. One query; an identifier that a found person did not have yet is learnt,
     * in the caller's transaction.
     *
     * @param known the record's id in a local system
     */
    public Match match(Connection connection, CommonRecord record, Optional<LocalId> known) throws SQLException {
        var face = index.face(record, known);
        var acquaintances = index.find(connection, face);
        var identified = acquaintances.stream().filter(Acquaintance::isIdentified).toList();
        if (identified.size() == 1 && isCertain(identified.getFirst(), face)) {
            var person = identified.getFirst();
            index.learn(connection, face, person);
            return new Found(new MatchedRecord(record, person.pseudonym(), method(person)), method(person));
        }
        var candidates = acquaintances.stream().filter(person -> mayBeMeant(person, face))
                .map(person -> candidate(person, face, identified.size() > 1)).toList();
        return candidates.isEmpty() ? new None() : new Several(candidates, allReasons(candidates));
    }

    private static boolean isCertain(Acquaintance person, Face face) {
        return person.isStrict() && !person.hasOtherIns(face);
    }

    private static Method method(Acquaintance person) {
        var byIns = person.clues().contains(Clue.INS);
        var byLocalId = person.clues().contains(Clue.LOCAL_ID);
        return byIns && byLocalId
                ? Method.TRAITS_AND_BOTH
                : byIns ? Method.TRAITS_AND_INS : Method.TRAITS_AND_LOCAL_ID;
    }

    /** A mere near miss with another qualified INS is another person. */
    private static boolean mayBeMeant(Acquaintance person, Face face) {
        return person.isIdentified() || person.isStrict() || !person.hasOtherIns(face);
    }

    private static Candidate candidate(Acquaintance person, Face face, boolean identifiersDisagree) {
        var doubts = EnumSet.noneOf(Doubt.class);
        var clues = person.clues();
        var differing = person.isStrict() ? Set.<Trait>of() : person.differing(face);
        if (person.isStrict() && !person.isIdentified()) {
            doubts.add(Doubt.NO_SECOND_FACTOR);
        }
        if (!differing.isEmpty() && clues.contains(Clue.INS)) {
            doubts.add(Doubt.INS_WITH_OTHER_TRAITS);
        }
        if (!differing.isEmpty() && clues.contains(Clue.LOCAL_ID)) {
            doubts.add(Doubt.LOCAL_ID_WITH_OTHER_TRAITS);
        }
        if (identifiersDisagree && person.isIdentified()) {
            doubts.add(Doubt.IDENTIFIERS_DISAGREE);
        }
        if (person.hasOtherIns(face)) {
            doubts.add(Doubt.INS_DIFFERS);
        }
        if (!face.isComplete()) {
            doubts.add(Doubt.TRAITS_INCOMPLETE);
        }
        var missing = face.missing();
        missing.forEach(trait -> doubts.add(missing(trait)));
        differing.stream().filter(trait -> !missing.contains(trait)).forEach(trait -> doubts.add(doubt(trait, clues)));
        return new Candidate(person.pseudonym(), doubts.stream().map(Doubt::word).toList());
    }

    private static Doubt missing(Trait trait) {
        return switch (trait) {
            case BIRTH_NAME -> Doubt.BIRTH_NAME_MISSING;
            case GIVEN_NAMES -> Doubt.GIVEN_NAMES_MISSING;
            case SEX -> Doubt.SEX_MISSING;
            case BIRTH_DATE -> Doubt.BIRTH_DATE_MISSING;
            case BIRTH_PLACE -> Doubt.BIRTH_PLACE_MISSING;
        };
    }

    private static Doubt doubt(Trait trait, Set<Clue> clues) {
        return switch (trait) {
            case BIRTH_NAME -> clues.contains(Clue.NAMES_SWAPPED) ? Doubt.NAMES_SWAPPED : Doubt.FAMILY_NAME_DIFFERS;
            case GIVEN_NAMES -> clues.contains(Clue.NAMES_SWAPPED)
                    ? Doubt.NAMES_SWAPPED
                    : clues.contains(Clue.GIVEN_CUT) ? Doubt.GIVEN_NAME_TRUNCATED : Doubt.GIVEN_NAMES_DIFFER;
            case SEX -> Doubt.SEX_DIFFERS;
            case BIRTH_DATE -> clues.contains(Clue.DATE_SWAPPED)
                    ? Doubt.DAY_AND_MONTH_SWAPPED
                    : Doubt.BIRTH_DATE_DIFFERS;
            case BIRTH_PLACE -> Doubt.BIRTH_PLACE_DIFFERS;
        };
    }

    private static List<String> allReasons(List<Candidate> candidates) {
        return candidates.stream().flatMap(candidate -> candidate.reasons().stream()).map(Doubt::of).distinct().sorted()
                .map(Doubt::word).toList();
    }
}
