package org.viaduc.web.login;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

import org.viaduc.person.Pseudonym;

/**
 * Somebody who exists in the demonstration only, one for each role; whoever chooses one is that user, without a password.
 *
 * @param person whom the invented person is at this node; chosen with the person, as everybody in a demonstration is invented
 */
public record InventedUser(String login, String name, UserRole role, Optional<Pseudonym> person) {
    private InventedUser(String login, String name, UserRole role) {
        this(login, name, role, Optional.empty());
    }

    public static final List<InventedUser> ALL = List.of(
            new InventedUser("d.lefevre", "Danièle Lefèvre", UserRole.CASE_WORKER),
            new InventedUser("y.le-goff", "Yann Le Goff", UserRole.AUDITOR),
            new InventedUser("s.n-guyen", "Sylvie N'Guyen", UserRole.INTEGRATOR),
            new InventedUser("a.d-aubigne", "Anaïs d'Aubigné", UserRole.DPO),
            new InventedUser("e.martin", "Élodie Martin", UserRole.PERSON));

    static Optional<InventedUser> of(String login) {
        return ALL.stream().filter(user -> user.login.equals(login)).findFirst();
    }

    /** Believes everybody. */
    static final class Choice implements AuthenticationProvider {
        @Override
        public Authentication authenticate(Authentication chosen) {
            var user = of(chosen.getName()).map(each -> each.role == UserRole.PERSON
                    ? new InventedUser(each.login, each.name, each.role,
                            person(String.valueOf(chosen.getCredentials())))
                    : each).orElseThrow(() -> new BadCredentialsException("no such invented user"));
            return UsernamePasswordAuthenticationToken.authenticated(user, null, List.of(user.role().authority()));
        }

        private static Optional<Pseudonym> person(String text) {
            return text.strip().matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                    ? Optional.of(new Pseudonym(UUID.fromString(text.strip())))
                    : Optional.empty();
        }

        @Override
        public boolean supports(Class<?> kind) {
            return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
        }
    }
}
