package org.viaduc.person;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NamesTest {
    private static final List<String> SEPARATORS = List.of(" ", "-", "'", "’", "  ", " - ", "–", ".", "\u00a0");

    @Property
    void normalising_twice_changes_nothing(@ForAll("names") String name) {
        assertThat(Names.letters(Names.letters(name))).isEqualTo(Names.letters(name));
    }

    @Property
    void normalised_names_are_capital_letters(@ForAll String anything) {
        assertThat(Names.letters(anything).codePoints()).allMatch(Character::isLetter);
        assertThat(Names.letters(anything)).isEqualTo(Names.letters(anything).toUpperCase(Locale.ROOT));
    }

    @Property
    void case_does_not_matter(@ForAll("names") String name) {
        assertThat(Names.letters(name.toLowerCase(Locale.FRANCE))).isEqualTo(Names.letters(name))
                .isEqualTo(Names.letters(name.toUpperCase(Locale.FRANCE)));
    }

    @Property
    void composed_and_decomposed_accents_are_the_same_and_none(@ForAll("names") String name) {
        var decomposed = Normalizer.normalize(name, Normalizer.Form.NFD);

        assertThat(Names.letters(decomposed)).isEqualTo(Names.letters(name))
                .isEqualTo(Names.letters(decomposed.replaceAll("\\p{M}", "")));
    }

    @Property
    void apostrophes_hyphens_and_spaces_do_not_matter(@ForAll("names") String first, @ForAll("names") String second) {
        assertThat(SEPARATORS).allSatisfy(separator -> assertThat(Names.letters(first + separator + second))
                .isEqualTo(Names.letters(first + second)));
    }

    @Property
    void the_whole_name_and_each_half_of_a_double_name_are_variants(@ForAll("surnames") String first,
            @ForAll("surnames") String second) {
        assertThat(Names.variants(first + "-" + second)).contains(Names.letters(first + second), Names.letters(first),
                Names.letters(second));
    }

    @Test
    void particles_alone_are_no_variant() {
        assertThat(Names.variants("de la Villéon")).isEqualTo(Set.of("DELAVILLEON", "VILLEON"));
        assertThat(Names.variants("d'Étang")).isEqualTo(Set.of("DETANG", "ETANG"));
        assertThat(Names.variants("Le")).isEqualTo(Set.of("LE"));
        assertThat(Names.variants("?")).isEmpty();
    }

    @Test
    void letters_of_their_own_are_spelled_out() {
        assertThat(Names.letters("Lœuillet")).isEqualTo("LOEUILLET");
        assertThat(Names.letters("Łukasz Weiß")).isEqualTo("LUKASZWEISS");
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿñœæABCÉÈÎ").ofMinLength(1)
                .ofMaxLength(15);
    }

    @Provide
    Arbitrary<String> surnames() {
        return Arbitraries.of("Étienne", "Morvan", "Quéré", "Tanguy", "Goff", "Weiß", "Nguyễn", "Öztürk");
    }
}
