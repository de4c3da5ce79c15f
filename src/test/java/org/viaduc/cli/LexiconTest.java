package org.viaduc.cli;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.viaduc.exchange.desk.State;
import org.viaduc.journal.Step;
import org.viaduc.journal.answers.Stratum;
import org.viaduc.mapping.LossLedger;
import org.viaduc.model.Kind;
import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;
import org.viaduc.model.Section;
import org.viaduc.model.Track;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.ObligationCode;

import static org.assertj.core.api.Assertions.assertThat;

class LexiconTest {
    @ParameterizedTest
    @MethodSource("words")
    void every_word_of_the_closed_lists_is_said_in_both_languages(String word) {
        assertThat(Lexicon.knows(word)).isTrue();
        assertThat(Lexicon.say(word, Language.FR)).isNotBlank();
        assertThat(Lexicon.say(word, Language.EN)).isNotBlank();
    }

    static Stream<String> words() {
        return Stream.of(Arrays.stream(Kind.values()).map(Kind::code), Arrays.stream(State.values()).map(State::word),
                Arrays.stream(LossLedger.Outcome.values()).map(LossLedger.Outcome::word),
                Arrays.stream(LossLedger.Outcome.values()).map(outcome -> "one:" + outcome.word()),
                LossLedger.ownReasons().stream(),
                Arrays.stream(Track.values()).map(Track::word), Arrays.stream(FactKind.values()).map(FactKind::word),
                Arrays.stream(ObligationCode.values()).map(ObligationCode::word),
                Arrays.stream(Section.values()).map(Section::name),
                Arrays.stream(Step.values()).map(step -> "step:" + step.word()),
                Arrays.stream(Stratum.By.values()).map(Stratum.By::word),
                Stream.of("release", "await", "withhold")).flatMap(each -> each);
    }

    @Test
    void an_unknown_word_stands_for_itself() {
        assertThat(Lexicon.say("quite-new", Language.FR)).isEqualTo("quite-new");
    }
}
