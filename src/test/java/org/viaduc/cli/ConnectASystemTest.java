package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** The page that walks through a new system, as far as neither a node nor a database is needed; {@link ConnectASystemIT} goes all the way. */
class ConnectASystemTest {
    static final Path PAGE = Path.of("src/docs/connect-a-system.md");

    @TempDir
    private Path folder;

    @Test
    void a_newcomer_who_follows_the_page_gets_a_certified_connector() throws IOException {
        var said = new PageWalk(folder, words -> {
            new CommandLine(Viaduc.class).parseArgs(words.toArray(String[]::new));
            return Optional.empty();
        }).along(PAGE);

        assertThat(said.getLast()).contains("d50-galet: CERTIFIED", " 0 not proven");
    }
}
