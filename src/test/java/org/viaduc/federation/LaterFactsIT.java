package org.viaduc.federation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What waits, what it waits for, and what lets it go on. */
class LaterFactsIT {
    private final String today = LocalDate.now(ZoneId.of("Europe/Paris")).toString();
    private final Neighbourhood neighbourhood = Neighbourhood.running();
    private final Pair pair = neighbourhood.pair;

    @Test
    void a_file_that_awaits_an_agreement_goes_on_when_it_is_stated() throws Exception {
        var family = Family.withHomeSupport("44");
        pair.depot(Pair.D35).drop(family);
        var id = pair.until(Pair.D35, family, "awaiting");
        var item = tray(id);
        assertThat(item.path("what").asText()).isEqualTo("awaiting");
        assertThat(words(item.path("on"))).contains("written-agreement");

        pair.client(Pair.D35).post("/api/facts", Map.of("exchange", id, "fact", "written-agreement", "on", today,
                "fields", Map.of("by", "parents")));

        pair.until(Pair.D35, family, "delivered");
        assertThat(pair.depot(Pair.D44).deliveriesOf(family)).isEqualTo(1);
        assertThat(StreamSupport.stream(pair.client(Pair.D35).get("/api/tray").spliterator(), false))
                .noneMatch(each -> each.path("id").asText().equals(id));
    }

    @Test
    void an_agreement_about_a_local_file_counts_as_well() throws Exception {
        var family = Family.withHomeSupport("44");
        pair.depot(Pair.D35).drop(family);
        pair.until(Pair.D35, family, "awaiting");

        pair.client(Pair.D35).post("/api/facts", Map.of("connector", "depot-35", "localId", family.person(), "fact",
                "written-agreement", "on", today, "fields", Map.of("by", "parents")));

        pair.until(Pair.D35, family, "delivered");
    }

    @Test
    void an_agreement_withdrawn_before_sending_keeps_the_file_here() throws Exception {
        var family = Family.withHomeSupport("44");
        pair.depot(Pair.D35).drop(family);
        var id = pair.until(Pair.D35, family, "awaiting");
        pair.client(Pair.D35).post("/api/facts", Map.of("exchange", id, "fact", "agreement-withdrawn", "on", today,
                "fields", Map.of("by", "parents")));

        pair.client(Pair.D35).post("/api/facts", Map.of("exchange", id, "fact", "written-agreement", "on",
                LocalDate.parse(today).minusDays(3).toString(), "fields", Map.of("by", "parents")));

        var state = pair.state(Pair.D35, id);
        assertThat(state).isIn("withheld", "awaiting");
        assertThat(pair.depot(Pair.D44).deliveriesOf(family)).isZero();
        assertThat(pair.tables(Pair.D35).entries("sending")).noneMatch(line -> line.exchange().equals(id));
    }

    @Test
    void a_refusal_with_an_evaluation_that_finds_no_danger_withholds() throws Exception {
        var family = Family.withHomeSupport("44").happened("REF", 6, "PAR").happened("EVR", 2, "ND");
        pair.depot(Pair.D35).drop(family);

        var id = pair.until(Pair.D35, family, "withheld");

        assertThat(pair.depot(Pair.D44).deliveriesOf(family)).isZero();
        assertThat(pair.tables(Pair.D35).rows("select 1 from kept where id = '" + id + "'")).as("what is kept")
                .isEmpty();
    }

    @Test
    void a_person_who_may_be_another_is_parked_until_somebody_says_who_it_is() throws Exception {
        var known = Family.onIncomeSupport("44");
        pair.depot(Pair.D35).drop(known);
        pair.until(Pair.D35, known, "delivered");
        var unsure = known.namesake().moved("44");
        pair.depot(Pair.D35).drop(unsure);
        var parked = Eventually.get("somebody of the same traits is parked at D35", () -> trayOf(Pair.D35, "parked"),
                items -> !items.isEmpty());
        var item = parked.getLast();
        assertThat(words(item.path("candidates").path(0).path("doubts"))).contains("no-second-factor");

        pair.client(Pair.D35).post("/api/tray/" + item.path("id").asText() + "/resolution", Map.of("person", "new"));

        var id = pair.until(Pair.D35, unsure, "sent");
        Eventually.is("parked at D44 as well", () -> pair.state(Pair.D44, id).equals("parked"));
        var there = trayOf(Pair.D44, "parked").stream().filter(each -> each.path("id").asText().equals(id)).findFirst()
                .orElseThrow();
        var candidate = there.path("candidates").path(0).path("person").asText();
        pair.client(Pair.D44).post("/api/tray/" + id + "/resolution", Map.of("person", candidate));
        pair.until(Pair.D35, unsure, "delivered");
        assertThat(pair.tables(Pair.D44).entries("resolved"))
                .anyMatch(line -> line.exchange().equals(id) && line.actor().equals("user:d.lefevre"));
    }

    @Test
    void a_search_for_an_address_waits_with_the_day_by_which_it_must_be_answered() throws Exception {
        var family = Family.withHomeSupportSomewhereIn("44");
        pair.depot(Pair.D35).drop(family);
        var id = pair.until(Pair.D35, family, "awaiting");
        assertThat(words(tray(id).path("on"))).contains("address-answered");

        pair.client(Pair.D35).post("/api/facts",
                Map.of("exchange", id, "fact", "address-requested", "on", today, "fields", Map.of("from", "CAF")));

        assertThat(tray(id).path("due").asText()).isGreaterThan(today);
    }

    private JsonNode tray(String id) throws java.io.IOException {
        return StreamSupport.stream(pair.client(Pair.D35).get("/api/tray").spliterator(), false)
                .filter(each -> each.path("id").asText().equals(id)).findFirst().orElseThrow();
    }

    private List<JsonNode> trayOf(org.viaduc.model.Department department, String what) throws java.io.IOException {
        return StreamSupport.stream(pair.client(department).get("/api/tray").spliterator(), false)
                .filter(each -> each.path("what").asText().equals(what)).toList();
    }

    private static List<String> words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
