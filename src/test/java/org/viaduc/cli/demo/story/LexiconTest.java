package org.viaduc.cli.demo.story;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.viaduc.cli.demo.population.StoryFamilies;
import org.viaduc.cli.demo.population.StoryFamily;
import org.viaduc.exchange.desk.State;
import org.viaduc.mapping.LossLedger;
import org.viaduc.model.Kind;
import org.viaduc.model.Language;

import static org.assertj.core.api.Assertions.assertThat;

class LexiconTest {
    @ParameterizedTest
    @MethodSource("words")
    void every_word_that_the_story_meets_is_said_in_both_languages(String word) {
        assertThat(Lexicon.knows(word)).isTrue();
        assertThat(Lexicon.say(word, Language.FR)).isNotBlank();
        assertThat(Lexicon.say(word, Language.EN)).isNotBlank();
    }

    static Stream<String> words() {
        return Stream.of(Arrays.stream(Kind.values()).map(Kind::code), Arrays.stream(State.values()).map(State::word),
                Arrays.stream(LossLedger.Outcome.values()).map(LossLedger.Outcome::word),
                Arrays.stream(LossLedger.Outcome.values()).map(outcome -> "one:" + outcome.word()),
                StoryFamilies.all().stream().map(StoryFamily::track).map(track -> track.word()).distinct(),
                Stream.of("release", "await", "withhold")).flatMap(each -> each);
    }

    @Test
    void an_unknown_word_stands_for_itself() {
        assertThat(Lexicon.say("quite-new", Language.FR)).isEqualTo("quite-new");
    }
}
