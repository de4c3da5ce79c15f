package org.viaduc.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import org.viaduc.connectors.RouteBook;
import org.viaduc.connectors.versions.SettingsOnDisk;
import org.viaduc.exchange.node.Habilitations;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.Waypoint;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.policy.RuleBook;
import org.viaduc.trust.AttachmentStore;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.PeerDirectory;
import org.viaduc.trust.TlsMaterial;
import org.viaduc.web.login.Entrance;

/** One node, complete and checked, ready to be started. */
record Node(NodeSettings settings, Entrance entrance, Habilitations register, MappingBook mappings, RuleBook rules,
        PeerDirectory peers,
        RouteBook routes, KeyRing ring, Clock clock) {

    /** Starts the database, applies what is missing of its tables, and opens the doors. */
    Running start() throws IOException {
        var closing = Closing.alsoAtExit();
        try {
            var embedded = settings.database().url().isPresent()
                    ? Optional.<EmbeddedDatabase>empty()
                    : Optional.of(closing.add(EmbeddedDatabase.start(settings.data().resolve("postgres"))));
            var pool = closing.add(pool(embedded));
            Flyway.configure().dataSource(pool).locations("classpath:db/migration").load().migrate();
            var again = NodeFileAgain.of(settings.directory());
            var attachments = new AttachmentStore(settings.data().resolve("attachments"));
            var context = closing.add(new SpringApplicationBuilder(NodeFrame.class)
                    .bannerMode(Banner.Mode.OFF)
                    .logStartupInfo(false)
                    .registerShutdownHook(false)
                    .properties(properties())
                    .initializers(each -> beans((GenericApplicationContext) each, again, pool,
                            attachments))
                    .run());
            return new Running(this, context, closing);
        } catch (IOException | RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private HikariDataSource pool(Optional<EmbeddedDatabase> embedded) {
        var config = new HikariConfig();
        config.setJdbcUrl(embedded.map(EmbeddedDatabase::url).orElseGet(() -> settings.database().url().orElseThrow()));
        if (embedded.isEmpty()) {
            config.setUsername(settings.database().user());
            config.setPassword(settings.database().password().value());
        }
        config.setMaximumPoolSize(24);
        config.setMinimumIdle(4);
        config.setPoolName("node");
        config.addDataSourceProperty("prepareThreshold", "2");
        config.addDataSourceProperty("options", "-c plan_cache_mode=force_generic_plan");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        return new HikariDataSource(config);
    }

    private void beans(GenericApplicationContext context, SettingsOnDisk again, DataSource pool,
            AttachmentStore attachments) {
        context.registerBean(NodeSettings.class, () -> settings);
        context.registerBean(SettingsOnDisk.class, () -> again);
        context.registerBean(Entrance.class, () -> entrance);
        context.registerBean(Habilitations.class, () -> register);
        context.registerBean(MappingsInForce.class, () -> new MappingsInForce(mappings));
        context.registerBean(RuleBook.class, () -> rules);
        context.registerBean(PeerDirectory.class, () -> peers);
        context.registerBean(RouteBook.class, () -> routes);
        context.registerBean(KeyRing.class, () -> ring, definition -> definition.setDestroyMethodName(""));
        context.registerBean(TlsMaterial.class, () -> new TlsMaterial(ring, peers));
        context.registerBean(AttachmentStore.class, () -> attachments);
        context.registerBean(DataSource.class, () -> pool, definition -> definition.setDestroyMethodName(""));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Waypoint.Watcher.class, DangerousHalt::fromEnvironment);
    }

    private Map<String, Object> properties() {
        return Map.ofEntries(
                Map.entry("spring.main.lazy-initialization", "false"),
                Map.entry("spring.threads.virtual.enabled", "true"),
                Map.entry("spring.jmx.enabled", "false"),
                Map.entry("spring.servlet.multipart.enabled", "false"),
                Map.entry("spring.mvc.problemdetails.enabled", "true"),
                Map.entry("spring.mvc.formcontent.filter.enabled", "false"),
                Map.entry("server.servlet.encoding.enabled", "false"),
                Map.entry("management.observations.enable.http.server.requests", "false"),
                Map.entry("server.tomcat.max-swallow-size", "1MB"),
                Map.entry("server.error.include-message", "never"),
                Map.entry("server.error.whitelabel.enabled", "false"),
                Map.entry("server.servlet.session.timeout", "30m"),
                Map.entry("server.servlet.session.tracking-modes", "cookie"),
                Map.entry("server.servlet.session.cookie.name", "__Host-viaduc-" + settings.department().code()),
                Map.entry("server.servlet.session.cookie.path", "/"),
                Map.entry("server.servlet.session.cookie.secure", "true"),
                Map.entry("server.servlet.session.cookie.http-only", "true"),
                Map.entry("server.servlet.session.cookie.same-site", "lax"),
                Map.entry("spring.thymeleaf.prefix", "classpath:/console/pages/"),
                Map.entry("spring.thymeleaf.servlet.produce-partial-output-while-processing", "false"),
                Map.entry("spring.messages.basename", "console/words"),
                Map.entry("spring.messages.fallback-to-system-locale", "false"),
                Map.entry("spring.mvc.static-path-pattern", "/static/**"),
                Map.entry("spring.web.resources.static-locations", "classpath:/console/static/"),
                Map.entry("spring.web.resources.cache.cachecontrol.max-age", "10m"),
                Map.entry("management.endpoints.web.exposure.include", "health"),
                Map.entry("management.endpoint.health.show-details", "never"),
                Map.entry("management.endpoint.health.status.order",
                        "DOWN,OUT_OF_SERVICE,CONTRADICTED,NO_NEIGHBOUR,DEGRADED,UP,UNKNOWN"),
                Map.entry("springdoc.api-docs.enabled", "true"),
                Map.entry("springdoc.packages-to-scan", "org.viaduc.web"),
                Map.entry("camel.main.jmx-enabled", "false"),
                Map.entry("camel.main.routes-collector-enabled", "false"),
                Map.entry("camel.main.shutdown-timeout", "5"));
    }

    /** A node that runs, until it is closed or the program is stopped. Closing it a second time does nothing. */
    record Running(Node node, ApplicationContext context, Closing closing) implements AutoCloseable {
        /** One line that says where it listens, for whoever started it. */
        String ready() {
            var listen = node.settings().listen();
            return String.format(Locale.ROOT, "READY node=%s api=https://%s:%d peers=https://%s:%d",
                    node.settings().department(), listen.host(), listen.api(), listen.host(), listen.peers());
        }

        @Override
        public void close() {
            closing.close();
        }
    }
}
