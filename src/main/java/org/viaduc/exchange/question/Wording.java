package org.viaduc.exchange.question;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.policy.Mission;
import org.viaduc.policy.QuestionWords;
import org.viaduc.policy.Role;

/**
 * What a user says of a question besides its track and its two ends. What is left out is the track's usual wording, see
 * {@link Road}; a track that has none wants all three.
 *
 * @param recipient the role of the agent who shall receive
 */
public record Wording(Optional<Purpose> purpose, Optional<Mission> mission, Optional<Role> recipient) {
    /** Nothing but the track. */
    public static final Wording USUAL = new Wording(Optional.empty(), Optional.empty(), Optional.empty());
    /** Asked on a road of their own: by a user who declares an emergency, and by the person. */
    private static final Set<Track> ELSEWHERE = Set.of(Track.BREAK_GLASS, Track.PERSON_ACCESS);

    /** A question that cannot be asked as it was worded, with every fault, in words. */
    public static final class Unworded extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<String> faults;

        Unworded(List<String> faults) {
            super(String.join("; ", faults));
            this.faults = List.copyOf(faults);
        }

        public List<String> faults() {
            return faults;
        }
    }

    /**
     * The whole wording on a track.
     *
     * @param known the words of the track, to be told where one is missing
     * @throws Unworded naming what is missing and the words that the track knows, or that the track is asked otherwise
     */
    Road on(Track track, QuestionWords known) {
        if (ELSEWHERE.contains(track)) {
            throw new Unworded(List.of(track == Track.BREAK_GLASS
                    ? "an emergency is not started, it is declared: `break-glass declare`"
                    : "the person's own access goes to no department: `exchange access`"));
        }
        var usual = Road.of(track);
        var faults = new ArrayList<String>();
        var whole = new Wording(purpose.or(() -> usual.map(Road::purpose)), mission.or(() -> usual.map(Road::mission)),
                recipient.or(() -> usual.map(Road::recipient)));
        require("purpose", whole.purpose, known.purposes(), track, faults);
        require("mission", whole.mission, known.missions(), track, faults);
        require("recipient", whole.recipient, known.recipients(), track, faults);
        if (!faults.isEmpty()) {
            throw new Unworded(faults);
        }
        return new Road(whole.purpose.orElseThrow(), whole.mission.orElseThrow(), whole.recipient.orElseThrow(),
                Set.of());
    }

    private static void require(String key, Optional<?> word, Collection<?> known, Track track,
            List<String> faults) {
        if (word.isEmpty()) {
            faults.add("`" + key + "` is missing; on " + track + " it is one of: "
                    + known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")));
        }
    }
}
