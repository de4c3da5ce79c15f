package org.viaduc.journal;

import java.util.List;
import java.util.Optional;

import org.viaduc.journal.Timestamp.Stamp;
import org.viaduc.model.Language;

/**
 * What a check found out about a journal's times.
 *
 * @param stamps      how many timestamps of an authority stand
 * @param latest      the newest of them
 * @param corrections times that the clock was set back, and a person has said so
 */
public record Dating(int stamps, Optional<Stamp> latest, List<Correction> corrections) {
    public Dating {
        corrections = List.copyOf(corrections);
    }

    /**
     * An entry in which a user states that the clock was set back.
     *
     * @param size  of the checkpoint that is dated before the one that precedes it
     * @param index of the entry
     */
    public record Correction(long size, long index, Actor by) {}

    /** A line for the timestamps, and one for each correction. */
    String text(Language language) {
        var text = new StringBuilder(latest.map(stamp -> language.pick(
                "\n  " + stamps + " horodatages, le dernier du " + stamp.at() + " par " + stamp.authority()
                        + (stamp.isTrusted() ? "" : " (autorité à vérifier : --authority)"),
                "\n  " + stamps + " timestamps, the last of " + stamp.at() + " by " + stamp.authority()
                        + (stamp.isTrusted() ? "" : " (whether to trust it: --authority)")))
                .orElse(language.pick("\n  sans horodatage d'une autorité extérieure",
                        "\n  no timestamp of an authority outside")));
        corrections.forEach(each -> text.append(language.pick(
                "\n  l'horloge a été reculée avant le point de contrôle à " + each.size() + " entrées : déclaré par "
                        + each.by() + ", entrée " + each.index(),
                "\n  the clock was set back before the checkpoint at " + each.size() + " entries: stated by "
                        + each.by() + ", entry " + each.index())));
        return text.toString();
    }
}
