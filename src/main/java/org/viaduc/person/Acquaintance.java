package org.viaduc.person;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.viaduc.person.Face.Trait;

/**
 * A person in the index who has something in common with a record.
 *
 * @param traits one for each way in which the person was written (see {@link Face#traits})
 * @param ins    the INS under which the person was seen (see {@link Face#ins}); an empty one for each face without
 */
record Acquaintance(Pseudonym pseudonym, Set<Clue> clues, List<byte[]> traits, List<byte[]> ins) {
    boolean isIdentified() {
        return clues.contains(Clue.INS) || clues.contains(Clue.LOCAL_ID);
    }

    boolean isStrict() {
        return clues.contains(Clue.STRICT);
    }

    boolean hasIns() {
        return ins.stream().anyMatch(digest -> digest.length > 0);
    }

    /** True when both have a qualified INS and they are not the same: two persons, or a grave mistake. */
    boolean hasOtherIns(Face face) {
        var asked = face.ins(pseudonym);
        return asked.length > 0 && hasIns() && ins.stream().noneMatch(digest -> Arrays.equals(digest, asked));
    }

    /** The traits that differ from the closest way in which the person was written. */
    Set<Trait> differing(Face face) {
        var asked = face.traits(pseudonym);
        return traits.stream().map(known -> differing(asked, known))
                .min((one, other) -> Integer.compare(one.size(), other.size()))
                .orElse(EnumSet.noneOf(Trait.class));
    }

    private static EnumSet<Trait> differing(byte[] asked, byte[] known) {
        var differing = EnumSet.noneOf(Trait.class);
        for (var trait : Trait.values()) {
            var from = trait.ordinal() * Face.TRAIT_LENGTH;
            var to = from + Face.TRAIT_LENGTH;
            if (!Arrays.equals(asked, from, to, known, from, to)) {
                differing.add(trait);
            }
        }
        return differing;
    }
}
