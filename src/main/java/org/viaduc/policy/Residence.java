package org.viaduc.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.viaduc.policy.FactDetail.Abode;
import org.viaduc.policy.FactDetail.Stay;

/**
 * The domicile de secours in the host department (CASF L122-2, L122-3, L264-1): three months in one stay at home, or the
 * élection de domicile at once, among the stays since the last move. Once acquired, it is kept.
 *
 * @param acquired the day on which it was acquired
 * @param neutral  true while the person stays where no domicile is acquired
 * @param stays    the facts it rests on
 */
record Residence(Optional<LocalDate> acquired, boolean neutral, List<Fact> stays) {
    private static final int MONTHS = 3;

    private static final Comparator<Fact> IN_ORDER = Comparator.comparing(Residence::begin).thenComparing(Fact::on)
            .thenComparing(fact -> strictness((Stay) fact.detail())).thenComparing(Fact::id);

    static Residence of(Situation situation) {
        var stays = staysSinceTheMove(situation);
        LocalDate home = null;
        LocalDate acquired = null;
        for (var fact : stays) {
            var stay = (Stay) fact.detail();
            var begin = begin(fact);
            if (is(stay, Abode.HOME)) {
                home = home == null ? stay.since().orElse(null) : home;
                continue;
            }
            if (stay.since().isPresent()) {
                acquired = first(acquired, acquiredAtHome(home, begin));
            }
            home = null;
            if (is(stay, Abode.NO_FIXED_ABODE) && stay.since().isPresent()) {
                acquired = first(acquired, begin);
            }
        }
        acquired = first(acquired, acquiredAtHome(home, situation.today));
        var neutral = !stays.isEmpty() && isNeutral((Stay) stays.getLast().detail());
        return new Residence(Optional.ofNullable(acquired), neutral, stays);
    }

    private static List<Fact> staysSinceTheMove(Situation situation) {
        var moved = situation.latest(FactKind.FAMILY_MOVED);
        var stays = new ArrayList<Fact>();
        for (var i = 0; i < situation.count(); i++) {
            var fact = situation.fact(i);
            if (fact.kind() == FactKind.RESIDENCE && moved != null && !begin(fact).isBefore(moved.on())
                    && !begin(fact).isAfter(situation.today)) {
                stays.add(fact);
            }
        }
        stays.sort(IN_ORDER);
        return stays;
    }

    /**
     * A stay whose beginning is unknown stands where its fact does: it may have ended the one before at any time, and
     * acquires nothing itself.
     */
    private static LocalDate begin(Fact fact) {
        return ((Stay) fact.detail()).since().orElse(fact.on());
    }

    private static LocalDate acquiredAtHome(LocalDate since, LocalDate until) {
        if (since == null) {
            return null;
        }
        var reached = since.plusMonths(MONTHS);
        return reached.isAfter(until) ? null : reached;
    }

    /** The stays are in order, and so are the days on which they acquire something. */
    private static LocalDate first(LocalDate one, LocalDate later) {
        return one == null ? later : one;
    }

    private static boolean is(Stay stay, Abode abode) {
        return stay.in().isPresent() && stay.in().get() == abode;
    }

    private static boolean isNeutral(Stay stay) {
        return stay.since().isPresent() && (is(stay, Abode.ESTABLISHMENT) || is(stay, Abode.FOSTER_CARER));
    }

    private static int strictness(Stay stay) {
        return is(stay, Abode.NO_FIXED_ABODE) ? 0 : is(stay, Abode.HOME) ? 1 : isNeutral(stay) ? 3 : 2;
    }
}
