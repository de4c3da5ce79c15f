package org.viaduc.federation;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import org.viaduc.cli.NodeClient;
import org.viaduc.model.Department;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What follows a copy that was delivered, and who is responsible then: between two running nodes. */
class RightsIT {
    private final String today = LocalDate.now(ZoneId.of("Europe/Paris")).toString();
    private final Pair pair = Neighbourhood.running().pair;

    @Test
    void an_agreement_taken_back_after_delivery_suspends_the_copy_until_the_host_has_chosen() throws Exception {
        var id = homeSupportDelivered();

        pair.client(Pair.D35).post("/api/facts", Map.of("exchange", id, "fact", "agreement-withdrawn", "on", today,
                "fields", Map.of("by", "parents")));

        var told = followUp(Pair.D44, id, "choosing");
        assertThat(told.path("matter").asText()).isEqualTo("agreement-withdrawn");
        assertThat(words(told.path("choices"))).containsExactly("deleted", "own-basis", "returned");
        assertThat(followUp(Pair.D35, id, "telling").path("fate").asText()).isIn("", "suspended");
        assertThatThrownBy(() -> choose(told, Map.of("fate", "deleted")))
                .isInstanceOf(NodeClient.NodeRefuses.class).hasMessageContaining("400");

        choose(told, Map.of("fate", "deleted", "reference", "PV-2026-0412"));

        assertThat(followUp(Pair.D35, id, "settled").path("fate").asText()).isEqualTo("deleted");
        assertThat(pair.tables(Pair.D44).rows("select 1 from kept where id = '" + id + "'")).isEmpty();
        for (var department : List.of(Pair.D35, Pair.D44)) {
            assertThat(steps(department, id)).contains("withdrawn");
        }
    }

    @Test
    void a_file_of_the_wrong_person_is_recalled_and_the_breach_is_open_until_the_authority_was_told() throws Exception {
        var id = homeSupportDelivered();

        pair.client(Pair.D35).post("/api/exchanges/" + id + "/follow-ups", Map.of("matter", "wrong-person"));

        var told = followUp(Pair.D44, id, "choosing");
        choose(told, Map.of("fate", "deleted", "reference", "PV-2026-0413"));
        assertThat(followUp(Pair.D35, id, "settled").path("fate").asText()).isEqualTo("deleted");
        var breach = tray(Pair.D35).stream().filter(each -> each.path("what").asText().equals("breach")
                && each.path("id").asText().equals(id)).findFirst();
        assertThat(breach).as("in the tray of D35: " + tray(Pair.D35)).isPresent();
        pair.client(Pair.D35).post("/api/breaches/" + id + "/closure", Map.of("outcome", "authority-told"));
        assertThat(tray(Pair.D35)).noneMatch(each -> each.path("what").asText().equals("breach")
                && each.path("id").asText().equals(id));
    }

    @Test
    void responsibility_is_offered_accepted_and_confirmed_and_nobody_can_give_what_is_not_theirs() throws Exception {
        var id = homeSupportDelivered();

        pair.client(Pair.D35).post(handOver(id), Map.of("act", "offer"));
        Eventually.is("offered at D44", () -> stage(Pair.D44, id).equals("offered"));
        pair.client(Pair.D44).post(handOver(id), Map.of("act", "accept"));

        Eventually.is("confirmed at both", () -> stage(Pair.D35, id).equals("confirmed")
                && stage(Pair.D44, id).equals("confirmed"));
        assertThat(handOver(Pair.D35, id).path("ours").asBoolean()).isFalse();
        assertThat(handOver(Pair.D44, id).path("ours").asBoolean()).isTrue();
        assertThatThrownBy(() -> pair.client(Pair.D35).post(handOver(id), Map.of("act", "offer")))
                .isInstanceOf(NodeClient.NodeRefuses.class);
    }

    @Test
    void a_refused_offer_leaves_the_responsibility_where_it_was_and_says_why() throws Exception {
        var id = homeSupportDelivered();
        pair.client(Pair.D35).post(handOver(id), Map.of("act", "offer"));
        Eventually.is("offered at D44", () -> stage(Pair.D44, id).equals("offered"));
        assertThatThrownBy(() -> pair.client(Pair.D44).post(handOver(id),
                Map.of("act", "refuse", "reason", "ZZMARQUE n'habite pas ici")))
                .isInstanceOf(NodeClient.NodeRefuses.class).hasMessageNotContaining("ZZMARQUE");

        pair.client(Pair.D44).post(handOver(id), Map.of("act", "refuse", "reason", "not-resident"));

        Eventually.is("refused at D35", () -> stage(Pair.D35, id).equals("refused"));
        assertThat(handOver(Pair.D35, id).path("ours").asBoolean()).isTrue();
        assertThat(handOver(Pair.D35, id).path("reason").asText()).isEqualTo("not-resident");
        assertThat(handOver(Pair.D44, id).path("ours").asBoolean()).isFalse();
    }

    private String homeSupportDelivered() throws IOException {
        var family = Family.withHomeSupport("44").happened("ACC", 3, "PAR");
        pair.depot(Pair.D35).drop(family);
        return pair.until(Pair.D35, family, "delivered");
    }

    private JsonNode followUp(Department at, String id, String stage) {
        return Eventually.get("what follows " + id + " is " + stage + " at " + at,
                () -> list(pair.client(at).get("/api/exchanges/" + id + "/follow-ups")).stream()
                        .filter(each -> each.path("state").asText().equals(stage)).findFirst().orElseThrow(),
                each -> true);
    }

    private void choose(JsonNode told, Map<String, String> choice) throws IOException {
        pair.client(Pair.D44).post("/api/follow-ups/" + told.path("id").asText() + "/fate", choice);
    }

    private static String handOver(String id) {
        return "/api/exchanges/" + id + "/hand-over";
    }

    private JsonNode handOver(Department at, String id) throws IOException {
        return pair.client(at).get(handOver(id));
    }

    private String stage(Department at, String id) throws IOException {
        return handOver(at, id).path("state").asText();
    }

    private List<JsonNode> tray(Department at) throws IOException {
        return list(pair.client(at).get("/api/tray"));
    }

    private List<String> steps(Department at, String id) throws IOException {
        return list(pair.exchange(at, id).path("steps")).stream().map(each -> each.path("step").asText()).toList();
    }

    private static List<String> words(JsonNode array) {
        return list(array).stream().map(JsonNode::asText).toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
