package org.viaduc.policy;

import java.util.List;
import java.util.Locale;

/**
 * Something that must have been said, agreed or reached before anything (or what it guards) leaves.
 *
 * @param missions for which missions of the recipient it is asked, as bits; 0 for all
 * @param guards   the kinds it holds back while others leave; 0 when it holds back the whole file
 * @param facts    for {@link Type#ANY_OF}: any one of these facts
 */
record Condition(Type type, int missions, long guards, List<FactKind> facts, Reason reason) {
    enum Type {
        ADDRESS,
        INFORMED,
        CHILD_INFORMED,
        PERSON_INFORMED,
        AGREED,
        ANY_OF,
        CONSENT,
        SIX_CONDITIONS,
        RESIDENCE,
        EMERGENCY;

        private static final Words<Type> WORDS = new Words<>("condition", values(), Type::word);

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Type of(String word) {
            return WORDS.of(word);
        }
    }

    boolean isAskedOf(Question question) {
        return missions == 0
                || question.to().boundFor().isPresent() && (missions & question.to().boundFor().get().bit()) != 0;
    }
}
