package org.viaduc.policy.consent;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.viaduc.model.Confidentiality;
import org.viaduc.model.Department;
import org.viaduc.model.Purpose;
import org.viaduc.model.Section;

/**
 * The codes of others in our words. Where two words do not mean the same, what permits is read narrowly and what denies
 * widely; where that would still change what was said, there is no answer, and the consent is refused.
 */
final class PcfCodes {
    private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String OURS = "https://viaduc.org/fhir/CodeSystem/";
    private static final Set<Purpose> CARE = EnumSet.of(Purpose.SUIVI_PMI, Purpose.ACCOMPAGNEMENT, Purpose.EVAL_IP,
            Purpose.CONTINUITE_ASE);
    private static final Map<String, Set<Purpose>> NARROW = Map.of("TREAT", EnumSet.of(Purpose.SUIVI_PMI,
            Purpose.ACCOMPAGNEMENT), "CAREMGT", EnumSet.of(Purpose.ACCOMPAGNEMENT), "COC",
            EnumSet.of(Purpose.CONTINUITE_ASE), "ETREAT", EnumSet.of(Purpose.URGENCE), "BTG",
            EnumSet.of(Purpose.URGENCE), "PATRQT", EnumSet.of(Purpose.ACCES_PERSONNE));
    private static final Map<String, Set<Purpose>> WIDE = Map.of("TREAT", CARE, "CAREMGT", CARE, "COC", CARE,
            "ETREAT", EnumSet.of(Purpose.URGENCE), "BTG", EnumSet.of(Purpose.URGENCE), "PATRQT",
            EnumSet.of(Purpose.ACCES_PERSONNE));
    /** Known, and never asked between departments: allowing or refusing them changes nothing here. */
    private static final Set<String> NEVER_ASKED = Set.of("HPAYMT", "HOPERAT", "HRESCH", "HMARKT");
    /** Whatever may hold a word about health, also as free text. */
    private static final Set<Section> HEALTH = EnumSet.of(Section.S07, Section.S08, Section.S09, Section.S10,
            Section.S11, Section.S13, Section.S14, Section.S15, Section.S16);
    private static final Set<String> SENSITIVE = Set.of("ETH", "ETHUD", "OPIOIDUD", "PSY", "SEX", "HIV", "SUD", "SDV",
            "VIO");
    /** No piece of these is ever held more closely than normal. */
    private static final Set<Section> NORMAL = EnumSet.of(Section.S01, Section.S03, Section.S05, Section.S06,
            Section.S20);

    private PcfCodes() {
    }

    /** The purposes of a code; none for one that is never asked here; no answer for one that is not known. */
    static Optional<Set<Purpose>> purposes(String system, String code, boolean permits) {
        if (system.equals(ACT_REASON)) {
            return NEVER_ASKED.contains(code)
                    ? Optional.of(Set.of())
                    : Optional.ofNullable((permits ? NARROW : WIDE).get(code));
        }
        return system.equals(OURS + "purpose")
                ? Arrays.stream(Purpose.values()).filter(each -> each.word().equals(code)).findFirst().map(Set::of)
                : Optional.empty();
    }

    /** The sections that a label stands for; no answer for a label that no set of sections can hold. */
    static Optional<Set<Section>> labelled(String system, String code, boolean permits) {
        var section = Arrays.stream(Section.values()).filter(each -> each.label().equals(code)).findFirst();
        if (section.isPresent() && (system.equals(OURS + "sensibilite-sociale") || system.equals(ACT_CODE))) {
            return section.map(Set::of);
        }
        if (system.equals(Confidentiality.SYSTEM)) {
            if (Arrays.stream(Confidentiality.values()).noneMatch(each -> each.name().equals(code))) {
                return Optional.empty();
            }
            return permits
                    ? code.equals("V")
                            ? Optional.of(Rule.ALL)
                            : code.equals("N") ? Optional.of(NORMAL) : Optional.empty()
                    : Optional.of(Rule.ALL);
        }
        return system.equals(ACT_CODE) && SENSITIVE.contains(code) && !permits
                ? Optional.of(HEALTH)
                : Optional.empty();
    }

    static Optional<Section> section(String system, String code) {
        return system.equals(OURS + "section")
                ? Arrays.stream(Section.values()).filter(each -> each.name().equals(code)).findFirst()
                : Optional.empty();
    }

    /** The department whose identifier, or whose {@code Organization}, is named. */
    static Optional<Department> department(Element reference) {
        var identifier = reference.child("identifier");
        reference.keep("display", "type");
        var code = identifier.text("system")
                .filter(each -> each.equals("https://viaduc.org/fhir/NamingSystem/department"))
                .flatMap(each -> identifier.text("value"))
                .or(() -> reference.text("reference").filter(each -> each.startsWith("Organization/"))
                        .map(each -> each.substring("Organization/".length())));
        try {
            return code.map(Department::new).filter(Department::isKnown);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
