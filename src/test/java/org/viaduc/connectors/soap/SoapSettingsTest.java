package org.viaduc.connectors.soap;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.viaduc.exchange.node.NodeSettings.Connector;

import static org.assertj.core.api.Assertions.assertThat;

/** What is wrong with node.yaml is said before the node starts, with its place and never with a value. */
class SoapSettingsTest {
    private static final ServiceKeys OWN = ServiceKeys.elliptic("viaduc");
    private static final ServiceKeys OTHER = ServiceKeys.rsa("autre");

    private static Connector connector(Map<String, String> more) {
        var values = new TreeMap<>(Map.of("address", "https://gabare.example/dossiers", "login", "username-digest",
                "user", "viaduc", "password", "s3cret", "sign-key", OWN.key(), "sign-certificate", OWN.pem(),
                "service-certificate", OTHER.pem()));
        values.putAll(more);
        return new Connector("guichet", "gabare", true, true, true, values);
    }

    @Test
    void a_whole_login_has_no_fault_and_says_nothing_of_itself() {
        assertThat(SoapSettings.faults(connector(Map.of()), "")).isEmpty();
        assertThat(SoapSettings.missing(connector(Map.of()), "")).isEmpty();
        assertThat(SoapSettings.of(connector(Map.of()), "")).hasToString("SoapSettings[username-digest]");
    }

    @ParameterizedTest
    @CsvSource({"login, digest, 'one of basic, username-text, username-digest, none'",
            "sign-key, s3cret, '-----BEGIN PRIVATE KEY-----'", "sign-certificate, s3cret, no X.509 certificate",
            "service-certificate, s3cret, no X.509 certificate", "largest-attachment, 500, from 1 to 64",
            "answers-within, 601, from 1 to 600",
            "answers-within, 0, from 1 to 600",
            "address, https://viaduc:s3cret@gabare.example/, no user and no password stand in an address"})
    void each_fault_names_its_key_in_plain_words(String key, String value, String words) {
        assertThat(SoapSettings.faults(connector(Map.of(key, value)), "")).singleElement().asString()
                .startsWith("node.yaml: connectors: guichet: `").contains(words).doesNotContain("s3cret");
    }

    @Test
    void a_key_that_is_not_the_certificates_is_a_fault() {
        assertThat(SoapSettings.faults(connector(Map.of("sign-key", OTHER.key())), "")).singleElement().asString()
                .endsWith("`sign-key`: the key is not the one of the certificate");
    }

    @Test
    void a_wire_that_the_operator_answers_for_may_carry_it() {
        var plain = Map.of("address", "http://ardoise.interne/", "login", "basic");

        assertThat(SoapSettings.faults(connector(with(plain, "in-clear", "accepted")), "")).isEmpty();
        assertThat(SoapSettings.faults(connector(with(plain, "in-clear", "yes")), "")).anyMatch(
                fault -> fault.contains("`in-clear`: `accepted` is meant"));
    }

    private static Map<String, String> with(Map<String, String> values, String key, String value) {
        var more = new TreeMap<>(values);
        more.put(key, value);
        return more;
    }

    @Test
    void a_password_that_can_be_read_on_the_wire_goes_over_tls_only() {
        assertThat(SoapSettings.faults(connector(Map.of("address", "http://gabare.example/", "login",
                "username-text")), "")).singleElement().asString().contains("begins with https://");
        assertThat(SoapSettings.faults(connector(Map.of("address", "http://127.0.0.1:8080/", "login",
                "username-text")), "")).isEmpty();
    }

    @Test
    void all_faults_come_at_once() {
        assertThat(SoapSettings.faults(connector(Map.of("login", "x", "sign-key", "y", "largest-attachment", "z")), ""))
                .hasSize(3);
    }

    @Test
    void half_a_signature_is_told_what_is_missing() {
        assertThat(SoapSettings.missing(new Connector("guichet", "gabare", true, true, true,
                Map.of("login", "none", "compartment-sign-key", OWN.key())), "compartment-"))
                .containsExactly("compartment-user", "compartment-password", "compartment-sign-certificate");
        assertThat(SoapSettings.missing(new Connector("guichet", "gabare", true, true, true, Map.of("login", "none")),
                "")).containsExactly("sign-key");
    }
}
