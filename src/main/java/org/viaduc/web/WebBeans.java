package org.viaduc.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;

import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.notification.Corresponding;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.PeerDirectory;
import org.viaduc.trust.TlsMaterial;
import org.viaduc.web.console.ConsoleBeans;
import org.viaduc.web.login.LoginBeans;

/** Opens the two ports and what is served on them. */
@Configuration(proxyBeanMethods = false)
@Import({Doorkeeper.class, PageKeeper.class, Problems.class, ExchangeApi.class, RequestApi.class, FactApi.class,
        ConsentApi.class, BreakGlassApi.class, AccessApi.class, TrayApi.class, ClaimApi.class, RightsApi.class,
        HandOverApi.class,
        JournalApi.class, MappingApi.class, ConnectorApi.class, ProofApi.class, AnswersApi.class, AuditApi.class,
        AuditEventApi.class,
        FhirApi.class, ReconcileApi.class, RetentionApi.class, NotificationApi.class, PolicyApi.class,
        PersonApi.class, Description.class, LoginBeans.class,
        ConsoleBeans.class})
public class WebBeans {
    @Bean
    EvidenceFiles evidenceFiles(KeyRing ring, Clock clock) {
        return new EvidenceFiles(ring, clock);
    }

    @Bean
    NotificationHealth notificationHealth(Corresponding corresponding) {
        return new NotificationHealth(corresponding);
    }

    @Bean
    Neighbourhood neighbourhood(PeerDirectory peers) {
        return new Neighbourhood(peers);
    }

    @Bean
    BodyLimit bodyLimit() {
        return new BodyLimit();
    }

    @Bean
    TomcatServletWebServerFactory server(NodeSettings settings, TlsMaterial tls) {
        var listen = settings.listen();
        var password = java.util.UUID.randomUUID().toString().toCharArray();
        return new TomcatServletWebServerFactory(listen.api()) {
            @Override
            protected void customizeConnector(org.apache.catalina.connector.Connector connector) {
                super.customizeConnector(connector);
                Ports.secure(connector, listen.host(), tls.keyStore(password), password, null);
            }

            {
                // What a form sends is UTF-8; no filter says so on every call of a neighbour or a program.
                addContextCustomizers(context -> context.setRequestCharacterEncoding(StandardCharsets.UTF_8.name()));
                addAdditionalTomcatConnectors(
                        Ports.https(listen.host(), listen.peers(), tls.keyStore(password), password,
                                tls.trustStore()));
            }
        };
    }
}
