package org.viaduc.person;

import java.util.Arrays;

import org.viaduc.model.Language;
import org.viaduc.model.UnknownCode;

/** Why a match is not certain, in the words of the tray; no doubt carries anything of a person. */
public enum Doubt {
    NO_SECOND_FACTOR("no-second-factor", "les cinq traits concordent, sans identifiant commun pour le confirmer",
            "the five traits agree, but no shared identifier confirms it"), //
    INS_DIFFERS("ins-differs", "les identifiants nationaux de santé diffèrent",
            "the national health identifiers differ"), //
    INS_WITH_OTHER_TRAITS("ins-with-other-traits", "l'identifiant national de santé concorde, mais pas tous les traits",
            "the national health identifier agrees, but not all traits do"), //
    LOCAL_ID_WITH_OTHER_TRAITS("local-id-with-other-traits", "l'identifiant local est connu avec d'autres traits",
            "the local id is known with other traits"), //
    IDENTIFIERS_DISAGREE("identifiers-disagree", "les identifiants désignent des personnes différentes",
            "the identifiers point to different persons"), //
    TRAITS_INCOMPLETE("traits-incomplete", "un des cinq traits manque ou est illisible",
            "one of the five traits is missing or unreadable"), //
    BIRTH_NAME_MISSING("birth-name-missing", "le nom de naissance manque ou est illisible",
            "the birth name is missing or unreadable"), //
    GIVEN_NAMES_MISSING("given-names-missing", "les prénoms manquent ou sont illisibles",
            "the given names are missing or unreadable"), //
    SEX_MISSING("sex-missing", "le sexe manque ou est illisible",
            "the sex is missing or unreadable"), //
    BIRTH_DATE_MISSING("birth-date-missing", "la date de naissance manque ou est illisible",
            "the birth date is missing or unreadable"), //
    BIRTH_PLACE_MISSING("birth-place-missing",
            "le lieu de naissance (code INSEE de la commune ou du pays) manque ou est illisible",
            "the birthplace (INSEE code of the commune or the country) is missing or unreadable"), //
    DAY_AND_MONTH_SWAPPED("day-and-month-swapped", "le jour et le mois de naissance semblent inversés",
            "day and month of birth seem to be swapped"), //
    NAMES_SWAPPED("names-swapped", "le nom et le prénom semblent inversés",
            "family name and given name seem to be swapped"), //
    FAMILY_NAME_DIFFERS("family-name-differs", "le nom de naissance diffère",
            "the birth name differs"), //
    GIVEN_NAME_TRUNCATED("given-name-truncated", "un prénom semble abrégé",
            "a given name seems to be cut short"), //
    GIVEN_NAMES_DIFFER("given-names-differ", "les prénoms diffèrent",
            "the given names differ"), //
    SEX_DIFFERS("sex-differs", "le sexe diffère",
            "the sex differs"), //
    BIRTH_DATE_DIFFERS("birth-date-differs", "la date de naissance diffère",
            "the birth date differs"), //
    BIRTH_PLACE_DIFFERS("birth-place-differs", "le lieu de naissance diffère",
            "the birthplace differs");

    private final String word;
    private final String french;
    private final String english;

    Doubt(String word, String french, String english) {
        this.word = word;
        this.french = french;
        this.english = english;
    }

    /** The word in the journal, in JSON and in {@link Match.Several#reasons()}. */
    public String word() {
        return word;
    }

    /** What the person who decides may read. */
    public String sentence(Language language) {
        return language.pick(french, english);
    }

    /** @throws UnknownCode for a word of no doubt */
    public static Doubt of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst()
                .orElseThrow(() -> new UnknownCode("doubt", word, Arrays.asList(values())));
    }

    @Override
    public String toString() {
        return word;
    }
}
