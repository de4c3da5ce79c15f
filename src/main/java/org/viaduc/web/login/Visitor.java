package org.viaduc.web.login;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

import org.viaduc.journal.Actor;
import org.viaduc.person.Pseudonym;

/**
 * Who is logged in to the pages.
 *
 * @param name  to be shown to that person, and to nobody else
 * @param person whom a file is about, who has no other role and whose login names them; empty for everybody else
 * @param roles what this user may do here; the register says for which mission and person
 */
public record Visitor(Actor actor, String name, Set<UserRole> roles, Optional<Pseudonym> person) {
    private static final String LOGIN = "preferred_username";
    private static final String PSEUDONYM = "pseudonym";

    public Visitor {
        roles = roles.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }

    public String login() {
        return actor.id();
    }

    /** The one who is logged in, if anybody is. */
    public static Optional<Visitor> of(Authentication login) {
        return switch (login == null ? null : login.getPrincipal()) {
            case OidcUser user -> Optional.of(visitor(user.getClaimAsString(LOGIN),
                    user.getFullName() == null ? user.getClaimAsString(LOGIN) : user.getFullName(), roles(login),
                    Optional.ofNullable(user.getClaimAsString(PSEUDONYM)).map(UUID::fromString).map(Pseudonym::new)));
            case InventedUser user -> Optional.of(visitor(user.login(), user.name(), roles(login), user.person()));
            case null, default -> Optional.empty();
        };
    }

    /** Whoever has another role acts in that, whatever the login says of a person. */
    private static Visitor visitor(String login, String name, Set<UserRole> roles, Optional<Pseudonym> named) {
        var person = named.filter(each -> roles.equals(Set.of(UserRole.PERSON)));
        return new Visitor(person.map(Actor::person).orElseGet(() -> actor(login)), name, roles, person);
    }

    /** What an ID token says of who logged in. @throws IllegalArgumentException when the journal could not name them */
    static OidcUser user(OidcIdToken token) {
        actor(token.getClaimAsString(LOGIN));
        Optional.ofNullable(token.getClaimAsString(PSEUDONYM)).ifPresent(UUID::fromString);
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
