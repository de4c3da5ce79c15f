package org.viaduc.web.login;

import java.util.List;
import java.util.Optional;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** One of the ways to log in to the pages. */
public sealed interface PagesLogin permits PagesLogin.ByChoice, IssuerLogin {
    /** Puts this way into the pages' filter chain: how a login begins, ends, and is held true in between. */
    void into(HttpSecurity http) throws Exception;

    /** Where somebody who is not logged in is sent; nowhere while the issuer does not answer. */
    Optional<String> start();

    /** The pages of its own that are seen by those who are not logged in yet. */
    List<String> open();

    /** The origin beside the node itself to which its own forms may lead. */
    Optional<String> origin();

    /** The demonstration's: an invented user is chosen from a list. */
    record ByChoice() implements PagesLogin {
        @Override
        public void into(HttpSecurity http) throws Exception {
            http.authenticationProvider(new InventedUser.Choice())
                    .formLogin(form -> form.loginPage("/login").usernameParameter("user").passwordParameter("person"))
                    .logout(logout -> logout.logoutSuccessUrl("/logged-out"));
        }

        @Override
        public Optional<String> start() {
            return Optional.of("/login");
        }

        @Override
        public List<String> open() {
            return List.of("/login");
        }

        @Override
        public Optional<String> origin() {
            return Optional.empty();
        }
    }
}
