package org.viaduc.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.viaduc.model.Kind;
import org.viaduc.model.Section;
import org.viaduc.model.Track;

import static org.viaduc.policy.FactKind.*;

/**
 * What must have happened before anything leaves on a track, whatever a rule book says: of each line one fact at least.
 * Dossier, part A.
 */
final class LegalBasis {
    private static final Set<FactKind> INFORMED = Set.of(PARENTS_INFORMED, PERSON_INFORMED, INFORMATION_WAIVED);

    private static final Map<Track, List<Set<FactKind>>> ASKED = Map.ofEntries(
            Map.entry(Track.ASE_IP, List.of(Set.of(FAMILY_MOVED), Set.of(IP_UNDER_EVALUATION), INFORMED)),
            Map.entry(Track.ASE_ADMINISTRATIVE, List.of(Set.of(FAMILY_MOVED), Set.of(ASE_ADMINISTRATIVE_BENEFIT),
                    INFORMED, Set.of(WRITTEN_AGREEMENT, EVALUATED_AFTER_REFUSAL))),
            Map.entry(Track.ASE_JUDICIAL, List.of(Set.of(FAMILY_MOVED), Set.of(JUDICIAL_MEASURE), Set.of(
                    JUDGE_RELEASED), INFORMED)),
            Map.entry(Track.ASE_ADDRESS_UNKNOWN, List.of(Set.of(FAMILY_MOVED), Set.of(IP_UNDER_EVALUATION,
                    ASE_ADMINISTRATIVE_BENEFIT, JUDICIAL_MEASURE), INFORMED)),
            Map.entry(Track.MDPH, List.of(Set.of(PERSON_REQUEST, FAVOURABLE_DECISION))),
            Map.entry(Track.AIDE_SOCIALE, List.of(Set.of(RESIDENCE))),
            Map.entry(Track.RSA, List.of(Set.of(FAMILY_MOVED))),
            Map.entry(Track.PMI, List.of(Set.of(CONSENT))),
            Map.entry(Track.AGREMENT, List.of(Set.of(HOST_ASKED))),
            Map.entry(Track.BREAK_GLASS, List.of(Set.of(EMERGENCY))),
            Map.entry(Track.SECRET_PARTAGE, List.of()),
            Map.entry(Track.PERSON_ACCESS, List.of()),
            Map.entry(Track.BE_CPAS, List.of()));

    private static final Map<Mission, Set<FactKind>> SHARED = Map.of(Mission.PE, INFORMED, Mission.SOIN,
            Set.of(CONSENT));
    private static final long SIX = Kinds.of(Section.S05) | Kinds.of(Section.S06) | Kinds.of(Section.S13)
            | Kinds.of(Section.S14);
    private static final long SECRET_SYNTHESIS = Kinds.of(Kind.SYNTHESIS);

    private LegalBasis() {
    }

    static boolean holds(Trial trial, Leaving leaving) {
        return holds(trial, leaving, true);
    }

    /** True when facts that leave something unknown would do if they did not. */
    static boolean wouldHoldIfAllWereKnown(Trial trial, Leaving leaving) {
        return holds(trial, leaving, false);
    }

    private static boolean holds(Trial trial, Leaving leaving, boolean complete) {
        for (var one : ASKED.get(trial.question().track())) {
            if (!has(trial, one, complete)) {
                return false;
            }
        }
        return switch (trial.question().track()) {
            case SECRET_PARTAGE -> trial.question().to().boundFor().map(SHARED::get).map(one -> has(trial, one,
                    complete)).orElse((leaving.any() & SECRET_SYNTHESIS) == 0 || has(trial, INFORMED, complete));
            case BE_CPAS -> (leaving.any() & SIX) == 0 || has(trial, Set.of(SIX_CONDITIONS), complete);
            default -> !isAse(trial.question().track()) || trial.file().age().isMinor(Trial.TODAY)
                    || has(trial, Set.of(ACTION_EDUCATIVE), complete);
        };
    }

    private static boolean isAse(Track track) {
        return track.word().startsWith("ase-");
    }

    private static boolean has(Trial trial, Set<FactKind> kinds, boolean complete) {
        for (var fact : trial.facts()) {
            if (kinds.contains(fact.kind()) && (!complete || Trial.isComplete(fact))) {
                return true;
            }
        }
        return false;
    }
}
