package org.viaduc.model;

import java.util.Arrays;

/** What a recipient wants the file for. */
public enum Purpose {
    EVAL_IP("EVAL_IP"),
    CONTINUITE_ASE("CONTINUITE_ASE"),
    MESURE_JUD("MESURE_JUD"),
    INSTR_RSA("INSTR_RSA"),
    INSTR_APA("INSTR_APA"),
    INSTR_MDPH("INSTR_MDPH"),
    SUIVI_PMI("SUIVI_PMI"),
    AGREMENT("AGREMENT"),
    ACCES_PERSONNE("ACCES_PERSONNE"),
    ACCOMPAGNEMENT("ACCOMPAGNEMENT"),
    URGENCE("URGENCE");

    private final String word;

    Purpose(String word) {
        this.word = word;
    }

    /** The word of the contract, as it stands in YAML, JSON and the journal. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }

    /** The purpose of a word. @throws UnknownCode for any other */
    public static Purpose of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst()
                .orElseThrow(() -> new UnknownCode("purpose", word, Arrays.asList(values())));
    }
}
