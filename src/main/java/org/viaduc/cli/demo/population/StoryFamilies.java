package org.viaduc.cli.demo.population;

import java.util.List;
import java.util.Optional;

import org.viaduc.cli.demo.population.StoryFamily.LaterEvent;
import org.viaduc.model.Track;

import static org.viaduc.cli.demo.population.Population.D35;
import static org.viaduc.cli.demo.population.Population.D44;
import static org.viaduc.cli.demo.population.StoryEnding.AWAITING_THEN_DELIVERED;
import static org.viaduc.cli.demo.population.StoryEnding.DELIVERED;
import static org.viaduc.cli.demo.population.StoryEnding.PARKED_AT_HOST;
import static org.viaduc.cli.demo.population.StoryEnding.WITHHELD;

/** The families whose files the demonstration follows, each with the ending that the law gives it. */
public final class StoryFamilies {
    static final int ALERT = 1;
    static final int AGREEMENT = 2;
    static final int HIDDEN = 3;
    static final int REFUSED = 4;
    static final int JUDGE = 5;
    static final int HOMONYM = 6;
    static final int RETURNING_RSA = 7;
    static final int RETURNING_ALERT = 8;
    /** The household of the other person of the same name, who never moved. */
    static final int NAMESAKE = 9;

    private static final StoryFamily ALERT_STORY = from35("alerte", ALERT, 3, Track.ASE_IP, DELIVERED,
            "Une information préoccupante est en cours d'évaluation quand la famille part vers le 44 ; les parents sont "
                    + "informés : le dossier suit, sans celui ou celle qui a donné l'alerte.",
            "An alert is being evaluated when the family leaves for 44; the parents have been told: the file follows, "
                    + "without whoever raised the alert.");
    private static final StoryFamily AGREEMENT_STORY = new StoryFamily("accord", D35, D44,
            Invention.number(D35, AGREEMENT, 0), Invention.number(D35, AGREEMENT, 2), Track.ASE_ADMINISTRATIVE,
            AWAITING_THEN_DELIVERED,
            Optional.of(new LaterEvent(Words.WRITTEN_AGREEMENT.solidor(), Words.BY_PARENTS.solidor(), "",
                    Words.CRIP.solidor())),
            "Une aide éducative à domicile attend l'accord écrit des parents ; il arrive, et le dossier part.",
            "Home support waits for the parents' written agreement; it arrives, and the file leaves.");
    private static final StoryFamily HIDDEN_STORY = from35("adresse", HIDDEN, 1, Track.RSA, DELIVERED,
            "Une allocataire du RSA sous ordonnance de protection déménage : ses droits et son contrat la suivent, ni son "
                    + "adresse ni ses freins de santé.",
            "A woman on income support, under a protection order, moves: her rights and her contract follow her, not her "
                    + "address and not her health obstacles.");
    private static final StoryFamily REFUSED_STORY = from35("refus", REFUSED, 2, Track.ASE_ADMINISTRATIVE, WITHHELD,
            "Les parents refusent la transmission et l'évaluation ne trouve pas de danger : rien ne part.",
            "The parents refuse and the evaluation finds no danger: nothing leaves.");
    private static final StoryFamily JUDGE_STORY = from35("juge", JUDGE, 2, Track.ASE_JUDICIAL, DELIVERED,
            "Le juge se dessaisit au profit de celui de la nouvelle résidence : décisions, projet et rapports suivent "
                    + "l'enfant placé, les pièces du tribunal restent.",
            "The judge releases the case to the judge of the new residence: decisions, plan and reports follow the child "
                    + "in care, the court's papers stay.");
    private static final StoryFamily HOMONYM_STORY = from35("homonyme", HOMONYM, 1, Track.RSA, PARKED_AT_HOST,
            "Le 44 connaît déjà quelqu'un des mêmes nom, prénoms, sexe, date et lieu de naissance : un agent devra dire "
                    + "si c'est la même personne.",
            "44 already knows someone of the same names, sex, birth date and place: a person must say whether they are "
                    + "one.");
    private static final StoryFamily RETURNING_RSA_STORY = from44("retour-rsa", RETURNING_RSA, 1, Track.RSA,
            "Dans l'autre sens : un allocataire du RSA quitte le 44 pour le 35 avec son indu et son contrat.",
            "The other way: a man on income support leaves 44 for 35 with his debt and his contract.");
    private static final StoryFamily RETURNING_ALERT_STORY = from44("retour-alerte", RETURNING_ALERT, 2, Track.ASE_IP,
            "Une famille suivie pour une alerte quitte le 44 pour le 35 ; le rapport d'évaluation voyage en PDF.",
            "A family with an alert leaves 44 for 35; the evaluation report travels as a PDF.");

    private StoryFamilies() {
    }

    /** In the order in which they are told. */
    public static List<StoryFamily> all() {
        return List.of(ALERT_STORY, AGREEMENT_STORY, HIDDEN_STORY, REFUSED_STORY, JUDGE_STORY, HOMONYM_STORY,
                RETURNING_RSA_STORY, RETURNING_ALERT_STORY);
    }

    /** The family whose file has this number in its system of origin. */
    public static Optional<StoryFamily> ofPerson(String person) {
        return all().stream().filter(each -> each.person().equals(person)).findFirst();
    }

    private static StoryFamily from35(String key, int household, int person, Track track, StoryEnding ending,
            String french, String english) {
        return new StoryFamily(key, D35, D44, Invention.number(D35, household, 0),
                Invention.number(D35, household, person), track, ending, Optional.empty(), french, english);
    }

    private static StoryFamily from44(String key, int household, int person, Track track, String french,
            String english) {
        return new StoryFamily(key, D44, D35, Invention.number(D44, household, 0),
                Invention.number(D44, household, person), track, DELIVERED, Optional.empty(), french, english);
    }
}
