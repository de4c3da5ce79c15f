package org.viaduc.connectors;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.federation.Eventually;
import org.viaduc.model.Language;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectorWatchTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;
    private final ConnectorWatch watch = new ConnectorWatch(CLOCK);
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final AtomicBoolean isDown = new AtomicBoolean();

    @BeforeEach
    void watched() {
        camel.getManagementStrategy().addEventNotifier(watch);
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void a_system_that_answers_is_well_and_one_that_is_down_says_why() throws Exception {
        routes("timer:look?period=20&delay=0");
        Eventually.is("looked", () -> watch.last("d56-ajonc").at().isPresent());
        assertThat(watch.last("d56-ajonc").fault()).isEmpty();

        isDown.set(true);

        Eventually.is("seen to be down", () -> watch.last("d56-ajonc").fault().isPresent());
        assertThat(watch.last("d56-ajonc").fault()).contains(LookFault.NO_ANSWER);
        assertThat(LookFault.NO_ANSWER.in(Language.FR)).doesNotContain("secret");
    }

    @Test
    void a_folder_without_files_is_well_too_and_one_that_is_gone_is_not() throws Exception {
        var inbox = Files.createDirectories(folder.resolve("inbox"));
        routes("file:" + inbox
                + "?delay=20&initialDelay=0&directoryMustExist=true&autoCreate=false&startingDirectoryMustExist=true");
        Eventually.is("polled", () -> watch.last("d56-ajonc").at().isPresent());
        assertThat(watch.last("d56-ajonc").fault()).isEmpty();

        Files.delete(inbox);

        Eventually.is("seen to be gone", () -> watch.last("d56-ajonc").fault().isPresent());
    }

    @Test
    void a_connector_that_never_looked_was_not_seen() {
        assertThat(watch.last("d56-ajonc").at()).isEmpty();
    }

    private void routes(String from) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId("d56-ajonc-collect").process(exchange -> {
                    if (isDown.get()) {
                        throw new IllegalStateException("secret", new java.net.ConnectException("secret"));
                    }
                });
            }
        });
        camel.start();
    }
}
