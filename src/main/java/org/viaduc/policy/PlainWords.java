package org.viaduc.policy;

import org.viaduc.model.Language;

/** Facts, obligations and treatments as a lawyer or a case worker says them. */
final class PlainWords {
    private PlainWords() {
    }

    static String of(Treatment treatment, Language language) {
        return switch (treatment) {
            case RELEASE -> language.pick("part en entier", "leaves whole");
            case MASK -> language.pick("part sans ses éléments protégés", "leaves without its protected elements");
            case WITHHOLD -> language.pick("reste", "stays");
        };
    }

    static String of(FactKind kind, Language language) {
        return switch (kind) {
            case FAMILY_MOVED -> language.pick("le départ de la famille, avec le département d'accueil",
                    "the family's move, naming the host department");
            case IP_RECEIVED -> language.pick("la réception d'une information préoccupante",
                    "an alert received");
            case IP_UNDER_EVALUATION -> language.pick("une information préoccupante en cours d'évaluation",
                    "an alert under evaluation");
            case IP_CLOSED -> language.pick("la fin de l'évaluation",
                    "the evaluation's end");
            case ASE_ADMINISTRATIVE_BENEFIT ->
                language.pick("une prestation administrative de l'ASE qui n'est pas seulement financière",
                        "an administrative child-protection benefit that is not only financial");
            case JUDICIAL_MEASURE -> language.pick("une mesure d'assistance éducative",
                    "a judicial measure");
            case JUDGE_RELEASED -> language.pick("l'avis de dessaisissement du juge",
                    "the judge's notice of release");
            case JUDGE_KEEPS_MEASURE_WITH_ORIGIN -> language.pick("le maintien de la mesure au département d'origine",
                    "the measure left with the origin");
            case PARENTS_INFORMED -> language.pick("l'information des parents ou des représentants légaux",
                    "the information of the parents or legal representatives");
            case PERSON_INFORMED -> language.pick("l'information de la personne",
                    "the information of the person");
            case CHILD_INFORMED -> language.pick("l'information de l'enfant capable de discernement",
                    "the information of the child capable of discernment");
            case INFORMATION_WAIVED -> language.pick("une décision motivée qui dispense d'informer (CASF R221-5)",
                    "a motivated decision that waives the information (CASF R221-5)");
            case WRITTEN_AGREEMENT ->
                language.pick("l'accord écrit des parents ou des représentants légaux (CASF R221-5-2 I)",
                        "the written agreement of the parents or legal representatives (CASF R221-5-2 I)");
            case AGREEMENT_REFUSED -> language.pick("le refus de l'accord",
                    "the refusal of the agreement");
            case AGREEMENT_WITHDRAWN -> language.pick("le retrait de l'accord",
                    "the withdrawal of the agreement");
            case EVALUATED_AFTER_REFUSAL ->
                language.pick("une évaluation après le refus ou le retrait (CASF R221-5-2 II à IV)",
                        "an evaluation after the refusal or withdrawal (CASF R221-5-2 II to IV)");
            case JUDICIAL_AUTHORITY_SEIZED -> language.pick("la saisine de l'autorité judiciaire (CASF L226-4)",
                    "the judicial authority seized (CASF L226-4)");
            case INTERRUPTION_ENDANGERS -> language.pick("l'interruption qui met l'enfant en danger",
                    "an interruption that endangers the child");
            case ADDRESS_REQUESTED -> language.pick("la demande d'adresse à la CAF ou à la CPAM",
                    "the address asked of the family or health fund");
            case ADDRESS_ANSWERED -> language.pick("la réponse de la CAF ou de la CPAM sur l'adresse (CASF L226-3-2)",
                    "the family or health fund's answer on the address (CASF L226-3-2)");
            case PERSON_REQUEST -> language.pick("la demande écrite de la personne",
                    "the person's written request");
            case FAVOURABLE_DECISION -> language.pick("une décision favorable de la CDAPH en vigueur",
                    "a favourable decision of the CDAPH in force");
            case RESIDENCE ->
                language.pick("trois mois de résidence habituelle dans le département d'accueil (CASF L122-2)",
                        "three months' habitual residence in the host department (CASF L122-2)");
            case CONSENT -> language.pick("le consentement de la personne pour cette rubrique (CSP L1110-4 III)",
                    "the person's consent for this section (CSP L1110-4 III)");
            case OPPOSITION -> language.pick("une opposition",
                    "an opposition");
            case ACTION_EDUCATIVE ->
                language.pick("une action éducative qui se poursuit après la majorité (CASF R221-9)",
                        "educational support that continues after majority (CASF R221-9)");
            case HOST_ASKED -> language.pick("la demande du département d'accueil",
                    "the host department's request");
            case RGS_ATTESTATION ->
                language.pick("l'attestation de sécurité publiée par le département d'origine (CASF R221-7)",
                        "the security attestation published by the origin (CASF R221-7)");
            case EMERGENCY -> language.pick("une urgence déclarée et motivée, d'hier ou d'aujourd'hui",
                    "an emergency declared with its motive, of yesterday or today");
            case DISCERNMENT_ASSESSED ->
                language.pick("la capacité de discernement du mineur, évaluée par un professionnel",
                        "the minor's capacity to discern, assessed by a professional");
            case SIX_CONDITIONS -> language.pick("les six conditions du secret partagé, consignées pour cette rubrique",
                    "the six conditions of shared secrecy, recorded for this section");
        };
    }

