package org.viaduc.web.console.caseworker;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.viaduc.model.Section;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Role;

/** What a form asks for beside the day of a fact: its fields, and the words that each may hold. */
final class FactForm {
    /** What is captured with its evidence, and can be withdrawn. */
    private static final Set<FactKind> CONSENTS = Set.of(FactKind.PARENTS_INFORMED, FactKind.PERSON_INFORMED,
            FactKind.CHILD_INFORMED, FactKind.INFORMATION_WAIVED, FactKind.WRITTEN_AGREEMENT,
            FactKind.AGREEMENT_REFUSED, FactKind.CONSENT, FactKind.OPPOSITION);
    /** Stated elsewhere: by a peer, by the node's settings, by whoever declares an emergency. */
    private static final Set<FactKind> ELSEWHERE = Set.of(FactKind.HOST_ASKED, FactKind.RGS_ATTESTATION,
            FactKind.EMERGENCY);
    private static final List<String> YES_NO = List.of("true", "false");
    private static final List<String> ADULTS = List.of("person", "parents", "representative");
    private static final List<String> SECTIONS = Arrays.stream(Section.values()).map(Section::name).toList();
    private static final List<String> OFFICES = Arrays.stream(Role.values()).filter(Role::isOffice).map(Role::word)
            .toList();

    private FactForm() {
    }

    /** How a field is filled in. */
    enum Way {
        CHOICE,
        SEVERAL,
        DAY,
        TEXT,
        DEPARTMENT
    }

    /** One field. @param words that it may hold; empty where it is free */
    record Field(String name, Way way, List<String> words, boolean isNeeded) {
        static Field choice(String name, List<String> words) {
            return new Field(name, Way.CHOICE, words, true);
        }
    }

    /** Those that a case worker states. */
    static List<FactKind> kinds() {
        return Arrays.stream(FactKind.values()).filter(kind -> !ELSEWHERE.contains(kind)).toList();
    }

    static boolean isConsent(FactKind kind) {
        return CONSENTS.contains(kind);
    }

    static List<Field> fields(FactKind kind) {
        return FIELDS.getOrDefault(kind, List.of());
    }

    private static final Map<FactKind, List<Field>> FIELDS = Map.ofEntries(
            Map.entry(FactKind.FAMILY_MOVED, List.of(new Field("to", Way.DEPARTMENT, List.of(), true),
                    Field.choice("address", List.of("known", "unknown")))),
            Map.entry(FactKind.ASE_ADMINISTRATIVE_BENEFIT, List.of(Field.choice("only-financial", YES_NO))),
            Map.entry(FactKind.JUDICIAL_MEASURE,
                    List.of(Field.choice("type", List.of("aemo", "placement", "tiers-digne")))),
            Map.entry(FactKind.INFORMATION_WAIVED,
                    List.of(Field.choice("by", OFFICES), new Field("motive", Way.TEXT, List.of(), true))),
            Map.entry(FactKind.WRITTEN_AGREEMENT, List.of(Field.choice("by", ADULTS))),
            Map.entry(FactKind.AGREEMENT_REFUSED, List.of(Field.choice("by", ADULTS))),
            Map.entry(FactKind.AGREEMENT_WITHDRAWN, List.of(Field.choice("by", ADULTS))),
            Map.entry(FactKind.EVALUATED_AFTER_REFUSAL,
                    List.of(Field.choice("result", List.of("no-danger", "risk", "danger")),
                            Field.choice("by", OFFICES))),
            Map.entry(FactKind.ADDRESS_REQUESTED, List.of(Field.choice("from", List.of("CAF", "CPAM")))),
            Map.entry(FactKind.ADDRESS_ANSWERED, List.of(Field.choice("from", List.of("CAF", "CPAM")))),
            Map.entry(FactKind.RESIDENCE, List.of(new Field("since", Way.DAY, List.of(), true),
                    Field.choice("in", List.of("home", "establishment", "foster-carer", "no-fixed-abode")))),
            Map.entry(FactKind.CONSENT,
                    List.of(Field.choice("by", ADULTS), new Field("for", Way.SEVERAL, SECTIONS, true),
                            new Field("until", Way.DAY, List.of(), false))),
            Map.entry(FactKind.OPPOSITION,
                    List.of(Field.choice("by", List.of("person", "minor", "parents")),
                            new Field("to", Way.SEVERAL, SECTIONS, false))),
            Map.entry(FactKind.SIX_CONDITIONS, List.of(Field.choice("item", SECTIONS))),
            Map.entry(FactKind.DISCERNMENT_ASSESSED, List.of(Field.choice("discernment", YES_NO))));
}
