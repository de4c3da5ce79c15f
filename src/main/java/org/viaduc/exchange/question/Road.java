package org.viaduc.exchange.question;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.Purpose;
import org.viaduc.model.Section;
import org.viaduc.model.Track;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;

/**
 * What a question that a fact opens asks for on a track: the purpose, the mission, and the role that receives when the
 * peer publishes no named agent. Policy judges the question; this only words it.
 *
 * @param signs sections any one of which shows that the person is on this road; empty where the trigger alone shows it
 */
public record Road(Purpose purpose, Mission mission, Role recipient, Set<Section> signs) {
    private static final Map<Track, Road> ROADS = new EnumMap<>(Map.of(
            Track.ASE_IP, new Road(Purpose.EVAL_IP, Mission.PE, Role.CADRE_CRIP),
            Track.ASE_ADMINISTRATIVE, new Road(Purpose.CONTINUITE_ASE, Mission.PE, Role.CADRE_CRIP),
            Track.ASE_JUDICIAL, new Road(Purpose.MESURE_JUD, Mission.PE, Role.CADRE_CRIP),
            Track.ASE_ADDRESS_UNKNOWN, new Road(Purpose.CONTINUITE_ASE, Mission.PE, Role.CADRE_CRIP),
            Track.RSA, new Road(Purpose.INSTR_RSA, Mission.RSA, Role.GEST_RSA, Set.of(Section.S12, Section.S13)),
            Track.AIDE_SOCIALE, new Road(Purpose.INSTR_APA, Mission.APA, Role.GEST_APA_PCH),
            Track.MDPH, new Road(Purpose.INSTR_MDPH, Mission.MDPH, Role.INST_MDPH_ACC),
            Track.PMI, new Road(Purpose.SUIVI_PMI, Mission.PMI, Role.MED_RESP_PMI),
            Track.AGREMENT, new Road(Purpose.AGREMENT, Mission.AGREMENT, Role.PCD_DEL),
            Track.BE_CPAS, new Road(Purpose.ACCOMPAGNEMENT, Mission.AS, Role.BE_AS)));

    private Road(Purpose purpose, Mission mission, Role recipient) {
        this(purpose, mission, recipient, Set.of());
    }

    /** Whether a file shows that its person is on this road. */
    boolean concerns(CommonRecord record) {
        return signs.isEmpty() || record.pieces().stream().anyMatch(piece -> signs.contains(piece.section()));
    }

    /** The road's wording, for tracks that a fact may open or a user asks for without more. */
    public static java.util.Optional<Road> of(Track track) {
        return java.util.Optional.ofNullable(ROADS.get(track));
    }
}
