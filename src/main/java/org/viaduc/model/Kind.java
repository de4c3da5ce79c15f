package org.viaduc.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.viaduc.model.Section.*;

/** What a piece is, within its section. The closed list of the decision-case contract. */
public enum Kind {
    IDENTITY(S01, "identity"),
    NIR(S01, "nir"),
    ADDRESS(S02, "address"),
    CONTACT(S02, "contact"),
    HOUSEHOLD(S03, "household"),
    PARENTAL_AUTHORITY(S03, "parental-authority"),
    LEGAL_PROTECTION(S03, "legal-protection"),
    RESIDENCE_PERMIT(S04, "residence-permit"),
    INCOME(S05, "income"),
    ASSETS(S05, "assets"),
    DEBTS(S05, "debts"),
    BANK(S05, "bank"),
    HOUSING(S06, "housing"),
    MEDICAL(S07, "medical"),
    GIR(S08, "gir"),
    PLAN(S08, "plan"),
    ORIENTATION(S08, "orientation"),
    DISABILITY_RATE(S08, "disability-rate"),
    EVALUATION(S08, "evaluation"),
    RQTH(S08, "rqth"),
    PREGNANCY(S09, "pregnancy"),
    CHILD_HEALTH(S09, "child-health"),
    IP(S10, "ip"),
    IP_EVALUATION(S10, "ip-evaluation"),
    ASE_DECISION(S10, "ase-decision"),
    EVALUATION_REPORT(S10, "evaluation-report"),
    ANNUAL_REPORT(S10, "annual-report"),
    CIRCUMSTANTIAL_REPORT(S10, "circumstantial-report"),
    PPE(S10, "ppe"),
    OTHER_DOCUMENT(S10, "other-document"),
    AE_DECISION(S11, "ae-decision"),
    COURT_FILE_PIECE(S11, "court-file-piece"),
    PENAL_MENTION(S11, "penal-mention"),
    FINANCIAL_PIECE(S11, "financial-piece"),
    BENEFIT_DECISION(S12, "decision"),
    PAYMENTS(S12, "payments"),
    OVERPAYMENT(S12, "overpayment"),
    CONTRACT(S13, "contract"),
    INSERTION_ORIENTATION(S13, "orientation"),
    ACTIONS(S13, "actions"),
    SANCTION(S13, "sanction"),
    HEALTH_OBSTACLE(S13, "health-obstacle"),
    SYNTHESIS(S14, "synthesis"),
    ASSESSMENT(S14, "assessment"),
    CONFIDENCE(S14, "confidence"),
    DOCUMENT(S15, "document"),
    PROTECTION_ORDER(S16, "protection-order"),
    DANGER_ASSESSMENT(S16, "danger-assessment"),
    NOTE(S17, "note"),
    ORIGINS(S18, "origins"),
    AGREEMENT(S19, "agreement"),
    CRIMINAL_RECORD_RESULT(S19, "criminal-record-result"),
    CHILDREN_NAMES(S19, "children-names"),
    CONSENTS(S20, "consents");

    private static final Map<String, Kind> BY_CODE = new HashMap<>();

    static {
        Arrays.stream(values()).forEach(kind -> BY_CODE.put(kind.code(), kind));
    }

    private final Section section;
    private final String word;
    private final String code;

    Kind(Section section, String word) {
        this.section = section;
        this.word = word;
        this.code = section.name() + "." + word;
    }

    public Section section() {
        return section;
    }

    /** The kind's word within its section, as {@code ip}. */
    public String word() {
        return word;
    }

    /** Section and word, as {@code S10.ip}: unique. */
    public String code() {
        return code;
    }

    @Override
    public String toString() {
        return code;
    }

    /** The kind of a code as {@code S10.ip}. @throws UnknownCode for any other */
    public static Kind of(String code) {
        var kind = BY_CODE.get(code);
        if (kind == null) {
            throw new UnknownCode("kind", code, BY_CODE.keySet().stream().sorted().toList());
        }
        return kind;
    }

    public static List<Kind> in(Section section) {
        return Arrays.stream(values()).filter(kind -> kind.section == section).toList();
    }
}
