package org.viaduc.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import org.viaduc.connectors.RouteBook;
import org.viaduc.mapping.MappingBook;
import org.viaduc.web.login.Login;
import org.viaduc.web.login.UserRole;

import static org.assertj.core.api.Assertions.assertThat;

/** What of {@code docker/} can be judged without an engine: the files agree with each other, with their formats and with the node. */
class DockerTest {
    private static final Path DOCKER = Path.of("docker");
    private static final Set<String> INSTRUCTIONS = Set.of("FROM", "RUN", "COPY", "USER", "WORKDIR", "VOLUME",
            "HEALTHCHECK", "ENTRYPOINT", "CMD");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static JsonNode compose;
    private static JsonNode realm;

    @TempDir
    static Path secrets;

    @BeforeAll
    static void read() throws IOException {
        compose = JSON.valueToTree(new Yaml().load(Files.readString(DOCKER.resolve("compose.yaml"))));
        realm = JSON.readTree(Files.readString(DOCKER.resolve("keycloak/viaduc-realm.json")));
        KeycloakServer.makeSecrets(secrets);
    }

    @Test
    void the_compose_file_is_one() throws IOException {
        try (var schema = DockerTest.class.getResourceAsStream("/docker/compose-spec.json")) {
            var judge = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(
                    SchemaLocation.of("https://compose.invalid/compose_spec.json"), JSON.readTree(schema));
            var misspelt = compose.deepCopy();
            ((ObjectNode) misspelt.path("services").path("d35")).put("comand", "serve");

            assertThat(judge.validate(compose)).isEmpty();
            assertThat(judge.validate(misspelt)).isNotEmpty();
        }
    }

    @Test
    void everything_that_the_compose_file_names_is_there() {
        var secretNames = names(compose.path("secrets"));
        for (var secret : compose.path("secrets")) {
            assertThat(secrets.resolve(Path.of(secret.path("file").asText()).getFileName())).isNotEmptyFile();
        }
        for (var service : compose.path("services")) {
            texts(service.path("secrets")).forEach(secret -> assertThat(secretNames).contains(secret));
            for (var volume : texts(service.path("volumes"))) {
                var source = volume.substring(0, volume.indexOf(':'));
                if (source.startsWith(".")) {
                    assertThat(DOCKER.resolve(source)).isDirectory();
                } else {
                    assertThat(names(compose.path("volumes"))).contains(source);
                }
            }
            assertThat(names(compose.path("networks"))).containsAll(service.path("networks").isObject()
                    ? names(service.path("networks"))
                    : texts(service.path("networks")));
            if (service.has("build")) {
                var context = DOCKER.resolve(service.path("build").path("context").asText());
                assertThat(context.resolve(service.path("build").path("dockerfile").asText("Dockerfile"))).exists();
            }
        }
    }

    @Test
    void a_service_waits_only_for_what_can_come() {
        for (var service : compose.path("services")) {
            service.path("depends_on").properties().forEach(each -> {
                var other = compose.path("services").path(each.getKey());
                assertThat(other.isObject()).as(each.getKey()).isTrue();
                switch (each.getValue().path("condition").asText()) {
                    case "service_healthy" -> assertThat(isAsked(other)).as(each.getKey()).isTrue();
                    case "service_completed_successfully" -> assertThat(other.path("restart").asText()).isEqualTo("no");
                    default -> throw new AssertionError(each.toString());
                }
            });
        }
        names(compose.path("services")).forEach(name -> walk(name, new LinkedHashSet<>()));
    }

    /** Has a health check of its own, or that of our image. */
    private static boolean isAsked(JsonNode service) {
        return service.path("healthcheck").has("test") || service.path("image").asText().startsWith("viaduc:");
    }

    private static void walk(String name, Set<String> above) {
        assertThat(above).as("no circle").doesNotContain(name);
        var further = new LinkedHashSet<>(above);
        further.add(name);
        compose.path("services").path(name).path("depends_on").fieldNames()
                .forEachRemaining(each -> walk(each, further));
    }

