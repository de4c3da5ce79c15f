package org.viaduc.cli;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.viaduc.cli.Chromium.Look;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;

/** Every page of the console in a real browser, on two nodes, in both languages, on a desk and on a phone, light and dark. */
class ConsoleBrowserIT {
    private static TwoNodes nodes;
    private static Journey girl;

    @BeforeAll
    static void start() throws IOException {
        nodes = TwoNodes.running();
        nodes.collect("alert-about-a-girl-born-in-corsica");
        nodes.collect("applicant-born-abroad-with-contract-and-debt");
        girl = nodes.journey("7001442", journey -> journey.state() == State.DELIVERED);
    }

    static List<Look> looks() {
        return Look.ALL;
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_case_worker(Look look) {
        var exchange = "/exchanges/" + girl.id();
        see(look, "d.lefevre", "/", "/tray", "/exchanges", exchange, exchange + "/facts/new",
                exchange + "/facts/new?fact=consent", "/transfers/new", "/requests/new", "/access/new", "/follow-ups",
                "/claims", "/emergencies", "/emergencies/new", "/tray/" + girl.id() + "/quarantine",
                "/tray?after=nothing");
    }

    @ParameterizedTest
    @MethodSource("looks")
    void an_auditor(Look look) {
        see(look, "y.le-goff", "/audit", "/audit/witnesses", "/audit/samples", "/audit/reports",
                "/audit/exchanges/" + girl.id(), "/figures");
    }

    @ParameterizedTest
    @MethodSource("looks")
    void an_integrator_and_a_data_protection_officer(Look look) {
        see(look, "s.n-guyen", "/connectors", "/connectors/d35-depot", "/connectors/d35-depot/certificate", "/playground", "/playground?system=solidor&table=personne.yaml",
                "/notifications");
        see(look, "a.d-aubigne", "/rules", "/rules?open=all", "/rules/trial", "/registers/processing",
                "/registers/processing?open=all", "/registers/breaches", "/figures", "/retention");
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_person_and_whoever_is_not_logged_in(Look look) {
        see(look, "e.martin", "/me", "/me/words", "/me/rights", "/nowhere");
        Chromium.visit(look, "nobody", visit -> visit.open("/login?lang=" + look.language()).look("login")
                .open("/logged-out").look("logged-out"));
    }

    private static void see(Look look, String user, String... paths) {
        Chromium.visit(look, user, visit -> {
            visit.logIn(user);
            List.of(paths).forEach(visit::see);
        });
    }
}
