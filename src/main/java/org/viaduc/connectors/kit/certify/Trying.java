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
        void run(Faults faults) throws Exception;
    }

    /** A trial finds that there is nothing to try. */
    static final class NothingToTry extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Hint reason;

        NothingToTry(String french, String english) {
            super(english);
            this.reason = new Hint(french, english);
        }
    }

    /** A trial finds that it cannot be made here, though it matters. */
    static final class NotProven extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient List<Hint> reasons;

        NotProven(List<Hint> reasons) {
            super("not proven");
            this.reasons = List.copyOf(reasons);
        }
    }

    void tryOut(String id, String french, String english, Trial trial) {
        var start = System.nanoTime();
        var faults = new Faults();
        var verdict = Verdict.PASSED;
        try {
            trial.run(faults);
            verdict = faults.all().isEmpty() ? Verdict.PASSED : Verdict.FAILED;
        } catch (NothingToTry e) {
            verdict = Verdict.NOT_TRIED;
            faults.add(e.reason);
        } catch (NotProven e) {
            verdict = Verdict.NOT_PROVEN;
            e.reasons.forEach(faults::add);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            verdict = Verdict.FAILED;
            faults.add("interrompu", "interrupted");
        } catch (Exception | AssertionError e) {
            verdict = Verdict.FAILED;
            faults.add("le programme a échoué : " + kind(e), "the program broke: " + kind(e));
        }
        var check = new Check(id, new Hint(french, english), verdict, cut(faults.all()),
                Duration.ofNanos(System.nanoTime() - start));
        checks.add(check);
        told.accept(check);
    }

    private static List<Hint> cut(List<Hint> faults) {
        if (faults.size() <= MOST_DETAILS) {
            return faults;
        }
        var first = new ArrayList<>(faults.subList(0, MOST_DETAILS));
        var more = faults.size() - MOST_DETAILS;
        first.add(new Hint("… et " + more + " autres", "… and " + more + " more"));
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
