package org.viaduc.cli.demo.population;

import java.util.Optional;

import org.viaduc.model.Department;
import org.viaduc.model.Language;
import org.viaduc.model.Track;

/**
 * One file that the demonstration follows.
 *
 * @param key       a short word for the table of endings
 * @param household the household's number in the local system of origin; in Ardoise only a name for the group
 * @param person    the person's number in the local system of origin: {@code num_pers} or {@code numeroDossier}
 * @param track     the road that the demonstration watches
 * @param later     what happens while the demonstration runs, if anything
 */
public record StoryFamily(String key, Department from, Department to, String household, String person, Track track,
        StoryEnding ending, Optional<LaterEvent> later, String french, String english) {
    /** What a local system is told by {@code POST /event}. @param value2 empty where the system has no second value */
    public record LaterEvent(String code, String value1, String value2, String author) {}

    public String sentence(Language language) {
        return language.pick(french, english);
    }
}
