package org.viaduc.policy;

import java.time.LocalDate;

/**
 * How old the person is. A minor is under 18 on the day of the question; 18 begins on the birthday. Whose age is unknown
 * is neither a minor nor an adult: no rule that asks for either is met.
 */
public sealed interface Age {
    int MAJORITY = 18;

    record Born(LocalDate on) implements Age {
        @Override
        public boolean isMinor(LocalDate today) {
            return today.isBefore(on.plusYears(MAJORITY));
        }

        @Override
        public boolean isAdult(LocalDate today) {
            return !isMinor(today);
        }

        @Override
        public String toString() {
            return "Born";
        }
    }

    /** Whole years on the day of the question. */
    record Years(int years) implements Age {
        public Years {
            if (years < 0 || years > 150) {
                throw new IllegalArgumentException("an age is 0 to 150 whole years");
            }
        }

        @Override
        public boolean isMinor(LocalDate today) {
            return years < MAJORITY;
        }

        @Override
        public boolean isAdult(LocalDate today) {
            return years >= MAJORITY;
        }
    }

    record Unknown() implements Age {
        @Override
        public boolean isMinor(LocalDate today) {
            return false;
        }

        @Override
        public boolean isAdult(LocalDate today) {
            return false;
        }
    }

    boolean isMinor(LocalDate today);

    boolean isAdult(LocalDate today);
}
