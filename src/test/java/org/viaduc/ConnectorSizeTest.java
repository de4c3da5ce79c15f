package org.viaduc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A connector is under 30 lines of route and under 150 of mapping, comments, empty lines and code tables aside. */
class ConnectorSizeTest {
    private static final int ROUTE = 30;
    private static final int MAPPING = 150;
    private static final int WIDTH = 160;

    @Test
    void the_mapping_of_a_system_is_under_150_lines() {
        try (var systems = Files.list(Path.of("mappings"))) {
            assertThat(systems.filter(Files::isDirectory).filter(system -> lines(files(system)) >= MAPPING)
                    .map(system -> system.getFileName() + ": " + lines(files(system)))).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_routes_of_a_connector_are_under_30_lines() {
        var connectors = files(Path.of("routes")).stream()
                .filter(file -> stem(file).matches(".*-(collect|deliver|hook)"))
                .collect(Collectors.groupingBy(file -> stem(file).replaceFirst("-[a-z]+$", "")));

        assertThat(connectors.entrySet().stream()
                .filter(each -> lines(each.getValue()) >= ROUTE)
                .map(each -> each.getKey() + ": " + lines(each.getValue()))).isEmpty();
    }

    @Test
    void no_line_of_a_mapping_is_wider_than_a_screen() {
        try (var systems = Files.list(Path.of("mappings"))) {
            assertThat(systems.filter(Files::isDirectory).flatMap(system -> files(system).stream())
                    .filter(file -> read(file).anyMatch(line -> line.length() > WIDTH))).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(List<Path> files) {
        return files.stream().flatMap(ConnectorSizeTest::read).map(String::strip)
                .filter(Predicate.not(String::isEmpty)).filter(line -> !line.startsWith("#")).count();
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> read(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.yaml$", "");
    }
}
