package org.viaduc.exchange.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Section;
import org.viaduc.policy.Reason;

/**
 * What a person may read of one disclosure about them.
 *
 * @param on     the day, here
 * @param to     empty where it would tell where somebody lives
 * @param office of the recipient, in French, as table B names it; empty with {@code to}
 * @param what   the sections of the file
 * @param basis  the rules it rested on, each with its law and sentence, as they stood that day
 */
public record Received(ExchangeId reference, LocalDate on, Department from, Optional<Department> to, String office,
        List<Section> what, List<Reason> basis, boolean isTakenBack) {
    public Received {
        what = List.copyOf(what);
        basis = List.copyOf(basis);
    }
}
