package org.viaduc.connectors.soap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.viaduc.exchange.node.NodeSettings.Connector;

import static org.assertj.core.api.Assertions.assertThat;

/** The password of a SOAP service stands in no address, because addresses are written into logs. */
class SoapLoginTest {
    @Test
    void no_route_puts_a_password_into_the_address_of_a_soap_service() throws IOException {
        try (var files = Files.walk(Path.of("routes"))) {
            for (var file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                var text = Files.readString(file);
                if (text.contains("cxf:")) {
                    assertThat(text).as(file.toString()).doesNotContainPattern("(?i)(username|password) *:")
                            .doesNotContain("{{user}}", "{{password}}", "RAW(");
                }
            }
        }
    }

    @Test
    void a_connector_without_a_login_is_told_what_is_missing() {
        assertThat(SoapLogin.missing(connector(Map.of("user", "viaduc")))).containsExactly("password");
        assertThat(SoapLogin.of(connector(Map.of()))).isEmpty();
    }

    @Test
    void a_login_says_nothing_of_itself() {
        var login = SoapLogin.of(connector(Map.of("user", "viaduc", "password", "s3cret")));

        assertThat(login.toString()).doesNotContain("s3cret", "=viaduc");
        assertThat(login).containsOnlyKeys(SoapLogin.NAME + "guichet");
    }

    private static Connector connector(Map<String, String> values) {
        return new Connector("guichet", "ardoise", true, true, true, values);
    }
}
