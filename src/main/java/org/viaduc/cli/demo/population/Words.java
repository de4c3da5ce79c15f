package org.viaduc.cli.demo.population;

/** The notions of the invented files, in the codes of both local systems. */
public final class Words {
    public static final Word FEMALE = Word.same("F");
    public static final Word MALE = Word.same("M");

    static final Word FRENCH = new Word("F", "FRANCAISE");
    static final Word EUROPEAN = new Word("C", "UE");
    static final Word OTHER_NATIONALITY = new Word("A", "HORS_UE");

    public static final Word APPLICANT = new Word("DEM", "TITULAIRE");
    public static final Word PARTNER = new Word("CJT", "CONJOINT");
    public static final Word CHILD = new Word("ENF", "ENFANT");
    public static final Word FORMER_PARTNER = new Word("EXC", "EX_CONJOINT");
    public static final Word OTHER_MEMBER = new Word("AUT", "TIERS");

    static final Word SINGLE = new Word("CEL", "");
    static final Word MARRIED = new Word("MAR", "");
    static final Word SEPARATED = new Word("SEF", "");

    static final Word JOINT_AUTHORITY = new Word("O", "CONJOINTE");
    static final Word SOLE_AUTHORITY = new Word("E", "EXCLUSIVE");

    static final Word TENANT = new Word("LOC", "LOCATAIRE_PRIVE");
    static final Word SOCIAL_TENANT = new Word("HLM", "LOCATAIRE_SOCIAL");
    static final Word HOUSED_FREE = new Word("HEB", "HEBERGE");
    static final Word SOCIAL_RESIDENCE = new Word("RES", "RESIDENCE_SOCIALE");
    /** Shared housing: neither table of the gateway knows it. */
    static final Word SHARED_HOUSING = new Word("COL", "COLOCATION_SOLIDAIRE");
    static final Word NO_DIFFICULTY = new Word("AUC", "AUCUNE");
    static final Word RENT_ARREARS = new Word("IMP", "IMPAYE_LOYER");
    static final Word OVERCROWDED = new Word("SUR", "SUROCCUPE");

    static final Word RSA = new Word("RSA", "RSA");
    static final Word ACTIVITY_BONUS = new Word("PRA", "PRIME_ACTIVITE");
    /** A local variant that the gateway's table does not know. */
    static final Word RSA_MAYOTTE = new Word("RSAM", "RSA_MAYOTTE");
    static final Word ACTIVE = new Word("3", "OUVERT");
    static final Word CLOSED_WITH_DEBT = new Word("6", "CLOS_AVEC_CREANCE");

    static final Word SALARY = new Word("SAL", "SALAIRE");
    static final Word FAMILY_BENEFITS = new Word("PF", "PRESTATIONS_FAMILIALES");
    static final Word HOUSING_BENEFIT = new Word("AL", "AIDE_LOGEMENT");
    static final Word RENT_DEBT = new Word("DLO", "DETTE_LOYER");

    static final Word REQUESTED = new Word("", "PREVUE");
    static final Word IN_PROGRESS = new Word("", "EN_COURS");
    static final Word COMPLETED = new Word("", "REALISEE");

    static final Word RISK = new Word("RIS", "RISQUE_DE_DANGER");
    static final Word NEGLECT = new Word("NEG", "NEGLIGENCES");
    static final Word PARTNER_VIOLENCE = new Word("VCJ", "EXPOSITION_VIOLENCES_CONJUGALES");
    static final Word EVALUATING = new Word("EVA", "EN_COURS");
    static final Word EVALUATED = new Word("TER", "TERMINEE");

    static final Word HOME_SUPPORT = new Word("", "MILIEU_OUVERT");
    static final Word CARE = new Word("", "ACCUEIL");
    static final Word SUPPORT_AT_HOME = new Word("AED", "AED");
    static final Word LOCAL_SPONSORSHIP = new Word("PARL", "PARRAINAGE_LOCAL");
    static final Word AEMO = new Word("AEMO", "AEMO");
    static final Word PLACEMENT = new Word("PLA", "PLACEMENT_ASE");

    public static final Word SYNTHESIS = new Word("SYNTH", "");
    static final Word PPE = new Word("PPE", "PROJET_POUR_L_ENFANT");
    static final Word EVALUATION_REPORT = new Word("RAP_EVAL", "RAPPORT_EVALUATION");
    static final Word ANNUAL_REPORT = new Word("RAP_ANN", "RAPPORT_ANNUEL");
    static final Word CIRCUMSTANTIAL_REPORT = new Word("RAP_CIRC", "RAPPORT_CIRCONSTANCIE");
    static final Word COURT_FILE_PIECE = new Word("PJ_JE", "PIECE_DOSSIER_JUGE");
    static final Word PENAL_MENTION = new Word("MENT_PEN", "MENTION_PENALE");
    static final Word TAX_NOTICE = new Word("AVI", "AVIS_IMPOSITION");

    static final Word PROTECTION_ORDER = new Word("OP", "ORDONNANCE_PROTECTION");
    static final Word DANGER_ASSESSMENT = new Word("EVD", "EVALUATION_DANGER");

    static final Word MOVED = new Word("DEM", "DEMENAGEMENT");
    static final Word ADDRESS_KNOWN = new Word("CONNUE", "");
    static final Word TO_D35 = Word.same("35");
    static final Word TO_D44 = Word.same("44");
    static final Word IP_RECEIVED = new Word("IPR", "ALERTE_RECUE");
    static final Word IP_UNDER_EVALUATION = new Word("IPE", "ALERTE_EN_EVALUATION");
    static final Word ASE_BENEFIT = new Word("PAB", "PRESTATION_ASE");
    static final Word NOT_ONLY_FINANCIAL = new Word("AUT", "AUTRE");
    static final Word JUDICIAL_MEASURE = new Word("MJU", "MESURE_JUDICIAIRE");
    static final Word MEASURE_PLACEMENT = new Word("PLA", "PLACEMENT");
    static final Word JUDGE_RELEASED = new Word("DES", "DESSAISISSEMENT");
    static final Word PARENTS_INFORMED = new Word("INP", "PARENTS_INFORMES");
    static final Word WRITTEN_AGREEMENT = new Word("ACC", "ACCORD_ECRIT");
    static final Word AGREEMENT_REFUSED = new Word("REF", "ACCORD_REFUSE");
    static final Word BY_PARENTS = new Word("PAR", "PARENTS");
    static final Word EVALUATED_AFTER_REFUSAL = new Word("EVR", "EVALUATION_APRES_REFUS");
    static final Word NO_DANGER = new Word("ND", "ABSENCE_DE_DANGER");

    static final Word CRIP = new Word("CRIP", "CADRE_CRIP");

    private Words() {
    }
}
