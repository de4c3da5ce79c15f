package org.viaduc.journal;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.viaduc.exchange.desk.State;
import org.viaduc.model.Mark;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.person.Doubt;
import org.viaduc.person.Match;
import org.viaduc.policy.Answer;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.ObligationCode;
import org.viaduc.policy.Role;
import org.viaduc.policy.Treatment;
import org.viaduc.trust.MessageType;
import org.viaduc.trust.ReceiptState;
import org.viaduc.trust.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

class VocabularyTest {
    static Stream<String> words() {
        return Stream.of(all(Doubt.values(), Doubt::word), all(Match.Method.values(), Match.Method::word),
                all(Answer.values(), Answer::word), all(FactKind.values(), FactKind::word),
                all(Mission.values(), Mission::name), all(ObligationCode.values(), ObligationCode::word),
                all(Role.values(), Role::word), all(Treatment.values(), Treatment::word),
                all(MessageType.values(), MessageType::word), all(ReceiptState.values(), ReceiptState::word),
                all(Refusal.values(), Refusal::word), all(State.values(), State::word),
                all(Track.values(), Track::word), all(Purpose.values(), Purpose::word), all(Mark.values(), Mark::word))
                .flatMap(each -> each);
    }

    private static <T> Stream<String> all(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word);
    }

    @ParameterizedTest
    @MethodSource("words")
    void what_other_rooms_say_in_a_word_can_be_written(String word) {
        assertThat(Detail.REASON.fits(word)).isTrue();
    }
}
