package org.viaduc.federation;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.cli.Viaduc;

import static org.assertj.core.api.Assertions.assertThat;

/** Night duty in D44 breaks the glass by command, through both nodes as they run. */
class BreakGlassIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ON_DUTY = "d44-pe-01";
    private final Pair pair = Neighbourhood.running().pair;
    @TempDir
    private Path folder;

    @Test
    void the_minimum_is_seen_at_once_by_whoever_declared_it_and_both_nodes_remember() throws Exception {
        var family = Family.withHomeSupport("44");
        pair.depot(Pair.D35).drop(family);
        pair.until(Pair.D35, family, "awaiting");

        var declared = JSON.readTree(run(ON_DUTY, "declare", "--of", "D35", "--emergency", emergency(family)));

        var id = declared.path("id").asText();
        assertThat(declared.path("outcome").asText()).isEqualTo("seen");
        var view = JSON.readTree(run(ON_DUTY, "view", id));
        assertThat(kinds(view)).contains("S01.identity", "S10.ase-decision")
                .allMatch(kind -> List.of("S01.identity", "S03.parental-authority", "S10.ase-decision").contains(kind));
        assertThat(run("d.lefevre", "list")).contains(id, "user:" + ON_DUTY, "clock:review-72-hours");
        run("d.lefevre", "done", id, "clock:review-72-hours", "--justified", "false");
        assertThat(pair.tables(Pair.D44).entries("broken-glass"))
                .anyMatch(line -> line.exchange().equals(id) && line.actor().equals("user:" + ON_DUTY));
        assertThat(pair.tables(Pair.D35).entries("broken-glass"))
                .anyMatch(line -> line.exchange().equals(id) && line.actor().equals("peer:D44"));
        assertThat(StreamSupport.stream(pair.client(Pair.D35).get("/api/tray").spliterator(), false))
                .anyMatch(each -> each.path("id").asText().equals(id)
                        && each.path("on").toString().contains("notify-second-person"));
        Eventually.is("the origin has its receipt", () -> pair.state(Pair.D35, id).equals("delivered"));
        assertThat(status("d.lefevre", "view", id)).isNotZero();
    }

    private String emergency(Family family) throws Exception {
        var body = new LinkedHashMap<>(family.traits());
        body.put("motive", Family.MARK + " seul la nuit");
        return Files.writeString(folder.resolve("emergency.json"), JSON.writeValueAsString(body)).toString();
    }

    private static List<String> kinds(JsonNode view) {
        var kinds = new ArrayList<String>();
        view.path("pieces").forEach(piece -> kinds.add(piece.path("kind").asText()));
        return kinds;
    }

    /** What the command prints. */
    private String run(String user, String... arguments) throws Exception {
        var out = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertThat(status(user, arguments)).isZero();
            return bytes.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(out);
        }
    }

    private int status(String user, String... arguments) throws Exception {
        var site = pair.federation().site(Pair.D44);
        var token = Files.writeString(folder.resolve("token"),
                pair.federation().tokens().token(user, List.of("case-worker")));
        var line = new ArrayList<>(List.of("break-glass"));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--node", site.address().toString(), "--token-file", token.toString(), "--ca",
                site.certificate().toString()));
        return Viaduc.run(line.toArray(String[]::new));
    }
}
