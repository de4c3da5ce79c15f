package org.viaduc.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.retention.Archive;
import org.viaduc.journal.Step;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;
import org.viaduc.model.Track;
import org.viaduc.model.fhir.SocialDocument;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;
import org.viaduc.trust.PieceSeal;
import org.viaduc.trust.PieceSeal.Standing;

import static org.assertj.core.api.Assertions.assertThat;

/** What left says for itself where it comes from, by which rules, and under which exchange the journals tell of it. */
class PieceProvenanceTest {
    private Story story;
    private ExchangeId id;
    private SocialDocument arrived;

    @BeforeEach
    void somethingArrives(@TempDir Path folder) {
        story = Story.between("D35", "D44", folder).sends(Track.ASE_ADMINISTRATIVE, Role.CADRE_CRIP)
                .receives(Mission.PE, Role.CADRE_CRIP)
                .holds(Kind.ASE_DECISION, Kind.EVALUATION_REPORT)
                .happened(FactKind.ASE_ADMINISTRATIVE_BENEFIT, 200, "only-financial", "false")
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known")
                .happened(FactKind.PARENTS_INFORMED, 5).happened(FactKind.WRITTEN_AGREEMENT, 4, "by", "parents");
        id = story.opens();
        story.isSent(id);
        arrived = story.arrived().orElseThrow().document();
    }

    @Test
    void it_names_every_piece_the_agent_the_rules_and_what_the_journals_call_it() {
        var provenance = arrived.provenance().getFirst();

        assertThat(provenance.texts(FieldPath.of("target[*].reference"))).hasSize(1 + arrived.record().pieces().size())
                .contains("Composition/composition").allMatch(reference -> reference.contains("/"));
        assertThat(provenance.texts(FieldPath.of("agent[*].who.identifier.value"))).containsExactly("D35");
        assertThat(provenance.texts(FieldPath.of("policy[*]"))).contains("urn:viaduc:rule:R-ASE-ADM");
        assertThat(provenance.texts(FieldPath.of("entity[*].what.identifier.value"))).contains(id.toString());
        var decision = story.origin.counter.steps(id).stream().filter(entry -> entry.step() == Step.RELEASED)
                .findFirst().orElseThrow().details().get("decision");
        assertThat(provenance.texts(FieldPath.of("entity[*].what.identifier.value"))).contains(decision);
    }

    @Test
    void the_origins_signature_stands_on_the_pieces_after_the_envelope_is_gone_at_both_ends() {
        for (var side : List.of(story.origin, story.host)) {
            var archive = new Archive(side.desk);
            SocialDocument kept = side.desk.transactions().run(tx -> archive.open(tx, id)).orElseThrow().document();

            assertThat(PieceSeal.check(kept, id, story.origin.peer())).isEqualTo(Standing.STANDS);
        }
    }

    @Test
    void it_stands_on_fewer_pieces_too() {
        var fewer = arrived.with(new CommonRecord(arrived.record().pieces().subList(0, 1)));

        assertThat(PieceSeal.check(fewer, id, story.origin.peer())).isEqualTo(Standing.STANDS);
    }

    @Test
    void a_changed_piece_another_exchange_or_another_key_is_found() {
        var changed = arrived.with(new CommonRecord(arrived.record().pieces().stream()
                .map(piece -> piece.kind() == Kind.ASE_DECISION ? reworded(piece) : piece).toList()));

        assertThat(PieceSeal.check(changed, id, story.origin.peer())).isEqualTo(Standing.BROKEN);
        assertThat(PieceSeal.check(arrived, ExchangeId.next(story.clock), story.origin.peer()))
                .isEqualTo(Standing.BROKEN);
        assertThat(PieceSeal.check(arrived, id, story.host.peer())).isEqualTo(Standing.BROKEN);
    }

    @Test
    void a_piece_that_was_slipped_in_is_found() {
        var pieces = new ArrayList<>(arrived.record().pieces());
        pieces.add(Pieces.of(Kind.NOTE, story.today().minusYears(9), Set.of()));

        assertThat(PieceSeal.check(arrived.with(new CommonRecord(pieces)), id, story.origin.peer()))
                .isEqualTo(Standing.BROKEN);
    }

    private static Piece reworded(Piece piece) {
        return piece.with(Resource.a(piece.resource().type(), piece.resource().copy())
                .set(FieldPath.of("note[0].text"), "autre chose").build());
    }
}
