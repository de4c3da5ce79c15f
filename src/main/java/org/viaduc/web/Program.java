package org.viaduc.web;

import java.util.Optional;

import org.springframework.security.oauth2.jwt.Jwt;

import org.viaduc.connectors.Clients;

/** The department's own system that a token names. A user's token is none, whichever program it was given to. */
final class Program {
    /** The authority of a system that is a connector's, beside the roles that people have. */
    static final String CONNECTOR = "connector";
    /** How Keycloak calls the user that stands for a program. */
    private static final String STANDS_FOR = "service-account-";

    private Program() {
    }

    /**
     * The connector for which the token speaks: one by client credentials (RFC 6749, 4.4), of the program that node.yaml
     * names for the connector.
     */
    static Optional<String> connector(Jwt token, Clients clients) {
        var client = Optional.ofNullable(token.getClaimAsString("client_id"))
                .or(() -> Optional.ofNullable(token.getClaimAsString("azp")));
        var user = token.getClaimAsString("preferred_username");
        return client.filter(id -> user == null ? token.hasClaim("client_id") : user.equals(STANDS_FOR + id))
                .filter(id -> Who.person(token).isEmpty()).flatMap(clients::connector);
    }
}
