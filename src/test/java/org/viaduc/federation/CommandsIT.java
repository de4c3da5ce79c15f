package org.viaduc.federation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a case worker types: consents, what follows a copy, the hand-over, the tray. */
class CommandsIT {
    private final String today = LocalDate.now(ZoneId.of("Europe/Paris")).toString();
    private final Pair pair = Neighbourhood.running().pair;
    @TempDir
    private Path folder;
    private Terminal here;
    private Terminal there;

    @BeforeEach
    void terminals() {
        here = new Terminal(pair, Pair.D35, folder);
        there = new Terminal(pair, Pair.D44, folder);
    }

    @Test
    void a_consent_is_captured_with_its_evidence_listed_exported_read_again_and_taken_back() throws Exception {
        var family = Family.withHomeSupport("44");
        pair.depot(Pair.D35).drop(family);
        var id = pair.until(Pair.D35, family, "awaiting");
        var signed = Files.writeString(folder.resolve("accord-signé.pdf"), "%PDF-1.7 accord");

        var added = here.run("consent", "add", "written-agreement", "--exchange", id, "--on", today, "--field",
                "by=parents", "--evidence", "GED-2026-118", "--evidence-file", signed.toString());

        assertThat(added.status()).as(added.err()).isZero();
        pair.until(Pair.D35, family, "delivered");
        var listed = here.run("consent", "list", "--exchange", id, "--lang", "fr");
        assertThat(listed.out()).contains(added.out().strip(), "accord", "written-agreement", "by=parents");
        var file = folder.resolve("consents.json");
        assertThat(here.run("consent", "export", "--exchange", id, "--out", file.toString()).status()).isZero();
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).contains("GED-2026-118").doesNotContain("%PDF");
        var again = here.run("consent", "import", "--exchange", id, "--in", file.toString());
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.out()).as("nothing new was recorded").isBlank();

        var withdrawn = here.run("consent", "withdraw", added.out().strip(), "--exchange", id, "--on", today);

        assertThat(withdrawn.out()).contains("ase-administrative");
        assertThat(here.run("consent", "list", "--exchange", id, "--lang", "fr").out()).contains("retiré le " + today);
    }

    @Test
    void what_cannot_be_captured_is_told_in_words_and_nothing_is_recorded() throws Exception {
        var family = Family.withHomeSupport("44");
        pair.depot(Pair.D35).drop(family);
        var id = pair.until(Pair.D35, family, "awaiting");

        var unknown = here.run("consent", "add", "signed-agreement", "--exchange", id, "--on", today);
        var nowhere = here.run("consent", "add", "written-agreement", "--exchange",
                Neighbourhood.anId().toString(), "--on", today, "--field", "by=parents");
        var missing = here.run("consent", "add", "written-agreement", "--on", today);

        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).startsWith("viaduc: ").contains("`fact` must be one of: ", "written-agreement")
                .doesNotContain("signed-agreement");
        assertThat(nowhere.status()).isEqualTo(1);
        assertThat(missing.status()).isEqualTo(2);
        assertThat(here.run("consent", "list", "--exchange", id, "--lang", "en").out())
                .contains("Nothing was captured.");
    }

    @Test
    void a_funds_answer_about_a_hidden_child_waits_for_the_named_officer_and_so_does_the_place() throws Exception {
        var family = Family.withHomeSupportSomewhereIn("44").hidden().happened("ACC", 3, "PAR");
        pair.depot(Pair.D35).drop(family);
        var id = pair.until(Pair.D35, family, "awaiting");
        var officer = here.as("d35-pe-01");

        assertThat(here.run("fact", "address-answered", "--exchange", id, "--on", today, "--field", "from=CAF")
                .status()).isZero();

        var apart = here.run("tray", "list", "--lang", "fr").lines().stream()
                .filter(line -> line.contains("réponse mise en quarantaine :  réponse de la caisse")).toList();
        assertThat(apart).hasSize(1);
        var held = apart.getFirst().split(" ")[0];
        var refused = here.run("tray", "release", held);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("403", "Seul un cadre désigné");
        assertThat(pair.state(Pair.D35, id)).isEqualTo("awaiting");
        assertThat(officer.run("tray", "release", held).status()).isZero();
        pair.until(Pair.D35, family, "delivered");
        assertThat(here.run("exchange", "show", id).out()).doesNotContain("D44");
        assertThat(officer.run("exchange", "show", id).out()).contains("D44");
        assertThat(here.run("hand-over", "offer", id, "--json").out()).contains("unknown").doesNotContain("D44");
        var told = pair.client(Pair.D35).post("/api/exchanges/" + id + "/follow-ups", Map.of("matter",
                "restricted"));
        assertThat(told.path("peer").asText()).isEqualTo("unknown");
    }

    @Test
    void a_recall_a_choice_a_breach_and_a_hand_over_are_typed_at_both_ends() throws Exception {
        var family = Family.withHomeSupport("44").happened("ACC", 3, "PAR");
        pair.depot(Pair.D35).drop(family);
        var id = pair.until(Pair.D35, family, "delivered");

        assertThat(here.run("hand-over", "offer", id).status()).isZero();
        Eventually.is("offered at D44", () -> there.run("hand-over", "show", id).out().contains("offered"));
        var refused = there.run("hand-over", "refuse", id, "--reason", "not-resident");
        assertThat(refused.status()).as(refused.err()).isZero();
        Eventually.is("refused at D35", () -> here.run("hand-over", "show", id).out().contains("refused"));

        assertThat(here.run("follow-up", "tell", id, "wrong-person").status()).isZero();
        var told = Eventually.get("told at D44",
                () -> there.run("follow-up", "list", "--exchange", id, "--lang", "en").lines(),
                lines -> lines.stream().anyMatch(line -> line.contains("wrong-person")));
        var followUp = told.stream().filter(line -> line.contains("wrong-person")).findFirst().orElseThrow()
                .split(" ")[0];
        var chosen = there.run("follow-up", "choose", followUp, "deleted", "--reference", "PV-2026-0415");
        assertThat(chosen.status()).as(chosen.err()).isZero();
        assertThat(here.run("tray", "list", "--lang", "fr").out()).contains(id);
        assertThat(here.run("follow-up", "close-breach", id, "no-risk").status()).isZero();
        assertThat(here.run("follow-up", "close-breach", id, "no-risk").status()).isEqualTo(1);
    }
}