    @Test
    void nothing_is_open_to_other_machines_and_nothing_runs_with_more_than_it_needs() {
        for (var service : compose.path("services")) {
            assertThat(texts(service.path("ports"))).allMatch(port -> port.startsWith("127.0.0.1:"));
            assertThat(texts(service.path("security_opt"))).contains("no-new-privileges:true");
            assertThat(service.path("image").asText()).contains(":").doesNotEndWith(":latest");
            assertThat(service.path("privileged").asBoolean()).isFalse();
            if (service.path("image").asText().startsWith("viaduc:")) {
                assertThat(service.path("read_only").asBoolean()).isTrue();
                assertThat(texts(service.path("cap_drop"))).containsExactly("ALL");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Dockerfile,.,10001:10001", "keycloak/Dockerfile,docker/keycloak,1000"})
    void an_image_is_built_of_what_is_there_and_runs_as_nobody_special(String file, String context, String user)
            throws IOException {
        var lines = Files.readString(DOCKER.resolve(file)).replaceAll("\\\\\n", " ").lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        var stages = new HashSet<String>();

        assertThat(lines.getFirst()).startsWith("FROM ");
        for (var line : lines) {
            var words = line.strip().split("\\s+");
            assertThat(INSTRUCTIONS).contains(words[0]);
            switch (words[0]) {
                case "FROM" -> {
                    assertThat(words[1]).contains(":").doesNotEndWith(":latest");
                    stages.add(words.length == 4 ? words[3] : "");
                }
                case "COPY" -> {
                    var sources = Arrays.stream(words, 1, words.length - 1).toList();
                    if (sources.getFirst().startsWith("--from=")) {
                        assertThat(stages).contains(sources.getFirst().substring("--from=".length()));
                    } else {
                        sources.forEach(source -> assertThat(Path.of(context, source)).exists());
                    }
                }
                case "ENTRYPOINT", "CMD", "VOLUME" -> assertThat(JSON.readTree(line.substring(words[0].length()))
                        .isArray()).isTrue();
                case "RUN" -> assertThat(line).doesNotContain("sudo", "curl", "wget", "chmod 777");
                default -> {
                }
            }
        }
        assertThat(lines.stream().filter(line -> line.startsWith("USER ")).reduce((one, next) -> next))
                .contains("USER " + user);
        assertThat(String.join("\n", lines)).doesNotContainIgnoringCase("password", "secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "make-secrets", "keycloak/start"})
    void a_script_is_one_and_may_be_run(String script) throws Exception {
        var path = DOCKER.resolve(script);
        var shell = Files.readString(path).startsWith("#!/bin/bash") ? "bash" : "sh";

        assertThat(path).isExecutable();
        assertThat(new ProcessBuilder(shell, "-n", path.toString()).inheritIO().start().waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"d35,8035,9035", "d44,8044,9044"})
    void a_node_is_without_faults_and_known_to_the_login_service(String name, int api, int peers, @TempDir Path folder)
            throws IOException {
        for (var file : List.of("node.yaml", "habilitations.yaml")) {
            Files.writeString(folder.resolve(file), Files.readString(DOCKER.resolve("node-" + name).resolve(file))
                    .replace("/run/secrets", secrets.toString()));
        }
        Files.writeString(folder.resolve("local-password"), "made by the local system");
        var faults = new ArrayList<String>();
        var content = NodeFile.read(folder, faults);
        HabilitationFile.read(folder, faults);
        assertThat(faults).isEmpty();
        var settings = content.orElseThrow().settings();
        var login = (Login.OpenId) content.orElseThrow().entrance().login();

        assertThat(RouteBook.load(folder.resolve("routes")).faults(settings)).isEmpty();
        assertThat(MappingBook.bundled().systems())
                .containsAll(settings.connectors().values().stream().map(each -> each.system()).toList());
        assertThat(List.of(settings.listen().api(), settings.listen().peers())).containsExactly(api, peers);
        var service = compose.path("services").path(name);
        assertThat(texts(service.path("ports"))).containsExactly("127.0.0.1:" + api + ":" + api);
        assertThat(texts(compose.path("services").path("introduce-" + name).path("command")))
                .contains("https://" + name + ":" + peers);
        var keycloak = compose.path("services").path("login").path("environment");
        assertThat(login.address().toString())
                .isEqualTo(keycloak.path("NODE_" + name.toUpperCase(java.util.Locale.ROOT) + "_ADDRESS").asText());
        assertThat(settings.issuer().orElseThrow().uri())
                .isEqualTo(URI.create(keycloak.path("KC_HOSTNAME").asText() + "/realms/viaduc"));
        assertThat(texts(compose.path("services").path("login").path("networks").path("login").path("aliases")))
                .contains(settings.issuer().orElseThrow().uri().getHost());
        assertThat(client(login.client()).path("secret").asText())
                .isEqualTo("${CONSOLE_" + name.toUpperCase(java.util.Locale.ROOT) + "_SECRET}");
        assertThat(client(settings.issuer().orElseThrow().audience()).path("bearerOnly").asBoolean()).isTrue();
        assertThat(login.secret().value()).isEqualTo(Files.readString(secrets.resolve("console-secret-" + name)));
    }

    @Test
    void the_realm_has_no_secret_of_its_own_and_every_placeholder_is_filled_or_has_nothing_behind_it()
            throws IOException {
        var start = Files.readString(DOCKER.resolve("keycloak/start"));
        var both = realm + Files.readString(DOCKER.resolve("keycloak/viaduc-users-0.json"));
        var filled = Pattern.compile("\\$\\{([A-Z0-9_]+)}").matcher(both).results().map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(filled).hasSize(9).allSatisfy(name -> assertThat(start)
                .contains(name.replaceAll("_(D35|D44)", "_\\${node}")));
        assertThat(realm.findValues("secret")).isNotEmpty()
                .allSatisfy(secret -> assertThat(secret.asText()).matches("\\$\\{[A-Z0-9_]+}"));
        assertThat(realm.findValues("clientSecret")).hasSize(3)
                .allSatisfy(secret -> assertThat(secret.asText()).matches("\\$\\{[A-Z_]+:}"));
    }

    @Test
    void the_realm_is_strict() {
        assertThat(realm.path("sslRequired").asText()).isEqualTo("all");
        assertThat(realm.path("bruteForceProtected").asBoolean()).isTrue();
        assertThat(realm.path("failureFactor").asInt()).isBetween(3, 10);
        assertThat(realm.path("registrationAllowed").asBoolean(true)).isFalse();
        assertThat(realm.path("accessTokenLifespan").asInt()).isLessThanOrEqualTo(300);
        assertThat(realm.path("ssoSessionMaxLifespan").asInt()).isLessThanOrEqualTo(36_000);
        assertThat(realm.path("revokeRefreshToken").asBoolean()).isTrue();
        assertThat(realm.path("defaultSignatureAlgorithm").asText()).isEqualTo("ES256");
        for (var client : realm.path("clients")) {
            assertThat(client.path("directAccessGrantsEnabled").asBoolean()).isFalse();
            assertThat(client.path("implicitFlowEnabled").asBoolean()).isFalse();
            assertThat(client.path("publicClient").asBoolean()).isFalse();
            assertThat(client.path("fullScopeAllowed").asBoolean(true)).isFalse();
            assertThat(texts(client.path("redirectUris"))).noneMatch(uri -> uri.contains("*"));
            if (client.path("standardFlowEnabled").asBoolean()) {
                assertThat(client.path("attributes").path("pkce.code.challenge.method").asText()).isEqualTo("S256");
                assertThat(client.path("attributes").path("backchannel.logout.url").asText())
                        .endsWith("/logout/back-channel");
            }
        }
        for (var provider : realm.path("identityProviders")) {
            assertThat(provider.path("enabled").asBoolean(true)).isFalse();
            assertThat(provider.path("trustEmail").asBoolean(true)).isFalse();
            assertThat(provider.path("config").path("validateSignature").asText()).isEqualTo("true");
        }
    }

    @Test
    void the_realm_knows_the_nodes_roles_and_no_others_and_asks_two_factors_for_the_sensitive_ones() {
        var ours = Arrays.stream(UserRole.values()).map(UserRole::word).toList();
        for (var node : List.of("viaduc-d35", "viaduc-d44")) {
            var roles = realm.path("roles").path("client").path(node);
            assertThat(StreamSupport.stream(roles.spliterator(), false).map(role -> role.path("name").asText()))
                    .containsExactlyInAnyOrderElementsOf(ours);
            assertThat(StreamSupport.stream(roles.spliterator(), false)
                    .filter(role -> texts(role.path("composites").path("realm")).contains("two-factors"))
                    .map(role -> role.path("name").asText())).containsExactlyInAnyOrder("auditor", "integrator", "dpo");
        }
        var missions = Arrays.stream(org.viaduc.policy.Mission.values()).map(Enum::name).toList();
        for (var department : realm.path("groups")) {
            assertThat(StreamSupport.stream(department.path("subGroups").spliterator(), false)
                    .map(group -> group.path("name").asText())).containsAll(missions);
        }
    }

    private static JsonNode client(String id) {
        return StreamSupport.stream(realm.path("clients").spliterator(), false)
                .filter(client -> client.path("clientId").asText().equals(id)).findFirst().orElseThrow();
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
