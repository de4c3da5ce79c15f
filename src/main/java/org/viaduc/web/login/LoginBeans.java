package org.viaduc.web.login;

import java.io.IOException;
import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import org.viaduc.exchange.NodeSettings;

/** Whom a node believes about those who come in. */
@Configuration(proxyBeanMethods = false)
public class LoginBeans {
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
}
