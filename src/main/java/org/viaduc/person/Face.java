package org.viaduc.person;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One way in which a person was written, normalised and blinded: the keys under which it is kept, and the keys under
 * which a near miss of it would be.
 */
final class Face {
    /** In the order of their digests in {@link #traits}. */
    enum Trait {
        BIRTH_NAME,
        GIVEN_NAMES,
        SEX,
        BIRTH_DATE,
        BIRTH_PLACE
    }

    static final int TRAIT_LENGTH = 8;
    private static final int LONGEST_CUT = 20;

    private final Identity identity;
    private final Optional<LocalId> known;
    private final Blinding blinding;
    private final String family;
    private final String usual;
    private final List<String> given;

    Face(Identity identity, Optional<LocalId> known, Blinding blinding) {
        this.identity = identity;
        this.known = known;
        this.blinding = blinding;
        this.family = identity.birthName().map(Names::letters).orElse("");
        this.usual = identity.usualName().map(Names::letters).orElse("");
        this.given = identity.givenNames().stream().map(Names::letters).filter(name -> !name.isEmpty()).toList();
    }

    /** True when all five traits are there: without, nothing is ever certain. */
    boolean isComplete() {
        return !family.isEmpty() && !given.isEmpty() && identity.traits().isPresent();
    }

    /** The traits that are not there, or cannot be read. */
    Set<Trait> missing() {
        return Arrays.stream(Trait.values()).filter(trait -> text(trait).isEmpty())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Trait.class)));
    }

    Optional<byte[]> strictKey() {
        return isComplete()
                ? Optional.of(blinding.of("strict", family, String.join("", given), identity.sex().get().name(),
                        identity.birthDate().get().toString(), identity.birthPlace().get()))
                : Optional.empty();
    }

    Optional<byte[]> localKey() {
        return known.map(id -> localKey(blinding, id));
    }

    static byte[] localKey(Blinding blinding, LocalId id) {
        return blinding.of("local", id.system(), id.id());
    }

    Optional<byte[]> insKey() {
        return qualifiedIns().map(ins -> blinding.of("ins", ins.system(), value(ins)));
    }

    /** The keys of the identifiers, any of which makes the second factor of a certain match. */
    List<byte[]> identifiers() {
        return Stream.of(localKey(), insKey()).flatMap(Optional::stream).toList();
    }

    /** Everything under which this face is found again. */
    List<byte[]> keys() {
        var keys = new ArrayList<byte[]>();
        strictKey().ifPresent(keys::add);
        localKey().ifPresent(keys::add);
        insKey().ifPresent(keys::add);
        if (canMissNearly()) {
            var date = identity.birthDate().get();
            families().forEach(name -> keys.add(near(name, given.getFirst(), date)));
            wholeFamilies().forEach(name -> cuts(given.getFirst()).forEach(cut -> keys.add(cut(name, cut, date))));
        }
        return keys;
    }

    /** What to look under, and what a person found there has in common with this face. */
    Map<ByteBuffer, Clue> clues() {
        var clues = new LinkedHashMap<ByteBuffer, Clue>();
        strictKey().ifPresent(key -> clues.put(ByteBuffer.wrap(key), Clue.STRICT));
        localKey().ifPresent(key -> clues.put(ByteBuffer.wrap(key), Clue.LOCAL_ID));
        insKey().ifPresent(key -> clues.put(ByteBuffer.wrap(key), Clue.INS));
        if (canMissNearly()) {
            nearMisses(identity.birthDate().get(), clues);
        }
        return clues;
    }

    private void nearMisses(LocalDate date, Map<ByteBuffer, Clue> clues) {
        var first = given.getFirst();
        for (var name : families()) {
            put(clues, near(name, first, date), Clue.NAMES);
            given.forEach(other -> put(clues, near(name, other, date), Clue.OTHER_GIVEN));
            swapped(date).ifPresent(other -> put(clues, near(name, first, other), Clue.DATE_SWAPPED));
        }
        for (var name : wholeFamilies()) {
            put(clues, near(first, name, date), Clue.NAMES_SWAPPED);
            put(clues, cut(name, first, date), Clue.GIVEN_CUT);
            cuts(first).forEach(cut -> put(clues, near(name, cut, date), Clue.GIVEN_CUT));
        }
    }

    private static void put(Map<ByteBuffer, Clue> clues, byte[] key, Clue clue) {
        clues.putIfAbsent(ByteBuffer.wrap(key), clue);
    }

    private boolean canMissNearly() {
        return !wholeFamilies().isEmpty() && !given.isEmpty() && identity.birthDate().isPresent();
    }

    private Set<String> families() {
        var families = new LinkedHashSet<String>();
        identity.birthName().map(Names::variants).ifPresent(families::addAll);
        identity.usualName().map(Names::variants).ifPresent(families::addAll);
        return families;
    }

    private List<String> wholeFamilies() {
        return IntStream.range(0, 2).mapToObj(at -> at == 0 ? family : usual).filter(name -> !name.isEmpty()).distinct()
                .toList();
    }

    private static List<String> cuts(String name) {
        return IntStream.range(1, Math.min(name.length(), LONGEST_CUT + 1)).mapToObj(end -> name.substring(0, end))
                .toList();
    }

    private byte[] near(String family, String given, LocalDate date) {
        return blinding.of("near", family, given, date.toString());
    }

    private byte[] cut(String family, String given, LocalDate date) {
        return blinding.of("cut", family, given, date.toString());
    }

    private static Optional<LocalDate> swapped(LocalDate date) {
        try {
            return Optional.of(LocalDate.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue()))
                    .filter(other -> !other.equals(date));
        } catch (DateTimeException noSuchMonth) {
            return Optional.empty();
        }
    }

    /** Digests of the five traits, salted with the person so that they say nothing across persons; zeros for one missing. */
    byte[] traits(Pseudonym person) {
        var digests = ByteBuffer.allocate(Trait.values().length * TRAIT_LENGTH);
        for (var trait : Trait.values()) {
            text(trait).ifPresent(text -> digests.put(trait.ordinal() * TRAIT_LENGTH,
                    blinding.of("trait", person.toString(), trait.name(), text), 0, TRAIT_LENGTH));
        }
        return digests.array();
    }

    /** The digest of the qualified INS, salted with the person; empty bytes without one. */
    byte[] ins(Pseudonym person) {
        return qualifiedIns().map(ins -> blinding.of("ins of", person.toString(), ins.system(), value(ins)))
                .orElse(new byte[0]);
    }

    private Optional<Ins> qualifiedIns() {
        return identity.ins().filter(Ins::qualified);
    }

    private static String value(Ins ins) {
        return ins.value().codePoints().filter(Character::isLetterOrDigit).map(Character::toUpperCase)
                .mapToObj(Character::toString).collect(Collectors.joining());
    }

    private Optional<String> text(Trait trait) {
        return switch (trait) {
            case BIRTH_NAME -> Optional.of(family).filter(name -> !name.isEmpty());
            case GIVEN_NAMES -> Optional.of(String.join("", given)).filter(names -> !names.isEmpty());
            case SEX -> identity.sex().map(Sex::name);
            case BIRTH_DATE -> identity.birthDate().map(LocalDate::toString);
            case BIRTH_PLACE -> identity.birthPlace();
        };
    }
}
