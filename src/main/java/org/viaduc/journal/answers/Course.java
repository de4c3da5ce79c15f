package org.viaduc.journal.answers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.viaduc.journal.Journal.Placed;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;

/**
 * What became of one exchange, as its entries tell it.
 *
 * @param person      whom it is about; empty while nobody was matched or opened
 * @param peer        the other department; empty while no entry names it
 * @param ending      where it stands: an ending's word ({@code delivered}, {@code withheld}, {@code refused},
 *                    {@code failed}), or {@code awaiting}, {@code parked}, {@code under-way}
 * @param why         the words of the entry that says so: a reason, an answer or what is awaited; never contents
 * @param rules       of the last decision
 * @param disclosures what left or arrived, oldest first
 * @param recalls     what followed the copy, as {@code wrong-person}, oldest first
 * @param done        obligations that somebody has done, as {@code inform-person}
 * @param entries     how many
 */
public record Course(ExchangeId exchange, Way way, Optional<Pseudonym> person, Optional<Department> peer, String track,
        Instant began, Instant latest, String ending, String why, List<String> rules, List<Disclosure> disclosures,
        List<String> recalls, Set<String> done, int entries) {
    public Course {
        rules = List.copyOf(rules);
        disclosures = List.copyOf(disclosures);
        recalls = List.copyOf(recalls);
        done = Set.copyOf(done);
    }

    /** Which way a file goes, seen from the node whose journal this is. */
    public enum Way {
        OUT,
        IN,
        /** No entry says it yet. */
        UNKNOWN;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What these entries say together.
     *
     * @param here    whose journal it is
     * @param entries of one exchange, oldest first, at least one
     */
    public static Course of(Department here, List<Placed> entries) {
        var telling = new Telling(here, entries.getFirst().entry());
        entries.forEach(placed -> telling.hear(placed.entry()));
        return telling.told(entries.size());
    }
}
