package org.viaduc.web;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.springframework.http.HttpMethod;

import org.viaduc.web.login.UserRole;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.viaduc.web.login.UserRole.AUDITOR;
import static org.viaduc.web.login.UserRole.CASE_WORKER;
import static org.viaduc.web.login.UserRole.DPO;
import static org.viaduc.web.login.UserRole.INTEGRATOR;
import static org.viaduc.web.login.UserRole.PERSON;

/**
 * Who may call what: the first line that fits decides, and what no line names is denied to everybody.
 *
 * @param roles         one of which is needed; none at all opens it to everybody, logged in or not
 * @param isForSystems  it is for the department's own systems only, each with its connector's token, and for no role
 */
record Access(HttpMethod method, String pattern, Set<UserRole> roles, boolean isForSystems) {
    /** Of clients, who show a token. */
    static final List<Access> CLIENTS = List.of(
            open(GET, "/actuator/health"),
            open(GET, "/v3/api-docs"),
            open(GET, "/v3/api-docs.yaml"),
            open(GET, "/fhir/metadata"),
            to(GET, "/fhir/AuditEvent", AUDITOR),
            to(POST, "/fhir/AuditEvent/_search", AUDITOR),
            systems(POST, "/fhir"),
            systems(POST, "/fhir/"),
            systems(POST, "/fhir/Bundle"),
            systems(POST, "/fhir/Patient/$match"),
            to(GET, "/api/person/received", PERSON),
            to(GET, "/api/journal/**", AUDITOR),
            to(GET, "/api/access/**", CASE_WORKER),
            to(GET, "/api/claims", CASE_WORKER, DPO),
            to(POST, "/api/claims/*/answer", CASE_WORKER, DPO),
            to(GET, "/api/connectors", INTEGRATOR),
            to(GET, "/api/notifications", INTEGRATOR),
            to(GET, "/api/policy/**", DPO, AUDITOR),
            to(POST, "/api/policy/**", DPO),
            to(GET, "/api/mappings", INTEGRATOR),
            to(POST, "/api/mappings/**", INTEGRATOR),
            to(GET, "/api/**", CASE_WORKER, AUDITOR),
            // A department's service hints that something changed; the door looks at its signature.
            open(POST, "/hooks/*"),
            to(POST, "/api/journal/**", AUDITOR),
            to(POST, "/api/**", CASE_WORKER));

    /** Of people, who log in. A page is a line here, with the roles that see it. */
    static final List<Access> PAGES = List.of(
            open(GET, "/static/**"),
            open(GET, "/logged-out"),
            open(POST, "/logout/back-channel"),
            to(GET, "/tray", CASE_WORKER),
            to(GET, "/tray/*/person", CASE_WORKER),
            to(GET, "/tray/*/quarantine", CASE_WORKER),
            to(POST, "/tray/*/*", CASE_WORKER),
            to(GET, "/exchanges", CASE_WORKER, AUDITOR),
            to(GET, "/exchanges/*", CASE_WORKER, AUDITOR),
            to(POST, "/exchanges/*/*", CASE_WORKER),
            to(GET, "/exchanges/*/facts/new", CASE_WORKER),
            to(POST, "/exchanges/*/facts/new", CASE_WORKER),
            to(GET, "/transfers/new", CASE_WORKER),
            to(POST, "/transfers/new", CASE_WORKER),
            to(GET, "/requests/new", CASE_WORKER),
            to(POST, "/requests/new", CASE_WORKER),
            to(GET, "/access/new", CASE_WORKER),
            to(POST, "/access/new", CASE_WORKER),
            to(GET, "/follow-ups", CASE_WORKER),
            to(POST, "/follow-ups/*/*", CASE_WORKER),
            to(GET, "/claims", CASE_WORKER, DPO),
            to(POST, "/claims/*", CASE_WORKER, DPO),
            to(GET, "/emergencies", CASE_WORKER),
            to(GET, "/emergencies/*", CASE_WORKER),
            to(GET, "/emergencies/*/motive", CASE_WORKER),
            to(POST, "/emergencies/new", CASE_WORKER),
            to(POST, "/emergencies/*/done", CASE_WORKER),
            to(GET, "/audit/**", AUDITOR),
            to(POST, "/audit/**", AUDITOR),
            to(GET, "/connectors", INTEGRATOR),
            to(GET, "/connectors/*", INTEGRATOR),
            to(GET, "/connectors/*/certificate", INTEGRATOR),
            to(GET, "/connectors/*/versions/*", INTEGRATOR),
            to(POST, "/connectors/*/parked/*/replay", INTEGRATOR),
            to(GET, "/notifications", INTEGRATOR),
            to(GET, "/playground", INTEGRATOR),
            to(POST, "/playground", INTEGRATOR),
            to(GET, "/figures", DPO, AUDITOR),
            to(GET, "/figures/*", DPO, AUDITOR),
            to(GET, "/rules", DPO, AUDITOR, CASE_WORKER),
            to(GET, "/rules/trial", DPO),
            to(POST, "/rules/trial", DPO),
            to(GET, "/registers/*", DPO),
            to(POST, "/registers/breaches/*", DPO),
            to(GET, "/retention", DPO),
            to(GET, "/me", PERSON),
            to(GET, "/me/*", PERSON),
            to(POST, "/me/rights", PERSON),
            to(POST, "/me/words", PERSON),
            to(POST, "/me/words/*/withdrawal", PERSON));

    /** Of people who are logged in, with whatever role, or with none. */
    static final List<String> FOR_ALL = List.of("/");

    private static Access open(HttpMethod method, String pattern) {
        return new Access(method, pattern, Set.of(), false);
    }

    private static Access systems(HttpMethod method, String pattern) {
        return new Access(method, pattern, Set.of(), true);
    }

    private static Access to(HttpMethod method, String pattern, UserRole... roles) {
        return new Access(method, pattern, EnumSet.copyOf(Arrays.asList(roles)), false);
    }
}
