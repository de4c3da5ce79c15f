package org.viaduc.cli.demo.population;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One thing that a department wrote about a person. Amounts are euros. */
public sealed interface Item {
    /** @param monthly the amount; {@code overpaid} is what the person still owes, empty for nothing */
    record Benefit(Word type, Word status, LocalDate from, Optional<LocalDate> until, BigDecimal monthly,
            Optional<BigDecimal> overpaid) implements Item {}

    /** Income, savings or debt of a quarter. @param from the quarter's first day */
    record Income(Word type, BigDecimal monthly, LocalDate from) implements Item {}

    /** A commitment contract. @param healthObstacle empty when there is none */
    record Contract(String reference, LocalDate signed, LocalDate until, String referent, String objectives,
            List<Action> actions, Optional<String> healthObstacle) implements Item {}

    record Action(String label, Word status) {}

    /** An information préoccupante with its evaluation. @param informant who raised it: never leaves the department */
    record Alert(String reference, LocalDate received, Word qualification, String informant, String relation,
            String text, Word state, String evaluation) implements Item {}

    record Measure(String reference, boolean judicial, Word nature, Word type, LocalDate from,
            Optional<LocalDate> until, String service, String judge, String object) implements Item {}

    /** A report or a document. @param onPaper whether there is a PDF of it */
    record Report(Word type, LocalDate date, String author, String text, boolean onPaper) implements Item {}

    /** A personal working note: stays where it is. */
    record Note(LocalDate date, String author, String text) implements Item {}

    record Violence(Word nature, LocalDate from, Optional<LocalDate> until, String detail) implements Item {}

    /** Something that happened and that the law may attach something to. @param author a function, never a name */
    record Happening(Word code, LocalDate on, Word value, Word second, Word author) implements Item {}
}
