package org.viaduc.connectors.kit.certify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.viaduc.connectors.kit.certify.Check.Verdict;
import org.viaduc.connectors.kit.guess.Hint;

/** Tries one thing after the other; one that breaks is one that failed, and the next is tried. */
final class Trying {
    /** Of one check: the first tell what is wrong. */
    private static final int MOST_DETAILS = 20;

    private final List<Check> checks = new ArrayList<>();
    private final Consumer<Check> told;

    Trying(Consumer<Check> told) {
        this.told = told;
    }

    /** What a trial does. */
    interface Trial {
        /** @param faults gets what went wrong; nothing means that it passed */
        void run(List<String> faults) throws Exception;
    }

    /** A trial finds that there is nothing to try. */
    static final class NothingToTry extends Exception {
        private static final long serialVersionUID = 1L;

        NothingToTry(String reason) {
            super(reason);
        }
    }

    /** A trial finds that it cannot be made here, though it matters. */
    static final class NotProven extends Exception {
        private static final long serialVersionUID = 1L;

        NotProven(String reason) {
            super(reason);
        }
    }

    void tryOut(String id, String french, String english, Trial trial) {
        var start = System.nanoTime();
        var faults = new ArrayList<String>();
        var verdict = Verdict.PASSED;
        try {
            trial.run(faults);
            verdict = faults.isEmpty() ? Verdict.PASSED : Verdict.FAILED;
        } catch (NothingToTry e) {
            verdict = Verdict.NOT_TRIED;
            faults.add(e.getMessage());
        } catch (NotProven e) {
            verdict = Verdict.NOT_PROVEN;
            e.getMessage().lines().forEach(faults::add);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            verdict = Verdict.FAILED;
            faults.add("interrupted");
        } catch (Exception | AssertionError e) {
            verdict = Verdict.FAILED;
            faults.add("it broke: " + kind(e));
        }
        var said = faults.size() <= MOST_DETAILS ? faults : cut(faults);
        var check = new Check(id, new Hint(french, english), verdict, said,
                Duration.ofNanos(System.nanoTime() - start));
        checks.add(check);
        told.accept(check);
    }

    private static List<String> cut(List<String> faults) {
        var first = new ArrayList<>(faults.subList(0, MOST_DETAILS));
        first.add("… and " + (faults.size() - MOST_DETAILS) + " more");
        return first;
    }

    /** The kinds of the faults and where the innermost arose; their messages may repeat a value. */
    private static String kind(Throwable failure) {
        var words = new StringBuilder(failure.getClass().getSimpleName());
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
            words.append(" < ").append(root.getClass().getSimpleName());
        }
        return root.getStackTrace().length == 0 ? words.toString() : words + " at " + root.getStackTrace()[0];
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }
}
