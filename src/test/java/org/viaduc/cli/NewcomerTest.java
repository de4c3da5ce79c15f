package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.viaduc.connectors.versions.Versions;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody who connects a system for the first time gets wrong: the node does not start, and says where and what. */
class NewcomerTest {
    private static final String RIGHT = """
            department: D56
            zone: Europe/Paris
            listen: { api: 8056, peers: 9056 }
            database: { url: "jdbc:postgresql://db.example/viaduc", user: viaduc, password: "${file:password}" }
            issuer: { uri: "https://login.example/realms/d56", audience: viaduc, keys: keys.json }
            tracks: { rsa: GEST-RSA }
            connectors:
              d56-ajonc:
                system: solidor
                collect: true
                deliver: false
                inbox: /srv/ajonc
            """;

    @TempDir
    private Path node;

    @BeforeEach
    void folder() throws IOException {
        Files.writeString(node.resolve("password"), "s3cret");
        Files.writeString(node.resolve("keys.json"), "{\"keys\":[]}");
        Files.writeString(node.resolve("habilitations.yaml"), "- { id: d56-rsa-01, role: GEST-RSA, missions: [RSA] }\n");
        Files.createDirectories(node.resolve("routes"));
        Files.writeString(node.resolve("routes/d56-ajonc-collect.yaml"), """
                # Ajonc → node of D56.
                # Questions: pôle numérique, D56.
                - templatedRoute:
                    routeTemplateRef: csv-folder-collect
                    routeId: d56-ajonc-collect
                    parameters:
                      - { name: connector, value: d56-ajonc }
                      - { name: folder, value: "{{d56-ajonc.inbox}}" }
                      - { name: pattern, value: ".*[.]csv" }
                      - { name: every, value: "1000" }
                """);
    }

    @Test
    void what_is_right_has_no_fault_with_or_without_neighbours() throws IOException {
        assertThat(faults(RIGHT)).isEmpty();

        Files.createDirectories(node.resolve("peers"));

        assertThat(faults(RIGHT)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            D56, the department                | department: 56                     | node.yaml:1: `department`
            api: 8056                          | api: https                         | node.yaml:3: listen: `api`: a port is a number
            peers: 9056                        | peers: 8056                        | node.yaml:3: listen: `peers` is the port of `api`
            zone: Europe/Paris                 | zone: Paris                        | node.yaml:2: `zone`: Unknown
            zone:                              | fuseau:                            | node.yaml:2: `fuseau` is unknown; known: department, zone
            jdbc:postgresql:                   | jdbc:oracle:thin:                  | node.yaml:4: database: `url`: begins with jdbc:postgresql
            "${file:password}"                 | hunter2                            | node.yaml:4: database: `password`: a secret is written
            file:password                      | file:passwort                      | node.yaml:4: database: `password`: the file `passwort` cannot be read
            keys: keys.json                    | keys: jwks.json                    | node.yaml:5: issuer: `keys`: there is no file `jwks.json`
            https://login                      | http://login                       | node.yaml:5: issuer: `uri` begins with https://
            GEST-RSA                           | gestionnaire                       | node.yaml:6: tracks: `rsa`
            collect: true                      | collect: yes                       | node.yaml:10: connectors: d56-ajonc: `collect`: write true or false
            system: solidor                    | système: solidor                   | node.yaml:8: connectors: d56-ajonc: `system` is missing
            system: solidor                    | system: ajonc                      | node.yaml:8: connectors: d56-ajonc: there are no mappings for the system `ajonc`; known: ardoise
            inbox: /srv                        | in-box: /srv                       | routes/d56-ajonc-collect.yaml:8: node.yaml gives no value for `{{d56-ajonc.inbox}}`
            d56-ajonc:                         | D56.Ajonc:                         | node.yaml:8: connectors: D56.Ajonc: a connector's name has small letters
            d56-ajonc:                         | d56-genet:                         | routes/d56-genet-collect.yaml: the file is missing
            connectors:                        | connectors: x                      | node.yaml:8
            """)
    void a_mistake_is_named_with_its_place(String right, String wrong, String fault) throws IOException {
        var text = RIGHT.replace(right.equals("D56, the department") ? "department: D56" : right, wrong);
        assertThat(text).isNotEqualTo(RIGHT);

        assertThat(faults(text)).anySatisfy(each -> assertThat(each).startsWith(fault));
    }

    @Test
    void a_tab_is_no_yaml_and_an_empty_file_is_none_either() throws IOException {
        assertThat(faults(RIGHT.replace("  d56-ajonc:", "\td56-ajonc:"))).first().asString()
                .startsWith("node.yaml:8: this is no YAML");
        assertThat(faults("")).first().asString().startsWith("node.yaml:1: ");
    }

    @Test
    void a_switch_that_was_cut_off_leaves_the_version_before_for_the_next_start() throws IOException {
        var aside = node.resolve("versions/ajonc/.last");
        org.springframework.util.FileSystemUtils.copyRecursively(Path.of("mappings/solidor"), aside);
        var system = aside.resolve("system.yaml");
        Files.writeString(system, Files.readString(system).replace("system: solidor", "system: ajonc"));

        assertThat(faults(RIGHT.replace("solidor", "ajonc"))).isEmpty();

        assertThat(node.resolve("mappings/ajonc/system.yaml")).exists();
        Versions.mend(node);
        assertThat(aside).doesNotExist();
    }

    private List<String> faults(String text) throws IOException {
        Files.writeString(node.resolve("node.yaml"), text);
        var faults = new ArrayList<String>();
        ServeCommand.assembled(node, Clock.systemUTC(), faults);
        return faults;
    }
}