    static String of(ObligationCode code, Language language) {
        return switch (code) {
            case LOG_36_MONTHS -> language.pick("garder la trace 36 mois (CRPA R114-9-7)",
                    "keep the trace for 36 months (CRPA R114-9-7)");
            case INFORM_PARENTS -> language.pick("informer les parents",
                    "inform the parents");
            case INFORM_PERSON -> language.pick("informer la personne",
                    "inform the person");
            case CLOCK_IP_EVALUATION ->
                language.pick("évaluer l'information préoccupante dans les trois mois de sa réception (CASF D226-2-4)",
                        "evaluate the alert within three months of its receipt (CASF D226-2-4)");
            case CLOCK_ADDRESS_ANSWER ->
                language.pick("réponse de la CAF ou de la CPAM dans les dix jours (CASF L226-3-2)",
                        "answer of the family or health fund within ten days (CASF L226-3-2)");
            case CLOCK_TRANSMISSION_1_MONTH -> language.pick("transmettre le dossier dans le mois (CASF L122-4)",
                    "transmit the file within a month (CASF L122-4)");
            case CLOCK_ANSWER_1_MONTH -> language.pick("répondre dans le mois (CASF L122-4)",
                    "answer within a month (CASF L122-4)");
            case CLOCK_REVIEW_72_HOURS -> language.pick("revoir l'acte d'urgence dans les 72 heures",
                    "review the emergency act within 72 hours");
            case CLOCK_ACCESS_24_HOURS -> language.pick("fin de l'accès d'urgence après 24 heures",
                    "end of the emergency access after 24 hours");
            case RETENTION_2_YEARS -> language.pick("conserver deux ans (CASF R221-9)",
                    "keep for two years (CASF R221-9)");
            case RETENTION_5_YEARS -> language.pick("conserver cinq ans",
                    "keep for five years");
            case RETENTION_10_YEARS -> language.pick("conserver dix ans (CASF R221-9)",
                    "keep for ten years (CASF R221-9)");
            case NO_REDISCLOSURE -> language.pick("ne pas communiquer à d'autres (CP 226-13)",
                    "not to be passed on (CP 226-13)");
            case SIGNALEMENT -> language.pick("saisir sans délai le procureur (CASF L226-4)",
                    "seize the prosecutor without delay (CASF L226-4)");
            case PAPER_LRAR ->
                language.pick("envoyer sur papier, sous pli scellé, en recommandé avec avis de réception (CASF R221-7)",
                        "send on paper, sealed, by registered letter (CASF R221-7)");
            case PERSIST_LABEL -> language.pick("garder la mention que l'information a été écartée (CASF R221-5)",
                    "keep the mark that the information was waived (CASF R221-5)");
            case NOTIFY_SECOND_PERSON -> language.pick("prévenir aussitôt une seconde personne",
                    "tell a second person at once");
            case STOP_AND_SHRED -> language.pick("arrêter l'envoi et rendre illisible ce qui attend",
                    "stop the sending and shred what waits");
            case TELL_PAST_RECIPIENTS -> language.pick("prévenir ceux qui ont déjà reçu (RGPD 19)",
                    "tell those who have already received (RGPD 19)");
        };
    }
}
