package org.viaduc.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Option;

/** Who reads a database. A password is never said on the command line, where every user of the machine sees it. */
final class DatabaseLogin {
    @Option(names = "--user", paramLabel = "NAME", description = "the database's user; one that may only read is best")
    private Optional<String> user = Optional.empty();
    @Option(names = "--password-file", paramLabel = "FILE", description = "holds the user's password")
    private Optional<Path> file = Optional.empty();
    @Option(names = "--password-env", paramLabel = "VARIABLE", description = "the environment variable that holds it")
    private Optional<String> variable = Optional.empty();

    String user() {
        return user.orElseThrow(() -> new IllegalArgumentException("a database asks who reads it: say --user"));
    }

    /** Empty where neither option is given, as for a database that believes this machine. */
    String password() {
        if (file.isPresent()) {
            try {
                return Files.readString(file.get()).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("`" + file.get() + "` of --password-file cannot be read", e);
            }
        }
        return variable.map(name -> Optional.ofNullable(System.getenv(name)).orElseThrow(
                () -> new IllegalArgumentException("there is no environment variable `" + name + "`"))).orElse("");
    }
}
