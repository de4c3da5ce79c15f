package org.viaduc.trust;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import org.viaduc.model.ExchangeId;
import org.viaduc.model.fhir.Documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeepingTest {
    private static final byte[] CONTENT = "Une situation inventée.".getBytes(UTF_8);

    private final Nodes nodes = new Nodes();
    private final Sealer sealer = nodes.sealer();

    @Test
    void what_is_kept_is_read_again_and_is_not_readable_as_it_lies() {
        var kept = sealer.keep(Nodes.EXCHANGE, CONTENT);

        assertThat(sealer.unkeep(Nodes.EXCHANGE, kept)).isEqualTo(CONTENT);
        assertThat(new String(kept.content(), UTF_8)).doesNotContain("situation");
    }

    @Test
    void the_same_content_is_never_kept_alike_twice() {
        var one = sealer.keep(Nodes.EXCHANGE, CONTENT);
        var other = sealer.keep(Nodes.EXCHANGE, CONTENT);

        assertThat(one.content()).isNotEqualTo(other.content());
        assertThat(one.wrappedKey()).isNotEqualTo(other.wrappedKey());
    }

    @Test
    void without_its_wrapped_key_content_is_shredded() {
        var kept = sealer.keep(Nodes.EXCHANGE, CONTENT);

        var shredded = new Kept(new byte[0], kept.content());

        assertThatThrownBy(() -> sealer.unkeep(Nodes.EXCHANGE, shredded)).isInstanceOf(ShreddedContent.class);
    }

    @Test
    void content_moved_to_another_exchange_is_not_read() {
        var kept = sealer.keep(Nodes.EXCHANGE, CONTENT);

        assertThatThrownBy(() -> sealer.unkeep(ExchangeId.next(nodes.clock), kept))
                .isInstanceOf(ShreddedContent.class);
    }

    @Test
    void altered_content_is_not_read() {
        var kept = sealer.keep(Nodes.EXCHANGE, CONTENT);
        var altered = kept.content();
        altered[altered.length / 2] ^= 1;

        assertThatThrownBy(() -> sealer.unkeep(Nodes.EXCHANGE, new Kept(kept.wrappedKey(), altered)))
                .isInstanceOf(ShreddedContent.class);
    }

    @Test
    void what_was_kept_before_a_rotation_is_read_after_it() throws IOException {
        var kept = sealer.keep(Nodes.EXCHANGE, CONTENT);

        nodes.here.rotate(Duration.ZERO);

        assertThat(sealer.unkeep(Nodes.EXCHANGE, kept)).isEqualTo(CONTENT);
        assertThat(Arrays.copyOf(sealer.keep(Nodes.EXCHANGE, CONTENT).wrappedKey(), 16))
                .isNotEqualTo(Arrays.copyOf(kept.wrappedKey(), 16));
    }

    @Test
    void another_node_does_not_read_it() {
        var kept = sealer.keep(Nodes.EXCHANGE, CONTENT);

        assertThatThrownBy(() -> new Sealer(nodes.there).unkeep(Nodes.EXCHANGE, kept))
                .isInstanceOf(ShreddedContent.class).hasMessageContaining("key ring");
    }

    @Test
    void an_offer_waits_whole() {
        var offer = Nodes.content(Documents.aDocument(), Manifest.EMPTY).offer();

        var again = Offer.ofKept(sealer.unkeep(Nodes.EXCHANGE, sealer.keep(Nodes.EXCHANGE, offer.toJson())),
                nodes.ours);

        assertThat(again).isEqualTo(offer);
    }
}
