package org.viaduc.federation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import org.viaduc.cli.Viaduc;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On a running node: a mapping is edited, broken, switched, taken back; a route is replaced; a connector comes, changes and
 * goes. Files go on being taken.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MappingVersionsIT {
    private static Pair pair;
    private static Path node;
    private static Terminal integrator;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        pair = Pair.write();
        node = pair.folder(Pair.D35);
        integrator = new Terminal(pair, Pair.D35, folder).ofIntegrator();
        pair.start(Pair.D35, Map.of()).awaitReady();
    }

    @AfterAll
    static void end() {
        pair.close();
    }

    @Test
    @Order(1)
    void versions_come_and_go_on_a_running_node_and_every_exchange_names_its_own() throws Exception {
        assertThat(mappingOf(taken())).as("packed").isEqualTo("solidor 2026-11-01");

        var edited = folder(node.resolve("mappings"), "2026-11-01.2");
        var uncertified = integrator.run("connector", "reload");
        assertThat(uncertified.status()).isEqualTo(1);
        assertThat(uncertified.err()).contains("not certified", "--uncertified");
        assertThat(mappingOf(taken())).isEqualTo("solidor 2026-11-01");
        var reloaded = integrator.run("connector", "reload", "--uncertified", "tried-elsewhere", "--lang", "en");
        assertThat(reloaded.out()).as(reloaded.err()).contains("In force: mapping solidor 2026-11-01.2");
        assertThat(mappingOf(taken())).isEqualTo("solidor 2026-11-01.2");

        Files.writeString(edited.resolve("droit.yaml"), "\nnonsense: [", java.nio.file.StandardOpenOption.APPEND);
        var broken = integrator.run("connector", "reload", "--uncertified", "urgent");
        assertThat(broken.status()).isEqualTo(1);
        assertThat(broken.err()).contains("mappings/solidor/droit.yaml:");
        assertThat(mappingOf(taken())).isEqualTo("solidor 2026-11-01.2");
        var overEdited = integrator.run("connector", "rollback", "depot-35");
        assertThat(overEdited.err()).contains("the files there are not those in force");
        FileSystemUtils.deleteRecursively(edited);
        folder(node.resolve("mappings"), "2026-11-01.2");

        withoutPayments(folder(node.resolve("versions"), "2026-12-01"));
        whatItWouldChange();
        var asked = integrator.run("connector", "switch", "depot-35", "--to", "2026-12-01");
        assertThat(asked.err()).contains("versions/solidor/2026-12-01: not certified");
        var switched = integrator.run("connector", "switch", "depot-35", "--to", "2026-12-01", "--uncertified",
                "urgent",
                "--lang", "fr");
        assertThat(switched.out()).as(switched.err()).contains("En service : correspondances solidor 2026-12-01");
        assertThat(mappingOf(taken())).isEqualTo("solidor 2026-12-01");
        assertThat(Files.readString(node.resolve("mappings/solidor/system.yaml"))).contains("version: 2026-12-01");

        assertThat(integrator.run("connector", "rollback", "depot-35").status()).isZero();
        assertThat(mappingOf(taken())).isEqualTo("solidor 2026-11-01.2");
        assertThat(integrator.run("connector", "rollback", "depot-35").status()).isZero();
        assertThat(mappingOf(taken())).isEqualTo("solidor 2026-11-01");
        assertThat(integrator.run("connector", "rollback", "depot-35").err()).contains("before this one");

        var file = node.resolve("versions/solidor/2026-12-01/system.yaml");
        Files.writeString(file, Files.readString(file) + "\n# another content under the same name\n");
        var renamed = integrator.run("connector", "switch", "depot-35", "--to", "2026-12-01", "--uncertified",
                "urgent");
        assertThat(renamed.err()).contains("was in force here with other contents");
        assertThat(integrator.run("connector", "versions").out()).contains("solidor 2026-11-01",
                "versions/solidor/2026-12-01");

        var route = node.resolve("routes/depot-35-collect.yaml");
        Files.writeString(route, Files.readString(route).replace("DOSSIERS_", "NEUF_"));
        var routes = integrator.run("connector", "reload", "--lang", "en");
        assertThat(routes.out()).as(routes.err()).contains("In force: route depot-35-collect");
        var drop = pair.depot(Pair.D35).drop(Family.withRights());
        var renamedDrop = node.resolve("depot/out/NEUF_1.csv");
        Files.copy(node.resolve("depot/out").resolve(drop), renamedDrop);
        Eventually.is("the new pattern is read", () -> Files.exists(node.resolve("depot/out/archive/NEUF_1.csv")));
        assertThat(node.resolve("depot/out").resolve(drop)).as("the old pattern is not").exists();
        assertThat(new Terminal(pair, Pair.D35, node).run("connector", "reload").err()).as("a case worker")
                .contains("403");
        Files.writeString(route, Files.readString(route).replace("NEUF_", "DOSSIERS_"));
        assertThat(integrator.run("connector", "reload").status()).isZero();
    }

    @Test
    @Order(2)
    void the_list_tells_how_each_connector_is_and_what_another_process_of_the_node_has_otherwise() throws Exception {
        var well = integrator.run("connector", "list", "--lang", "en");
        assertThat(well.status()).as(well.out()).isZero();
        assertThat(well.lines()).singleElement().asString().matches("depot-35 +well +last exchange 20\\S+ · parked \\d+"
                + " · waiting [1-9]\\d* · solidor 2026-11-01 · never certified");

        assertThat(pair.tables(Pair.D35).rows("""
                insert into process_connector values ('n2.example:8035', 'depot-35', 'solidor', 'solidor 2026-10-01',
                    repeat('0', 64), repeat('0', 64), now() + interval '1 hour') returning process""")).hasSize(1);
        var elsewhere = integrator.run("connector", "list", "--lang", "en");
        assertThat(elsewhere.status()).isEqualTo(1);
        assertThat(elsewhere.lines()).contains("    ELSEWHERE n2.example:8035 · solidor 2026-10-01");
        pair.tables(Pair.D35).rows("delete from process_connector where process like 'n2.%' returning process");

        Files.writeString(node.resolve("panne"), "s3cret");
        pair.route(Pair.D35, "panne-35-collect", DEAD);
        pair.configure(Pair.D35, Pair.depot(Pair.D35, true) + """
                  panne-35:
                    system: solidor
                    deliver: false
                    password: "${file:panne}"
                """);
        assertThat(integrator.run("connector", "reload").status()).isZero();
        var failing = Eventually.get("its system does not answer",
                () -> integrator.run("connector", "list", "--lang", "fr"), list -> list.out().contains("EN PANNE"));
        assertThat(failing.status()).isEqualTo(1);
        assertThat(failing.lines()).hasSize(2).last().asString().startsWith("panne-35")
                .contains("aucun échange · à traiter 0 · en attente 0 · solidor 2026-11-01 · jamais certifié")
                .doesNotContain("s3cret");
        pair.configure(Pair.D35, Pair.depot(Pair.D35, true));
        assertThat(integrator.run("connector", "reload").status()).isZero();
        assertThat(integrator.run("connector", "list").status()).isZero();
    }

    private static final String DEAD = """
            # A server that is down and the node of D35.
            # Questions: nobody.
            - templatedRoute:
                routeTemplateRef: csv-sftp-collect
                routeId: panne-35-collect
                parameters:
                  - { name: connector, value: panne-35 }
                  - { name: host, value: 127.0.0.1 }
                  - { name: port, value: "1" }
                  - { name: user, value: node }
                  - { name: password, value: "{{panne-35.password}}" }
                  - { name: knownHosts, value: none }
                  - { name: folder, value: out }
                  - { name: pattern, value: ".*[.]csv" }
                  - { name: every, value: "200" }
            """;

    @Test
    void a_connector_comes_changes_and_goes_on_a_running_node() throws Exception {
        FileSystemUtils.copyRecursively(Path.of("mappings/solidor"), node.resolve("mappings/ajonc"));
        var system = node.resolve("mappings/ajonc/system.yaml");
        Files.writeString(system, Files.readString(system).replace("system: solidor", "system: ajonc"));
        var route = node.resolve("routes/accueil-35-collect.yaml");
        Files.writeString(route, ROUTE);

        whatIsWrongChangesNothing();
        pair.configure(Pair.D35, Pair.depot(Pair.D35, true) + accueil("", "un"));
        var uncertified = integrator.run("connector", "reload");
        assertThat(uncertified.err())
                .contains("mappings/ajonc: not certified as it stands: `connector test accueil-35");
        var came = integrator.run("connector", "reload", "--uncertified", "tried-elsewhere", "--lang", "en");
        assertThat(came.out()).as(came.err()).contains("In force: mapping ajonc 2026-11-01",
                "In force: route accueil-35-collect", "In force: new connector accueil-35")
                .doesNotContain("depot-35", "restart");
        assertThat(mappingOf(takenBy("un"))).isEqualTo("ajonc 2026-11-01");

        pair.configure(Pair.D35, Pair.depot(Pair.D35, true) + accueil("", "deux"));
        var changed = integrator.run("connector", "reload", "--lang", "en");
        assertThat(changed.out()).as(changed.err()).contains("In force: changed connector accueil-35");
        var left = drop("un", Family.onIncomeSupport("44"));
        takenBy("deux");
        assertThat(left).as("nobody looks there any more").exists();

        Files.writeString(route, """
                # A route that Camel cannot make.
                # Questions: nobody.
                - route:
                    id: accueil-35-collect
                    from: { uri: "nosuch:{{accueil-35.folder}}", steps: [{ to: "log:none" }] }
                """);
        var refused = integrator.run("connector", "reload");
        assertThat(refused.err()).contains("accueil-35-collect: Camel does not take them", "nosuch");
        takenBy("deux");
        taken();
        pair.configure(Pair.D35, Pair.depot(Pair.D35, true) + accueil("", "trois"));
        assertThat(integrator.run("connector", "reload").err()).contains("Camel does not take them");
        takenBy("deux");

        Files.writeString(route, ROUTE);
        pair.configure(Pair.D35, Pair.depot(Pair.D35, true));
        var file = node.resolve("node.yaml");
        Files.writeString(file, Files.readString(file).replace("zone: Europe/Paris", "zone: Indian/Reunion")
                .replace("audience: viaduc", "audience: pont"));
        var gone = integrator.run("connector", "reload", "--lang", "en");
        assertThat(gone.out()).as(gone.err()).contains(
                "Stopped: connector accueil-35; what waits behind it stays: 4",
                "Not before a restart: node.yaml: zone", "Not before a restart: node.yaml: issuer: audience");
        assertThat(integrator.run("connector", "list").out()).contains("depot-35").doesNotContain("accueil-35");
        var late = drop("deux", Family.onIncomeSupport("44"));
        taken();
        assertThat(late).exists();
        assertThat(integrator.run("connector", "reload", "--lang", "en").out()).contains("Nothing new.");
    }

    private static final String ROUTE = """
            # The reception desk of a test and the node of D35.
            # Questions: nobody.
            - templatedRoute:
                routeTemplateRef: csv-folder-collect
                routeId: accueil-35-collect
                parameters:
                  - { name: connector, value: accueil-35 }
                  - { name: folder, value: "{{accueil-35.folder}}" }
                  - { name: pattern, value: ".*[.]csv" }
                  - { name: every, value: "{{accueil-35.every}}" }
            """;

    /** The lines of node.yaml for the reception desk. @param more further lines of it */
    private static String accueil(String more, String folder) {
        return """
                  accueil-35:
                    system: ajonc
                    deliver: false
                    folder: "${folder}/accueil/%s"
                    every: 100
                %s""".formatted(folder, more);
    }

    private static void whatIsWrongChangesNothing() throws IOException {
        var connectors = Pair.depot(Pair.D35, true) + accueil("    token: ${file:accueil-token}\n", "un");
        pair.configure(Pair.D35,
                connectors.replace("system: ajonc", "").replace("    every: 100\n    token", "    token"));
        var lines = Files.readAllLines(node.resolve("node.yaml"));
        var line = lines.indexOf("  accueil-35:") + 1;
        var wrong = integrator.run("connector", "reload", "--uncertified", "urgent");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).contains("node.yaml:" + line + ": connectors: accueil-35: `system` is missing",
                "accueil-35: `token`: the file `accueil-token` cannot be read");

        pair.configure(Pair.D35, Pair.depot(Pair.D35, true) + accueil("", "un").replace("every: 100", "evry: 100")
                .replace("ajonc", "bruyere"));
        var unmapped = integrator.run("connector", "reload", "--uncertified", "urgent");
        assertThat(unmapped.err()).contains(
                "node.yaml:" + line + ": connectors: accueil-35: there are no mappings for the system `bruyere`",
                "routes/accueil-35-collect.yaml:10: node.yaml gives no value for `{{accueil-35.every}}`");
        assertThat(integrator.run("connector", "list").out()).contains("depot-35").doesNotContain("accueil-35");
    }

    private static Path drop(String folder, Family family) throws IOException {
        var place = Files.createDirectories(node.resolve("accueil").resolve(folder));
        var part = Files.write(place.resolve(family.person() + ".part"), Family.drop(family).getBytes(Family.CHARSET));
        return Files.move(part, place.resolve(family.person() + ".csv"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Family takenBy(String folder) throws IOException {
        var family = Family.onIncomeSupport("44");
        drop(folder, family);
        Eventually.is("the file is taken", () -> pair.exchangeOf(Pair.D35, family).isPresent());
        return family;
    }

    @Test
    void what_is_certified_needs_no_excuse_and_what_was_edited_afterwards_does() throws Exception {
        var candidate = folder(node.resolve("versions"), "2026-12-03");
        var status = Viaduc.run("connector", "test", "depot-35", "--config", node.toString(), "--mappings",
                candidate.toString(), "--json");
        assertThat(status).as("certified").isZero();
        var codes = candidate.resolve("examples/README.md");
        Files.writeString(codes, "Added later.");
        assertThat(integrator.run("connector", "switch", "depot-35", "--to", "2026-12-03").err())
                .contains("not certified as it stands");
        Files.delete(codes);

        var switched = integrator.run("connector", "switch", "depot-35", "--to", "2026-12-03", "--lang", "en");
        assertThat(switched.out()).as(switched.err()).contains("In force: mapping solidor 2026-12-03");
        assertThat(mappingOf(taken())).isEqualTo("solidor 2026-12-03");
        assertThat(integrator.run("connector", "list", "--lang", "en").out()).contains("certified");
        assertThat(integrator.run("connector", "rollback", "depot-35").status()).isZero();
    }

    /** First with what the connector has archived, then with nothing but ledgers. */
    private static void whatItWouldChange() throws Exception {
        var family = taken();
        var id = pair.exchangeOf(Pair.D35, family).orElseThrow();
        Eventually.is("all is archived", () -> count(node.resolve("depot/out/archive")) == 5);

        var read = integrator.run("connector", "diff", "depot-35", "--to", "2026-12-01", "--lang", "en");
        assertThat(read.status()).as(read.err()).isZero();
        assertThat(read.out()).contains("solidor 2026-11-01.2 > solidor 2026-12-01",
                "5 archived files read again (5 records), 0 exchanges", "R.montant : mapped > dropped",
                "S12.payments removed", id, "droit.yaml").doesNotContain(Family.MARK).doesNotContain("646");

        FileSystemUtils.deleteRecursively(node.resolve("depot/out/archive"));
        var told = integrator.run("connector", "diff", "depot-35", "--to", "2026-12-01", "--json");
        assertThat(told.out()).contains("\"exchanges\" : 5", "\"basis\" : \"ledger\"", id,
                "R.montant: mapped > dropped");
        var nothing = integrator.run("connector", "diff", "depot-35", "--to", "2026-12-01", "--since", "2999-01-01",
                "--json");
        assertThat(nothing.out()).contains("\"exchanges\" : 0");
        assertThat(integrator.run("connector", "diff", "depot-35", "--to", "../../keys").err()).contains("404");
    }

    private static long count(Path archive) throws IOException {
        try (var files = Files.list(archive)) {
            return files.count();
        }
    }

    /** The payments are dropped, with a reason. */
    private static void withoutPayments(Path folder) throws IOException {
        var file = folder.resolve("droit.yaml");
        var rights = Files.readString(file);
        Files.writeString(file, rights.substring(0, rights.indexOf("  - S12.payments:"))
                + rights.substring(rights.indexOf("  - S12.overpayment:"))
                + "\ndrop: [{ local: montant, reason: tenu ailleurs }, { local: periode, reason: tenu ailleurs }]\n");
    }

    /** Files of solidor that differ from the packed ones in one display word and bear this version. */
    private static Path folder(Path parent, String version) throws IOException {
        var folder = parent.getFileName().toString().equals("versions")
                ? parent.resolve("solidor").resolve(version)
                : parent.resolve("solidor");
        FileSystemUtils.copyRecursively(Path.of("mappings/solidor"), folder);
        var system = folder.resolve("system.yaml");
        Files.writeString(system, Files.readString(system).replaceFirst("version: [0-9-]+", "version: " + version));
        return folder;
    }

    /** The next file is taken. @return whose it is */
    private static Family taken() throws IOException {
        var family = Family.onIncomeSupport("44");
        pair.depot(Pair.D35).drop(family);
        Eventually.is("the file is taken", () -> pair.exchangeOf(Pair.D35, family).isPresent());
        return family;
    }

    private static String mappingOf(Family family) throws IOException {
        for (var step : pair.exchange(Pair.D35, pair.exchangeOf(Pair.D35, family).orElseThrow()).path("steps")) {
            if (step.path("step").asText().equals("translated")) {
                assertThat(step.path("details").path("mapping-content").asText()).hasSize(64);
                return step.path("details").path("mapping").asText();
            }
        }
        throw new AssertionError("the exchange was never translated");
    }
}
