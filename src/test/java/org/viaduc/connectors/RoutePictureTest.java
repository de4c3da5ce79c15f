package org.viaduc.connectors;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.viaduc.connectors.picture.RoutePicture;
import org.viaduc.connectors.picture.RoutePicture.Sort;
import org.viaduc.connectors.picture.RoutePicture.Stop;
import org.viaduc.exchange.node.NodeSettings.Connector;

import static org.assertj.core.api.Assertions.assertThat;

class RoutePictureTest {
    private static final String SECRET = "Gwenn-ha-du-1532";

    @TempDir
    private Path folder;

    @Test
    void a_route_shows_where_it_begins_what_it_does_and_where_it_goes() {
        var collect = pictures("d35-solidor", Map.of("host", "local-d35", "port", "2222", "user", "viaduc", "password",
                SECRET, "known-hosts", "/node/known_hosts", "every", "2000")).getFirst();

        assertThat(collect.route()).isEqualTo("d35-solidor-collect");
        assertThat(collect.template()).isEqualTo("csv-sftp-collect");
        assertThat(collect.stops().getFirst()).isEqualTo(new Stop(0, Sort.FROM, "sftp://local-d35:2222/out"
                .replace("//", "")));
        assertThat(collect.stops()).contains(new Stop(0, Sort.DOOR, "csvDoor.collect"),
                new Stop(2, Sort.TO, "sftp:local-d35:2222/out/reject"));
        assertThat(collect.toString()).doesNotContain(SECRET, "viaduc@");
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void no_route_of_the_program_shows_a_login(String name) {
        var values = Stream.of("user", "password", "client", "secret", "key", "token", "hook-secret", "keystore")
                .collect(java.util.stream.Collectors.toMap(key -> key, key -> SECRET));
        values.put("address", "https://viaduc:" + SECRET + "@estey.example/api?key=" + SECRET);

        var pictures = pictures(name, values);

        assertThat(pictures).isNotEmpty().allSatisfy(each -> assertThat(each.stops()).isNotEmpty());
        assertThat(pictures.toString()).doesNotContain(SECRET);
    }

    static Stream<String> connectors() {
        return Stream.of("be-namur-sambre", "d22-cnaf-vrsb", "d29-foyer", "d29-tddui", "d33-estey", "d35-solidor",
                "d38-cordee", "d44-ardoise", "d47-gabare");
    }

    @Test
    void a_login_that_stands_in_an_address_of_a_route_file_is_not_shown() throws Exception {
        Files.writeString(folder.resolve("d56-ajonc-collect.yaml"), """
                # Ajonc → node.
                # Questions: nobody.
                - route:
                    id: d56-ajonc-collect
                    from:
                      uri: "ftp://viaduc:%1$s@ajonc.example/drop?password=RAW(%1$s)"
                      steps:
                        - setHeader: { name: X-Key, constant: "%1$s" }
                        - to: "https://ajonc.example/ack?token=%1$s"
                """.formatted(SECRET));

        var pictures = RoutePicture.of(new Connector("d56-ajonc", "solidor", true, false, true, Map.of()),
                RouteBook.load(folder));

        assertThat(pictures.getFirst().stops()).containsExactly(new Stop(0, Sort.FROM, "ftp://ajonc.example/drop"),
                new Stop(0, Sort.PREPARE, "X-Key"), new Stop(0, Sort.TO, "https://ajonc.example/ack"));
    }

    private java.util.List<RoutePicture> pictures(String name, Map<String, String> values) {
        return RoutePicture.of(new Connector(name, "x", true, true, true, values), RouteBook.load(folder));
    }
}
