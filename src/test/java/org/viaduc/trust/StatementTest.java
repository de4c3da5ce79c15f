package org.viaduc.trust;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.viaduc.journal.Checkpoint;
import org.viaduc.model.Digest;
import org.viaduc.model.Purpose;
import org.viaduc.model.Resource;
import org.viaduc.model.Track;
import org.viaduc.person.Sex;
import org.viaduc.person.Traits;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StatementTest {
    private final Nodes nodes = new Nodes();
    private final Digest digest = Digest.of("received".getBytes(UTF_8));

    @Test
    void every_statement_arrives_as_it_was_signed() {
        var head = checkpoint();
        for (var statement : List.of(
                new Statement.Receipt(Nodes.EXCHANGE, 1, false, digest, ReceiptState.RECEIVED, Optional.empty(),
                        Optional.of(head)),
                new Statement.Receipt(Nodes.EXCHANGE, 2, true, digest, ReceiptState.DELIVERED, Optional.of(digest),
                        Optional.empty()),
                Statement.Notice.of(Nodes.EXCHANGE, MessageType.WITHDRAWAL, "agreement-withdrawn"),
                Statement.Notice.of(Nodes.EXCHANGE, MessageType.RECALL, "wrong-person"),
                Statement.Notice.of(Nodes.EXCHANGE, MessageType.HAND_OVER, "measure-handed-over"),
                new Statement.Head(Nodes.EXCHANGE, head),
                new Statement.Comparison(Nodes.EXCHANGE, false, List.of(
                        Statement.Line.bare(Nodes.EXCHANGE, Statement.Line.Part.ASKED, Optional.empty())),
                        Optional.empty()),
                new Statement.Comparison(Nodes.EXCHANGE, true, List.of(new Statement.Line(Nodes.EXCHANGE,
                        Statement.Line.Part.RECEIVED, Optional.of(ReceiptState.DELIVERED), Optional.of(digest),
                        Optional.of(digest), Optional.of(digest), Optional.of(true))), Optional.of(head)))) {
            var signed = nodes.sealer().sign(statement, nodes.toThere());

            var opened = nodes.opener().open(signed.bytes(), Nodes.D35);

            assertThat(opened).isInstanceOfSatisfying(VerifiedStatement.class, verified -> {
                assertThat(verified.statement()).isEqualTo(statement);
                assertThat(verified.header()).isEqualTo(signed.header());
                assertThat(verified.evidence().bytes()).isEqualTo(signed.bytes());
            });
        }
    }

    @Test
    void an_altered_statement_is_refused() {
        var bytes = nodes.sealer().sign(
                Statement.Notice.of(Nodes.EXCHANGE, MessageType.RECALL, "wrong-person"), nodes.toThere()).bytes();
        for (var at = 0; at < bytes.length; at++) {
            var altered = bytes.clone();
            altered[at] ^= 1;

            assertThat(nodes.opener().open(altered, Nodes.D35)).isInstanceOf(Opening.Refused.class);
        }
    }

    @Test
    void receipts_for_a_withheld_and_for_an_absent_record_have_one_length() {
        var withheld = new Statement.Receipt(Nodes.EXCHANGE, 1, true, digest, ReceiptState.WITHHELD, Optional.empty(),
                Optional.empty());
        var absent = new Statement.Receipt(Nodes.EXCHANGE, 1, true, Digest.of(new byte[0]), ReceiptState.WITHHELD,
                Optional.empty(), Optional.empty());

        assertThat(nodes.sealer().sign(withheld, nodes.toThere()).bytes())
                .hasSameSizeAs(nodes.sealer().sign(absent, nodes.toThere()).bytes());
    }

    @Test
    void a_receipt_that_goes_on_is_not_final_and_one_that_ends_is() {
        assertThatThrownBy(() -> new Statement.Receipt(Nodes.EXCHANGE, 1, true, digest, ReceiptState.RECEIVED,
                Optional.empty(), Optional.empty())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Statement.Receipt(Nodes.EXCHANGE, 1, false, digest, ReceiptState.WITHHELD,
                Optional.empty(), Optional.empty())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_request_arrives_sealed_and_whole() {
        var request = new Request(Track.ASE_IP, Purpose.EVAL_IP, new NamedAgent("crip-1", Role.CADRE_CRIP), Mission.PE,
                new Traits("Exemple", List.of("Zoé", "Anne-Lise"), Sex.FEMALE, LocalDate.of(2017, 3, 2), "35288"),
                List.of(Resource.a("Basic").set("id", "f-1").set("code.text", "host-asked").build()));

        var envelope = nodes.sealer().seal(request, nodes.toThere(), Nodes.EXCHANGE);

        assertThat(new String(envelope.bytes(), UTF_8)).doesNotContain("Exemple");
        assertThat(nodes.opened(envelope)).isInstanceOfSatisfying(VerifiedRequest.class,
                verified -> assertThat(verified.request()).isEqualTo(request));
    }

    @Test
    void a_checkpoint_is_believed_from_its_peer_only_and_only_unaltered() {
        var head = checkpoint();
        var peer = Nodes.peer(nodes.here);

        assertThat(peer.checkpointVerifier().verifies(head.body(), head.signature())).isTrue();
        assertThat(nodes.toThere().checkpointVerifier().verifies(head.body(), head.signature())).isFalse();
        assertThat(peer.checkpointVerifier().verifies("other".getBytes(UTF_8), head.signature())).isFalse();
        assertThat(peer.checkpointVerifier().verifies(head.body(), "no.signature")).isFalse();
    }

    private Checkpoint checkpoint() {
        var unsigned = new Checkpoint(Nodes.D35, 12, digest, nodes.clock.instant(), "");
        return new Checkpoint(Nodes.D35, 12, digest, nodes.clock.instant(),
                nodes.here.checkpointSigner().sign(unsigned.body()));
    }
}
