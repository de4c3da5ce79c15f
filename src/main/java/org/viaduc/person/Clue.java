package org.viaduc.person;

/** What a record and a person in the index have in common. */
enum Clue {
    /** All five strict traits. */
    STRICT,
    /** The qualified INS. */
    INS,
    /** The local id. */
    LOCAL_ID,
    /** A family name, the first given name and the birth date. */
    NAMES,
    /** The same, but for the order of the given names. */
    OTHER_GIVEN,
    /** The same, where one given name begins as the other. */
    GIVEN_CUT,
    /** The same, with family and given name exchanged. */
    NAMES_SWAPPED,
    /** The same, with day and month exchanged. */
    DATE_SWAPPED
}
