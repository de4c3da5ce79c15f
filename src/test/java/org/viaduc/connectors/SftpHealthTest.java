package org.viaduc.connectors;

import java.nio.file.Path;
import java.time.Clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.federation.Eventually;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether a department's SFTP server answers is known, although a look at a folder without drops moves nothing. */
class SftpHealthTest {
    private static final String CONNECTOR = "d35-solidor";

    @TempDir
    private Path folder;

    @Test
    void a_server_that_answers_is_well_and_one_that_is_down_is_not() throws Exception {
        var watch = new ConnectorWatch(Clock.systemUTC());
        var server = new PlayedSftp(folder, "out", "in");
        try (var routes = new RunningRoutes(folder,
                RunningRoutes.connector(CONNECTOR, "solidor", server.values()))) {
            routes.camel.getManagementStrategy().addEventNotifier(watch);
            routes.start();
            Eventually.is("it answers", () -> watch.last(CONNECTOR).at().isPresent());
            assertThat(watch.last(CONNECTOR).fault()).isEmpty();

            server.close();

            Eventually.is("it is down", () -> watch.last(CONNECTOR).fault().isPresent());
        } finally {
            server.close();
        }
    }
}
