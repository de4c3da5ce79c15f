package org.viaduc.model;

import java.util.Arrays;

/** The legal roads on which a file may travel. */
public enum Track {
    ASE_IP("ase-ip"),
    ASE_ADMINISTRATIVE("ase-administrative"),
    ASE_JUDICIAL("ase-judicial"),
    ASE_ADDRESS_UNKNOWN("ase-address-unknown"),
    MDPH("mdph"),
    AIDE_SOCIALE("aide-sociale"),
    RSA("rsa"),
    PMI("pmi"),
    AGREMENT("agrement"),
    SECRET_PARTAGE("secret-partage"),
    BREAK_GLASS("break-glass"),
    PERSON_ACCESS("person-access"),
    BE_CPAS("be-cpas");

    private final String word;

    Track(String word) {
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

    /** The track of a word. @throws UnknownCode for any other */
    public static Track of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst()
                .orElseThrow(() -> new UnknownCode("track", word, Arrays.asList(values())));
    }
}
