package org.viaduc.federation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.cli.Viaduc;
import org.viaduc.model.ExchangeId;

import static org.assertj.core.api.Assertions.assertThat;

/** A department asks another for a file, through both nodes as they run. */
class RequestIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final String today = LocalDate.now(ZoneId.of("Europe/Paris")).toString();
    private final Neighbourhood neighbourhood = Neighbourhood.running();
    private final Pair pair = neighbourhood.pair;

    @Test
    void a_file_that_is_asked_for_comes_once_the_origin_knows_who_is_meant_and_that_they_moved() throws Exception {
        var family = Family.withRights();
        collected(family);

        var id = ask(family.traits());

        Eventually.is("awaits an offer at D44", () -> awaits(Pair.D44, id).equals("offer"));
        var parked = Eventually.get("parked at D35", () -> tray(id), Optional::isPresent).orElseThrow();
        pair.client(Pair.D35).post("/api/tray/" + id + "/resolution",
                Map.of("person", parked.path("candidates").path(0).path("person").asText()));
        pair.depot(Pair.D35).drop(family);
        Eventually.is("awaits the move at D35", () -> awaits(Pair.D35, id).contains("family-moved"));
        pair.client(Pair.D35).post("/api/facts", Map.of("exchange", id, "fact", "family-moved", "on", today, "fields",
                Map.of("to", "D44", "address", "known")));
        Eventually.is("delivered at both", () -> pair.state(Pair.D35, id).equals("delivered")
                && pair.state(Pair.D44, id).equals("delivered"));
        assertThat(pair.depot(Pair.D44).deliveriesOf(family)).isEqualTo(1);
        assertThat(pair.tables(Pair.D44).entries("asked"))
                .anyMatch(line -> line.exchange().equals(id) && line.actor().equals("user:d.lefevre"));
        assertThat(pair.tables(Pair.D35).entries("host-asked"))
                .anyMatch(line -> line.exchange().equals(id) && line.actor().equals("peer:D44"));
    }

    @Test
    void somebody_who_is_not_known_is_asked_for_by_command_and_nothing_is_said(@TempDir Path folder) throws Exception {
        var site = pair.federation().site(Pair.D44);
        var person = Files.writeString(folder.resolve("person.json"),
                JSON.writeValueAsString(Family.withRights().traits()));
        var token = Files.writeString(folder.resolve("token"),
                pair.federation().tokens().token("d.lefevre", List.of("case-worker")));
        var before = newest();

        var status = Viaduc.run("exchange", "request", "--of", "D35", "--track", "rsa", "--role", "GEST-RSA",
                "--person", person.toString(), "--node", site.address().toString(), "--token-file", token.toString(),
                "--ca", site.certificate().toString());

        assertThat(status).isZero();
        var id = Eventually.get("a request of D44", this::newest, newest -> !newest.equals(before));
        Eventually.is("awaits an offer at D44", () -> awaits(Pair.D44, id).equals("offer"));
        Eventually.is("withheld at D35", () -> pair.state(Pair.D35, id).equals("withheld"));
    }

    @Test
    void a_request_on_a_track_that_nobody_knows_and_one_that_was_altered_are_refused() throws Exception {
        var odd = request("rsa").replace("\"rsa\"", "\"gossip\"");
        var id = Neighbourhood.anId();
        var altered = sealed(request("rsa"), Neighbourhood.anId());
        altered[altered.length / 2] ^= 1;

        assertRefused(neighbourhood.say(sealed(odd, id)), "malformed");
        assertRefused(neighbourhood.say(altered), "altered", "malformed");
        assertThat(pair.tables(Pair.D44).entries("host-asked")).noneMatch(line -> line.exchange().equals(id.toString()));
    }

    @Test
    void an_id_that_belongs_to_another_exchange_is_no_request() throws Exception {
        var id = Neighbourhood.anId();
        var offer = neighbourhood.vannes.offer(Neighbourhood.document(Family.onIncomeSupport("44")), Pair.D44, id);
        assertThat(neighbourhood.say(offer).status()).isEqualTo(200);

        assertRefused(neighbourhood.say(sealed(request("rsa"), id)), "misdirected");
    }

    @Test
    void the_known_and_the_unknown_are_answered_in_the_same_length_and_form() throws Exception {
        var family = Family.onIncomeSupport("44");
        neighbourhood.say(neighbourhood.vannes.offer(Neighbourhood.document(family), Pair.D44, Neighbourhood.anId()));

        var known = neighbourhood.say(sealed(request("rsa", family.traits()), Neighbourhood.anId()));
        var unknown = neighbourhood
                .say(sealed(request("rsa", Family.withRights().traits()), Neighbourhood.anId()));

        assertThat(known.status()).isEqualTo(200).isEqualTo(unknown.status());
        assertThat(known.type()).isEqualTo(unknown.type());
        assertThat(Math.abs(known.bytes().length - unknown.bytes().length)).as("a head may have grown a digit")
                .isLessThan(8);
    }

    private static void assertRefused(Https.Answer answer, String... words) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(words).as(answer.toString()).anyMatch(word -> answer.text().contains("\"reason\":\"" + word + "\""));
    }

    private byte[] sealed(String payload, ExchangeId id) {
        var vannes = neighbourhood.vannes;
        return vannes.sealed(vannes.signed(payload, "request", Pair.D44, id), Pair.D44);
    }

    private static String request(String track) throws IOException {
        return request(track, Family.withRights().traits());
    }

    private static String request(String track, Map<String, String> traits) throws IOException {
        return JSON.writeValueAsString(Map.of("track", track, "purpose", "INSTR_RSA", "agent", "d56-rsa-01", "role",
                "GEST-RSA", "mission", "RSA", "facts", List.of(), "traits",
                Map.of("birthName", traits.get("birthName"), "givenNames", List.of(traits.get("givenNames")), "sex",
                        "female", "birthDate", traits.get("birthDate"), "birthPlaceCog", "35238")));
    }

    private String ask(Map<String, String> traits) throws IOException {
        var body = new LinkedHashMap<>(traits);
        body.putAll(Map.of("of", "D35", "track", "rsa", "role", "GEST-RSA", "arrived", today));
        return pair.client(Pair.D44).post("/api/requests", body).path("id").asText();
    }

    private void collected(Family family) throws IOException {
        var drop = pair.depot(Pair.D35).drop(family);
        Eventually.is("it is read", () -> pair.depot(Pair.D35).isIn("archive", drop));
    }

    private String awaits(org.viaduc.model.Department department, String id) throws IOException {
        return pair.exchange(department, id).path("exchange").path("awaits").asText();
    }

    private Optional<JsonNode> tray(String id) throws IOException {
        return StreamSupport.stream(pair.client(Pair.D35).get("/api/tray").spliterator(), false)
                .filter(each -> each.path("id").asText().equals(id) && each.path("what").asText().equals("parked"))
                .findFirst();
    }

    private String newest() throws IOException {
        return pair.exchanges(Pair.D44).stream().map(each -> each.path("id").asText()).findFirst().orElse("");
    }
}
