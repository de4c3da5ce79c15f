package org.viaduc.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;
import org.viaduc.model.fhir.Documents;
import org.viaduc.model.fhir.SocialDocument;

import static org.assertj.core.api.Assertions.assertThat;

class SealThenOpenProperty {
    private static final Nodes NODES = new Nodes();
    private static final byte[] SEALED = NODES.anEnvelope().bytes();

    @Property(tries = 60)
    void what_the_recipient_opens_is_what_was_sealed(@ForAll("records") CommonRecord record) {
        var document = SocialDocument.of(Documents.aHead(), record);

        var opened = NODES.opened(NODES.sealer().seal(Nodes.content(document, Manifest.EMPTY), NODES.toThere(),
                Nodes.EXCHANGE));

        assertThat(opened).isInstanceOfSatisfying(VerifiedRecord.class,
                verified -> assertThat(verified.document()).isEqualTo(document));
    }

    @Property(tries = 20)
    void nobody_else_opens_it(@ForAll("records") CommonRecord record) {
        var document = SocialDocument.of(Documents.aHead(), record);
        var envelope = NODES.sealer().seal(Nodes.content(document, Manifest.EMPTY), NODES.toThere(), Nodes.EXCHANGE);

        var opened = new Opener(NODES.here, NODES.knownThere).open(envelope.bytes(), Nodes.D35);

        assertThat(opened).isInstanceOfSatisfying(Opening.Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(Refusal.WRONG_KEY));
    }

    @Property(tries = 1500)
    void an_altered_byte_anywhere_is_refused(@ForAll @IntRange(max = 1_000_000) int place,
            @ForAll @IntRange(min = 1, max = 255) int change) {
        var altered = SEALED.clone();
        altered[place % altered.length] ^= (byte) change;

        assertThat(NODES.opener().open(altered, Nodes.D35)).isInstanceOf(Opening.Refused.class);
    }

    @Property(tries = 300)
    void a_shortened_message_is_refused(@ForAll @IntRange(max = 1_000_000) int length) {
        var shortened = Arrays.copyOf(SEALED, length % SEALED.length);

        assertThat(NODES.opener().open(shortened, Nodes.D35)).isInstanceOf(Opening.Refused.class);
    }

    @Provide
    Arbitrary<CommonRecord> records() {
        var texts = Arbitraries.strings().withCharRange(' ', '퟿').ofMinLength(1).ofMaxLength(40)
                .filter(text -> !text.isBlank());
        var piece = Combinators
                .combine(Arbitraries.of(Kind.values()), Arbitraries.of(Mark.class).set().ofMaxSize(3), texts)
                .as(SealThenOpenProperty::piece);
        return piece.list().ofMaxSize(6).map(SealThenOpenProperty::record);
    }

    private static Piece piece(Kind kind, Set<Mark> marks, String text) {
        return new Piece("p", kind, Resource.a("Basic").set("code.text", text).build(), marks);
    }

    private static CommonRecord record(List<Piece> pieces) {
        var numbered = new ArrayList<Piece>();
        pieces.stream().sorted(Comparator.comparing(Piece::section)).forEach(piece -> numbered
                .add(new Piece("p-" + numbered.size(), piece.kind(), piece.resource(), piece.marks())));
        return new CommonRecord(numbered);
    }
}
