package org.viaduc.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.viaduc.exchange.audit.Period;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.journal.Search;
import org.viaduc.web.Problems.BadRequest;

/** The days, the page and the size that a question to the journal may give. */
final class Within {
    private static final int MOST = 1_000;
    private static final int MONTH = 30;

    private Within() {
    }

    /** @param page the mark that the page before gave */
    static Search search(NodeSettings settings, Optional<LocalDate> from, Optional<LocalDate> to,
            Optional<String> page, int limit) {
        var search = Search.latest(Math.clamp(limit, 1, MOST));
        search = from.map(day -> day.atStartOfDay(settings.zone()).toInstant()).map(search::from).orElse(search);
        search = to.map(day -> day.plusDays(1).atStartOfDay(settings.zone()).toInstant()).map(search::to)
                .orElse(search);
        try {
            return page.map(Search.Mark::of).map(search::before).orElse(search);
        } catch (IllegalArgumentException e) {
            throw new BadRequest(List.of("`page` is what the page before gave as `next`"));
        }
    }

    /** The days given, or the last thirty. */
    static Period period(NodeSettings settings, Optional<LocalDate> from, Optional<LocalDate> to, LocalDate today) {
        var last = to.orElse(today);
        var first = from.orElse(last.minusDays(MONTH));
        if (last.isBefore(first)) {
            throw new BadRequest(List.of("`from` comes before `to`"));
        }
        return new Period(first, last, settings.zone());
    }
}
