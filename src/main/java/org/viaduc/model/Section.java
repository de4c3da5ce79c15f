package org.viaduc.model;

import java.util.List;

import static org.viaduc.model.Confidentiality.N;
import static org.viaduc.model.Confidentiality.R;
import static org.viaduc.model.Confidentiality.V;

/**
 * The twenty sections of the common social file, with the confidentiality and the sensitivity labels that a piece has
 * by default. S17 and S18 are never collected and never leave.
 */
public enum Section {
    S01("État civil, identité", "Identity", N, "DEMO"),
    S02("Coordonnées", "Addresses and contacts", N, "LOCIS"),
    S03("Composition familiale, représentants, autorité parentale", "Household and parental authority", N, "tiers"),
    S04("Régime de séjour, nationalité", "Residence permit", R, "sejour"),
    S05("Ressources, patrimoine, dettes", "Income, assets, debts", N, "finance"),
    S06("Logement", "Housing", N, "LIVARG"),
    S07("Santé", "Health", V, "sante"),
    S08("Handicap, autonomie", "Disability and autonomy", R, "handicap"),
    S09("Protection maternelle et infantile", "Mother and child health", R, "pmi"),
    S10("Protection de l'enfance", "Child protection", V, "IP"),
    S11("Mesures judiciaires", "Judicial measures", V, "judiciaire"),
    S12("Prestations", "Benefits", N, "prestation"),
    S13("Insertion", "Integration into work", N, "insertion"),
    S14("Accompagnement social global", "Social support", R, "secret-social"),
    S15("Documents", "Documents", N, "document"),
    S16("Violences conjugales, adresse protégée", "Domestic violence, protected address", V, "adresse-protegee"),
    S17("Notes personnelles", "Personal notes", V, "note-personnelle"),
    S18("Origines", "Origins", V, "origines"),
    S19("Agréments", "Professional approvals", R, "agrement"),
    S20("Consentements, informations, oppositions", "Agreements, information, oppositions", N, "consentement");

    private final String french;
    private final String english;
    private final Confidentiality confidentiality;
    private final String label;

    Section(String french, String english, Confidentiality confidentiality, String label) {
        this.french = french;
        this.english = english;
        this.confidentiality = confidentiality;
        this.label = label;
    }

    public String title(Language language) {
        return language == Language.FR ? french : english;
    }

    /** What a piece of this section has when nobody raised it. */
    public Confidentiality confidentiality() {
        return confidentiality;
    }

    /** The sensitivity label that every piece of this section carries in {@code meta.security}. */
    public String label() {
        return label;
    }

    /** True for S17 and S18: a connector does not even extract them. */
    public boolean neverLeaves() {
        return this == S17 || this == S18;
    }

    /** The section's code, as {@code S10}. @throws UnknownCode for any other word */
    public static Section of(String code) {
        for (var section : values()) {
            if (section.name().equals(code)) {
                return section;
            }
        }
        throw new UnknownCode("section", code, List.of(values()));
    }
}
