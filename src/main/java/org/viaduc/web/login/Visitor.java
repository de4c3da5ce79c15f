package org.viaduc.web.login;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

import org.viaduc.journal.Actor;

/**
 * Who is logged in to the pages.
 *
 * @param name  to be shown to that person, and to nobody else
 * @param roles what this user may do here; the register says for which mission and person
 */
public record Visitor(Actor actor, String name, Set<UserRole> roles) {
    private static final String LOGIN = "preferred_username";

    public Visitor {
        roles = roles.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }

    public String login() {
        return actor.id();
    }

    /** The one who is logged in, if anybody is. */
    public static Optional<Visitor> of(Authentication login) {
        return switch (login == null ? null : login.getPrincipal()) {
            case OidcUser user -> Optional.of(new Visitor(actor(user.getClaimAsString(LOGIN)),
                    user.getFullName() == null ? user.getClaimAsString(LOGIN) : user.getFullName(), roles(login)));
            case InventedUser user -> Optional.of(new Visitor(actor(user.login()), user.name(), roles(login)));
            case null, default -> Optional.empty();
        };
    }

    /** What an ID token says of who logged in. @throws IllegalArgumentException when the journal could not name them */
    static OidcUser user(OidcIdToken token) {
        actor(token.getClaimAsString(LOGIN));
        return new DefaultOidcUser(List.copyOf(UserRole.authorities(token.getClaimAsStringList("roles"))), token,
                LOGIN);
    }

    private static Actor actor(String login) {
        return Actor.user(login == null ? "" : login.toLowerCase(Locale.ROOT));
    }

    private static Set<UserRole> roles(Authentication login) {
        return UserRole.among(login.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList());
    }
}
