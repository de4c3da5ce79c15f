package org.viaduc.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.cli.demo.Child;
import org.viaduc.cli.demo.Federation;
import org.viaduc.federation.Eventually;
import org.viaduc.federation.NodeProgram;
import org.viaduc.journal.TestDatabase;
import org.viaduc.model.Department;

import static org.assertj.core.api.Assertions.assertThat;

/** Every command of the page, in its order: up to the first exchange of a running node, and a database that is read. */
class ConnectASystemIT {
    private static final Department D50 = new Department("D50");
    private static final Pattern ENTRY = Pattern.compile("(?m)^  d50-galet:\n(?:    .*\n)+");

    @TempDir
    private Path folder;
    private final List<String> given = new ArrayList<>();
    private Federation federation;
    private Child node;

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void whoever_follows_the_page_has_a_connector_in_force_and_the_first_exchange() throws IOException {
        var walk = new PageWalk(folder, this::give);

        var said = walk.along(ConnectASystemTest.PAGE);

        assertThat(said).anyMatch(text -> text.contains("d50-galet: CERTIFIED"));
        assertThat(given).containsExactly("serve", "connector list", "exchange list", "tray list", "connector new");
        assertThat(folder.resolve("d50/routes/d50-falun-collect.yaml")).exists();
        assertThat(folder.resolve("d50/mappings/falun/system.yaml")).exists();
    }

    private Optional<String> give(List<String> words) throws IOException {
        given.add(words.getFirst().equals("serve") ? "serve" : words.get(0) + " " + words.get(1));
        if (words.getFirst().equals("serve")) {
            return Optional.of(serve());
        }
        return Optional.of(words.contains("--node") ? ask(words) : database(words));
    }

    /** With what the page and README say of a node's folder: the entry that was printed, and one neighbour, who does not answer. */
    private String serve() throws IOException {
        var entry = ENTRY.matcher(PageWalk.run(List.of("connector", "new", "d50-galet", "--from",
                folder.resolve("galet.csv").toString(), "--out", folder.resolve("again").toString(), "--questions", "x",
                "--lang", "en")));
        assertThat(entry.find()).as("step 2 prints what node.yaml needs").isTrue();
        federation = Federation.write(folder, D50, new Department("D35"));
        federation.configure(D50, entry.group().replace("/srv/galet", folder.toString()));
        Files.createDirectories(folder.resolve("import"));
        Files.copy(folder.resolve("galet.csv"), Files.createDirectories(folder.resolve("export")).resolve("galet.csv"));
        node = federation.startNode(D50, Map.of(), NodeProgram.jvm());
        node.awaitReady();
        Eventually.is("the file is collected",
                () -> federation.client(D50).get("/api/exchanges").findValuesAsText("state").contains("queued"));
        return Files.readString(federation.site(D50).folder().resolve("node.log"), StandardCharsets.UTF_8);
    }

    private String ask(List<String> words) throws IOException {
        var site = federation.site(D50);
        var token = Files.writeString(folder.resolve("token"),
                federation.tokens().token("y.guillou", List.of("integrator", "case-worker")));
        var line = new ArrayList<>(words);
        line.set(line.indexOf("--node") + 1, site.address().toString());
        line.addAll(List.of("--token-file", token.toString(), "--ca", site.certificate().toString()));
        return PageWalk.run(line);
    }

    /** A database of another department, in which a user may read and nothing else. */
    private String database(List<String> words) throws IOException {
        var falun = TestDatabase.fresh();
        try (var connection = falun.connect();
                var statement = connection.createStatement();
                var script = TestDatabase.class.getResourceAsStream("/org/viaduc/connectors/cordee.sql")) {
            statement.execute("drop schema public cascade; create schema public");
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            statement.execute(
                    """
                            do $$ begin create role lecture login password 'lecture-1'; exception when duplicate_object then null; end $$;
                            grant usage on schema public to lecture; grant select on all tables in schema public to lecture""");
        } catch (SQLException e) {
            throw new IOException("the database of the page cannot be made", e);
        }
        Files.writeString(folder.resolve("falun-password"), "lecture-1\n");
        var line = new ArrayList<>(words);
        line.replaceAll(word -> word.startsWith("jdbc:") ? falun.url().replaceFirst("\\?.*", "") : word);
        return PageWalk.run(line);
    }
}
