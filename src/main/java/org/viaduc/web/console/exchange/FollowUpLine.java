package org.viaduc.web.console.exchange;

import java.time.Instant;
import java.util.List;

import org.viaduc.exchange.rights.Fate;
import org.viaduc.exchange.rights.FollowUp;
import org.viaduc.model.Department;

/**
 * One thing that follows one copy, as a page shows it.
 *
 * @param peer    the other department's code; that of none where the reader may not know it
 * @param fate    what became of the copy, as its holder says; empty before the first word
 * @param choices what may be chosen here; empty where the word is the other department's
 */
public record FollowUpLine(String id, String exchange, String direction, String peer, String matter, String stage,
        String fate, Instant due, boolean isSettled, List<String> choices) {
    public static FollowUpLine of(FollowUp each, boolean isPeerHidden) {
        return new FollowUpLine(each.id().toString(), each.exchange().toString(), each.direction().word(),
                isPeerHidden ? Department.UNKNOWN.code() : each.peer().code(), each.matter().word(),
                each.stage().word(), each.fate().map(Fate::word).orElse(""), each.due(), each.isSettled(),
                each.stage() == FollowUp.Stage.CHOOSING
                        ? each.matter().choices().stream().map(Fate::word).sorted().toList()
                        : List.of());
    }
}
