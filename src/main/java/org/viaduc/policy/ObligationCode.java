package org.viaduc.policy;

/** What a decision binds those who act on it to: the closed list of the contract. */
public enum ObligationCode {
    LOG_36_MONTHS("log-36-months"),
    INFORM_PARENTS("inform-parents"),
    INFORM_PERSON(
            "inform-person"),
    CLOCK_IP_EVALUATION("clock:ip-evaluation"),
    CLOCK_ADDRESS_ANSWER(
            "clock:address-answer"),
    CLOCK_TRANSMISSION_1_MONTH(
            "clock:transmission-1-month"),
    CLOCK_ANSWER_1_MONTH(
            "clock:answer-1-month"),
    CLOCK_REVIEW_72_HOURS(
            "clock:review-72-hours"),
    CLOCK_ACCESS_24_HOURS(
            "clock:access-24-hours"),
    RETENTION_2_YEARS(
            "retention:2-years"),
    RETENTION_5_YEARS(
            "retention:5-years"),
    RETENTION_10_YEARS(
            "retention:10-years"),
    NO_REDISCLOSURE(
            "no-redisclosure"),
    SIGNALEMENT(
            "signalement"),
    PAPER_LRAR(
            "paper-lrar"),
    PERSIST_LABEL(
            "persist-label"),
    NOTIFY_SECOND_PERSON(
            "notify-second-person"),
    STOP_AND_SHRED(
            "stop-and-shred"),
    TELL_PAST_RECIPIENTS(
            "tell-past-recipients");

    private static final Words<ObligationCode> WORDS = new Words<>("obligation", values(), ObligationCode::word);

    private final String word;

    ObligationCode(String word) {
        this.word = word;
    }

    /** The word of the contract, as {@code clock:ip-evaluation}. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }

    /** The obligation of a word. @throws org.viaduc.model.UnknownCode for any other */
    public static ObligationCode of(String word) {
        return WORDS.of(word);
    }
}
