package org.viaduc.policy;

import java.util.Locale;

import org.viaduc.model.Language;

/** What every rule book keeps, whatever its rules say. A book that breaks one of these does not load. */
public enum Law {
    EVERY_PIECE("toute pièce est décidée, une fois, avec un motif qui nomme sa règle",
            "every piece is decided, once, with a reason that names its rule", "RGPD 5-2"),
    NOTES_AND_ORIGINS("les notes personnelles (S17) et les origines (S18) ne partent par aucune voie",
            "personal notes (S17) and origins (S18) leave on no road", "CRPA L311-6, CASF L147-1"),
    PROTECTED_ADDRESS("l'adresse protégée ne part par aucune voie, urgence comprise",
            "the protected address leaves on no road, break-glass included", "C. civ. 515-11 6° bis, CP 226-22"),
    MASK("un masque ne garde ni adresse ni texte libre", "a mask keeps neither an address nor free text",
            "RGPD 5-1-c"),
    DENIAL("un refus l'emporte sur toute permission", "a denial overrides every permission", "CP 226-13"),
    BOUND_RECIPIENT("seul reçoit un agent désigné, lié au secret pour une mission, ou la personne elle-même",
            "only a named agent bound to secrecy for a mission receives, or the person", "CP 226-13, CASF R221-8"),
    UNKNOWN("ce qui est inconnu ne laisse rien partir", "what is unknown lets nothing leave", "CP 226-13"),
    LEGAL_BASIS("rien ne part sans le fait ou la condition que la loi exige de la voie",
            "nothing leaves without the fact or condition that the law asks of the road", "CP 226-14"),
    CONSENT_ALONE("un consentement seul n'ouvre rien", "consent alone opens nothing", "CP 226-14"),
    LESS_AGREEMENT("une opposition, un refus ou un retrait ne laisse jamais partir davantage",
            "an opposition, a refusal or a withdrawal never lets more leave", "CSP L1110-4, CASF R221-5-2"),
    MEDICAL("les données médicales (S07) ne passent entières que de médecin à médecin, entre soignants ou à la personne",
            "medical data (S07) go whole from physician to physician, between carers or to the person only",
            "CASF R146-41, CSP L1110-4"),
    MINIMUM_IN_EMERGENCY("l'urgence n'ouvre que le minimum", "an emergency opens the minimum only", "CP 223-6"),
    ATTESTATION("S10 et S11 ne partent pas par voie électronique sans attestation de sécurité publiée",
            "S10 and S11 do not leave electronically without a published security attestation", "CASF R221-7"),
    BORDER("aucun échange ne passe la frontière franco-belge, sauf vers la personne",
            "no exchange crosses the border of France and Belgium, but to the person", "RGPD 15"),
    ORDER("l'ordre des règles et celui des faits ne changent rien", "the order of rules and of facts changes nothing",
            "RGPD 5-1-a");

    private final String french;
    private final String english;
    private final String citation;

    Law(String french, String english, String citation) {
        this.french = french;
        this.english = english;
        this.citation = citation;
    }

    /** The word by which a message names it, as {@code notes-and-origins}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String sentence(Language language) {
        return language.pick(french, english);
    }

    /** The articles that it rests on. */
    public String citation() {
        return citation;
    }
}
