package org.viaduc.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.access.Part;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.desk.Wire;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.federation.Family;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Language;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.model.fhir.DocumentBundle;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;
import org.viaduc.trust.NamedAgent;
import org.viaduc.trust.OfferContent;
import org.viaduc.trust.Request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A person's own file as a local system wrote it, with its documents; and that none of it goes to a peer. */
class ExtractDocumentsTest {
    private static final Role ASKER = Role.PERSON;
    private final SettableClock clock = new SettableClock();
    private Side rennes;
    private Side nantes;

    @BeforeEach
    void meet(@TempDir Path folder) {
        rennes = new Side("D35", folder, clock);
        nantes = new Side("D44", folder, clock);
        rennes.senders.put(Track.PERSON_ACCESS, Role.PCD_DEL);
        rennes.meets(nantes, true);
        nantes.meets(rennes, true);
    }

    @Test
    void documents_come_with_the_extract_and_their_numbers_tell_of_no_other() throws IOException {
        var family = Family.withRights().line("O", document("BUL", "un"))
                .line("O", document("PJ_JE", "pour le juge seul")).line("O", document("AVI", "deux"));

        var id = asks(family);

        assertThat(text(id, new Part.Document("document-1.pdf"))).isEqualTo("%PDF-1.7 un");
        assertThat(text(id, new Part.Document("document-2.pdf"))).isEqualTo("%PDF-1.7 deux");
        assertThatThrownBy(() -> text(id, new Part.Document("document-3.pdf")))
                .isInstanceOf(NoSuchElementException.class);
        var bundle = text(id, new Part.Bundle());
        assertThat(bundle).contains("\"url\":\"document-1.pdf\"", "\"url\":\"document-2.pdf\"")
                .doesNotContain("cid:", "document-3", "NORDSCLCD", "PERSISTLABEL", "solidor-", "du juge");
        assertThat(DocumentBundle.read(bundle.getBytes(StandardCharsets.UTF_8)).record().pieces())
                .extracting(piece -> piece.id()).allMatch(name -> name.matches("piece-[0-9]+"));
        assertThat(text(id, new Part.Page(Language.FR))).contains("<a href=\"document-2.pdf\">", "<html lang=\"fr\">")
                .doesNotContain("du juge", "Pièce du dossier d'assistance");
        assertThat(text(id, new Part.Page(Language.EN))).contains("<html lang=\"en\">", "Given to: the person");
    }

    @Test
    void what_a_file_says_cannot_become_part_of_the_page() throws IOException {
        var id = asks(Family.withRights().line("O", "COU;03/02/2026;<b>Un agent</b>;Voir \"<script>\" & suite;"));

        assertThat(text(id, new Part.Page(Language.FR))).contains("&lt;b&gt;Un agent&lt;/b&gt;",
                "&quot;&lt;script&gt;&quot; &amp; suite").doesNotContain("<script", "<b>");
    }

    @Test
    void what_was_released_to_the_person_is_sealed_for_no_peer() {
        var id = asks(Family.withRights());
        var journey = rennes.counter.find(id).orElseThrow();
        var matched = rennes.desk.transactions().run(tx -> rennes.desk.index().restore(tx,
                rennes.desk.shelf().take(tx, id).orElseThrow().document().record(), journey.person().orElseThrow()));
        var decision = rennes.desk.decider().outgoing(QuestionText.read(journey.question()), matched, List.of());
        var released = rennes.desk.decider().release(matched, decision);

        assertThatThrownBy(() -> OfferContent.of(released, new Wire(rennes.desk).beside(decision, List.of()),
                Optional.empty(), rennes.desk.attachments())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_neighbour_who_asks_in_the_persons_name_gets_nothing() {
        var family = Family.withRights();
        rennes.collects(family);
        var id = ExchangeId.next(clock);
        var request = new Request(Track.PERSON_ACCESS, Purpose.ACCES_PERSONNE,
                new NamedAgent("agent-" + UUID.randomUUID(), ASKER), Mission.PE, rennes.traits(family), List.of());
        nantes.carry(rennes.peer(), nantes.desk.sealer().seal(request, rennes.peer(), id), id);

        rennes.answering.seek(id);

        assertThat(rennes.state(id)).isEqualTo(State.WITHHELD);
        assertThat(rennes.carried).isEmpty();
        assertThat(rennes.tray.waiting(Side.READER)).isEmpty();
    }

    private ExchangeId asks(Family family) {
        var id = rennes.access.ask("depot", family.person(), ASKER, Story.AGENT);
        rennes.collects(family);
        return id;
    }

    private static String document(String type, String text) {
        return type + ";03/02/2026;" + Family.MARK + " auteur;;"
                + Base64.getEncoder().encodeToString(("%PDF-1.7 " + text).getBytes(StandardCharsets.UTF_8));
    }

    private String text(ExchangeId id, Part part) {
        try (var in = rennes.extracts.fetch(id, part, Story.AGENT).content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
