package org.viaduc.cli.demo.population;

/** What is wrong, or easy to get wrong, in real files. */
public enum Defect {
    /** Two people with the same names, sex and birth date, born elsewhere. */
    HOMONYM,
    /** Day and month of birth in each other's place. */
    SWAPPED_BIRTH,
    /** The married name where the birth name belongs, and the other way round. */
    INVERTED_NAMES,
    /** The number of the parent who opened the rights, on a child (NSS is not INS). */
    PARENTS_NIR_ON_CHILD,
    /** Given names cut off. */
    TRUNCATED_GIVEN_NAMES,
    /** Capitals without accents. */
    ACCENTS_LOST,
    /** 2A or 2B in codes and numbers. */
    BORN_IN_CORSICA,
    /** A country's code, 99…, for a birth place. */
    BORN_ABROAD,
    /** UTF-8 that was once read as windows-1252. */
    MOJIBAKE,
    /** One person twice, under two numbers. */
    DUPLICATE,
    /** The address of the association that hosts people. */
    HOSTING_ADDRESS
}
