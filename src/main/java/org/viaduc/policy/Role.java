package org.viaduc.policy;

/**
 * Who sends or receives: the rows of table B of the rule book, and the three who read their own file. What a role is bound
 * by, and which sections it may read, is data ({@code roles.yaml}).
 */
public enum Role {
    ASS,
    CESF,
    EDUC_ASE,
    EDUC_PREV,
    REF_ASE,
    CADRE_CRIP,
    PCD_DEL,
    MED_PMI,
    SF_PMI,
    PUER,
    MED_RESP_PMI,
    MED_EPE,
    EPE,
    CDAPH,
    INST_MDPH,
    INST_MDPH_ACC,
    EMS_APA,
    GEST_APA_PCH(
            "GEST-APA/PCH"),
    GEST_RSA,
    REF_RSA,
    EP_RSA,
    FT_CONS,
    PSY,
    AM_AF,
    TISF,
    ESSMS,
    MJPM,
    SIAO,
    CCAS_AG,
    MAIRE,
    ELU,
    PROC_JE(
            "PROC/JE"),
    POL,
    AVOCAT,
    ENS,
    BENEV,
    BAILLEUR,
    TECH,
    BE_AS,
    BE_CONS,
    PERSON,
    PARENTS,
    REPRESENTATIVE;

    private static final Words<Role> WORDS = new Words<>("role", values(), Role::word);

    private final String word;

    Role() {
        this.word = name().replace('_', '-');
    }

    Role(String word) {
        this.word = word;
    }

    /** The code as table B writes it, as {@code GEST-APA/PCH}. */
    public String word() {
        return word;
    }

    /** False for the person, the parents and the representative, who hold no office. */
    public boolean isOffice() {
        return compareTo(PERSON) < 0;
    }

    long bit() {
        return 1L << ordinal();
    }

    @Override
    public String toString() {
        return word;
    }

    /** The role of a code. @throws org.viaduc.model.UnknownCode for any other */
    public static Role of(String word) {
        return WORDS.of(word);
    }
}
