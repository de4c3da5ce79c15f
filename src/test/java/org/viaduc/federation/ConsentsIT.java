package org.viaduc.federation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.cli.NodeClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Consents captured, taken back, imported and exported at a running node. */
class ConsentsIT {
    private final String today = LocalDate.now(ZoneId.of("Europe/Paris")).toString();
    private final Pair pair = Neighbourhood.running().pair;

    @Test
    void a_signed_agreement_is_captured_and_the_file_arrives(@TempDir Path folder) throws Exception {
        var family = Family.withHomeSupport("44");
        pair.depot(Pair.D35).drop(family);
        var id = pair.until(Pair.D35, family, "awaiting");
        var client = pair.client(Pair.D35);

        var consent = client.post("/api/consents", Map.of("exchange", id, "fact", "written-agreement", "on", today,
                "fields", Map.of("by", "parents"), "evidence", "GED-2026-118")).path("id").asText();

        pair.until(Pair.D35, family, "delivered");
        var bundle = client.get("/api/consents/export?exchange=" + id);
        var exported = bundle.path("entry").get(0).path("resource");
        assertThat(exported.path("id").asText()).isEqualTo(consent);
        assertThat(exported.path("status").asText()).isEqualTo("active");
        Files.writeString(folder.resolve("consents.json"), bundle.toString());
        var answer = client.postJson("/api/consents/import?exchange=" + id, bundle.toString());
        assertThat(answer.path("read").asInt()).isEqualTo(1);
        assertThat(answer.path("recorded")).isEmpty();
    }

    @Test
    void what_cannot_be_honoured_is_refused_by_the_name_of_its_element_and_nothing_is_recorded() throws Exception {
        var family = Family.withHomeSupport("44");
        pair.depot(Pair.D35).drop(family);
        var id = pair.until(Pair.D35, family, "awaiting");
        var client = pair.client(Pair.D35);

        assertThatThrownBy(() -> client.postJson("/api/consents/import?exchange=" + id, """
                {"resourceType": "Consent", "status": "active", "dateTime": "2026-10-05", "text": {"div": "ZZMARQUE"},
                 "provision": {"type": "permit", "dataPeriod": {"start": "2026-01-01"}}}"""))
                .isInstanceOf(NodeClient.NodeRefuses.class)
                .hasMessageContaining("provision.dataPeriod").hasMessageContaining("source[x]")
                .hasMessageNotContaining("ZZMARQUE");
        assertThat(client.get("/api/consents?exchange=" + id)).isEmpty();
    }
}
