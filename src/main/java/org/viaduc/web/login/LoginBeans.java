package org.viaduc.web.login;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;

import org.viaduc.exchange.node.NodeSettings;

/** Whom a node believes about those who come in. */
@Configuration(proxyBeanMethods = false)
public class LoginBeans {
    /** The way to log in to the pages, if the node has any. */
    public record Pages(Optional<PagesLogin> login) {}

    @Bean
    IssuerLine issuerLine(NodeSettings settings, Entrance entrance) {
        return new IssuerLine(settings.issuer().orElseThrow().uri(), entrance.authority());
    }

    @Bean
    TokenCheck tokenCheck(NodeSettings settings, IssuerLine line, Clock clock) throws IOException {
        var issuer = settings.issuer().orElseThrow();
        return issuer.keys().isPresent()
                ? TokenCheck.by(issuer.keys().get(), issuer.uri().toString(), clock)
                : TokenCheck.asking(line, clock);
    }

    @Bean
    Sessions sessions() {
        return new Sessions();
    }

    @Bean
    Pages pagesLogin(Entrance entrance, IssuerLine line, TokenCheck check, Sessions sessions, Clock clock) {
        return new Pages(switch (entrance.login()) {
            case Login.Closed closed -> Optional.empty();
            case Login.DemonstrationOnly demonstration -> Optional.of(new PagesLogin.ByChoice());
            case Login.OpenId login -> Optional.of(new IssuerLogin(login, line, check, sessions, clock));
        });
    }

    /** Spring Security asks for it when somebody logs in at the issuer. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(Pages pages) {
        return registration -> pages.login().filter(IssuerLogin.class::isInstance).map(IssuerLogin.class::cast)
                .orElseThrow().idTokens();
    }

    /** Listens where nobody logs in at an issuer as well, and then believes nothing that is said there. */
    @Bean
    BackChannelLogout backChannelLogout(Entrance entrance, TokenCheck check, Sessions sessions) {
        var client = entrance.login() instanceof Login.OpenId login ? login.client() : "";
        return new BackChannelLogout(check.logoutTokens(client, BackChannelLogout::check), sessions);
    }
}
