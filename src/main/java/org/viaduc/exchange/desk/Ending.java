package org.viaduc.exchange.desk;

/**
 * How an exchange ends. Withheld is a correct result; refused means that the sender could not be believed; only failed
 * is an alarm.
 */
public sealed interface Ending {
    State state();

    record Delivered() implements Ending {
        @Override
        public State state() {
            return State.DELIVERED;
        }
    }

    record Withheld() implements Ending {
        @Override
        public State state() {
            return State.WITHHELD;
        }
    }

    /** @param reason a code word, as {@code wrong-key} */
    record Refused(String reason) implements Ending {
        @Override
        public State state() {
            return State.REFUSED;
        }
    }

    /** @param reason a code word, as {@code retries-exhausted} */
    record Failed(String reason) implements Ending {
        @Override
        public State state() {
            return State.FAILED;
        }
    }
}
