package org.viaduc.exchange.notification;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

import org.viaduc.exchange.node.Notifications.Audience;
import org.viaduc.exchange.node.Notifications.Correspondent;
import org.viaduc.policy.Mission;

/**
 * Something that waits.
 *
 * @param key      the same for the same thing; never told
 * @param kind     what it is, as a word of the lexicon
 * @param audience whose work it is beside the case workers'
 * @param mission  empty where that is not known: then it concerns every mission
 */
public record Item(String key, String kind, Nearness nearness, Optional<LocalDate> due, Audience audience,
        Optional<Mission> mission) {
    /** How near its day is: whoever was told before is told again when it comes nearer. */
    public enum Nearness {
        WAITS,
        SOON,
        OVERDUE
    }

    /** Under which a correspondent was told of it. */
    String told() {
        return key + ":" + nearness.name().toLowerCase(Locale.ROOT);
    }

    /** Case workers see all; others what is theirs. */
    boolean concerns(Correspondent correspondent) {
        return (correspondent.audience() == Audience.CASE_WORKER || correspondent.audience() == audience)
                && (correspondent.missions().isEmpty() || mission.isEmpty()
                        || correspondent.missions().contains(mission.get()));
    }
}
