package org.viaduc.journal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.viaduc.model.Digest;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.UnknownCode;

/** What an entry may say beside who did what when: a closed list of keys, each with the form its value must have. */
public enum Detail {
    // which
    PSEUDONYM(Shape.UUID),
    QUESTION(Shape.UUID),
    FACT(Shape.IDS),
    FACTS(Shape.IDS), //
    BATCH(Shape.UUID),
    RELATED(Shape.UUID),
    CANDIDATES(Shape.UUIDS),
    LOCAL_REFERENCE(Shape.REFERENCE), //
    KEY_IDS(Shape.KEYS),
    SYSTEM(Shape.NAME),
    CONNECTOR(Shape.NAME),
    ROUTE(Shape.NAME),
    AGENT(Shape.AGENT), //
    // between whom, on what road
    FROM(Shape.DEPARTMENT),
    TO(Shape.DEPARTMENT),
    PEER(Shape.DEPARTMENT),
    TRACK(Shape.WORDS),
    PURPOSE(Shape.WORDS), //
    FROM_ROLE(Shape.WORDS),
    TO_ROLE(Shape.WORDS),
    MISSION(Shape.WORDS),
    NAMED(Shape.TRUTH), //
    MESSAGE(Shape.WORDS),
    DOOR(Shape.WORDS),
    PART(Shape.WORDS), //
    // with what ending
    OUTCOME(Shape.WORDS),
    STATE(Shape.WORDS),
    METHOD(Shape.WORDS),
    REASON(Shape.WORDS), //
    ANSWER(Shape.WORDS),
    FINAL(Shape.TRUTH), //
    // by which rule
    RULES(Shape.RULES),
    BOOK_VERSION(Shape.VERSION),
    BOOK(Shape.DIGEST),
    DECISION(Shape.DIGEST), //
    AWAITS(Shape.WORDS),
    OBLIGATIONS(Shape.WORDS),
    FACT_KIND(Shape.WORDS), //
    ON(Shape.DATE),
    DUE(Shape.DATE),
    SINCE(Shape.INSTANT),
    UNTIL(Shape.INSTANT), //
    // what of the file
    KINDS(Shape.KINDS),
    RELEASED(Shape.KINDS),
    MASKED(Shape.KINDS),
    WITHHELD(Shape.KINDS), //
    FIELDS_KEPT(Shape.PATHS),
    FIELDS_MASKED(Shape.PATHS),
    FIELDS_DROPPED(Shape.PATHS), //
    SECTIONS(Shape.WORDS),
    MARKS(Shape.WORDS), //
    // digests
    DIGEST(Shape.DIGEST),
    RECEIVED(Shape.DIGEST),
    LEDGER(Shape.DIGEST),
    PEER_LEDGER(Shape.DIGEST), //
    ROOT(Shape.DIGEST),
    RECEIPT(Shape.DIGEST),
    SEED(Shape.DIGEST), //
    // how much
    ATTEMPT(Shape.COUNT),
    NUMBER(Shape.COUNT),
    SCORE(Shape.COUNT),
    SIZE(Shape.COUNT),
    BYTES(Shape.LENGTH), //
    ROWS(Shape.COUNT),
    RECORDS(Shape.COUNT),
    PIECES(Shape.COUNT),
    ATTACHMENTS(Shape.COUNT),
    FIELDS(Shape.COUNT), //
    MAPPED(Shape.COUNT),
    CODED_DOWN(Shape.COUNT),
    KEPT_AS_TEXT(Shape.COUNT),
    MASKED_FIELDS(Shape.COUNT), //
    DROPPED(Shape.COUNT),
    LINE(Shape.COUNT),
    COLUMN(Shape.COUNT),
    STATUS(Shape.COUNT), //
    // versions
    MAPPING(Shape.VERSION),
    MAPPING_CONTENT(Shape.DIGEST),
    VERSION(Shape.VERSION);

    private static final Map<String, Detail> BY_WORD = new HashMap<>();

    static {
        Arrays.stream(values()).forEach(key -> BY_WORD.put(key.word, key));
    }

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Shape shape;

    Detail(Shape shape) {
        this.shape = shape;
    }

    /** The key in the journal, as {@code book-version}. */
    public String word() {
        return word;
    }

    /** @throws UnknownCode for a word of no key */
    public static Detail of(String word) {
        var key = BY_WORD.get(word);
        if (key == null) {
            throw new UnknownCode("detail of an entry", word.matches("[a-z-]{1,20}") ? word : "…",
                    BY_WORD.keySet().stream().sorted().toList());
        }
        return key;
    }

    /** True when values under this key are numbers. */
    public boolean isCount() {
        return shape == Shape.COUNT || shape == Shape.LENGTH;
    }

    /** True when the value could be written under this key. */
    public boolean fits(String value) {
        return shape.fits(value);
    }

    /** The word itself where the journal's list has it, {@code unlisted} otherwise: for words that come from outside. */
    public static String listed(String word) {
        return Vocabulary.hasWord(word) ? word : "unlisted";
    }

    /** A local system's reference as it can be written: itself where it has the form, its digest otherwise. */
    public static String reference(String reference) {
        return LOCAL_REFERENCE.written(reference);
    }

    /** A value as it is written: an id that others chose and that has not the form becomes its digest. */
    String written(String value) {
        return shape.isForeignId() && !shape.fits(value) ? Digest.of(List.of(value)).hex() : value;
    }

    /** An element path as it can be written under the keys of fields: names only, after the kind. */
    public static String path(Kind kind, FieldPath path) {
        return path.names().stream().collect(Collectors.joining(".", kind.code() + "/", ""));
    }

    /** @throws IllegalArgumentException naming the key and the form, never the value */
    void check(String value) {
        if (!shape.fits(value)) {
            throw new IllegalArgumentException("the detail `" + word + "` of an entry must be " + shape.description());
        }
    }

    @Override
    public String toString() {
        return word;
    }
}
