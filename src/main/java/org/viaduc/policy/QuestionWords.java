package org.viaduc.policy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.viaduc.model.Purpose;

/**
 * The words in which a question on a track may be asked, as its rules stand. Another word is no fault: it is answered like
 * any question, and nothing leaves.
 *
 * @param missions   empty where the recipient is bound for none
 * @param recipients whoever receives something on the track, for one mission at least
 */
public record QuestionWords(Set<Purpose> purposes, Set<Mission> missions, Set<Role> recipients) {
    public QuestionWords {
        purposes = Set.copyOf(purposes);
        missions = Set.copyOf(missions);
        recipients = Set.copyOf(recipients);
    }

    static QuestionWords of(EnumSet<Purpose> purposes, List<Passage> passages) {
        var missions = EnumSet.noneOf(Mission.class);
        var recipients = EnumSet.noneOf(Role.class);
        for (var passage : passages) {
            Arrays.stream(Mission.values()).filter(mission -> (passage.missions() & mission.bit()) != 0)
                    .forEach(missions::add);
            Arrays.stream(Role.values()).filter(role -> (passage.to() & role.bit()) != 0).forEach(recipients::add);
        }
        return new QuestionWords(purposes, missions, recipients);
    }
}
