package org.viaduc.connectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The routes and templates that come with the program. */
class PackedRoutesTest {
    @Test
    void none_of_them_has_a_fault(@TempDir Path folder) {
        assertThat(RouteBook.load(Path.of("none")).faults(new RunningRoutes(folder).settings)).isEmpty();
    }

    @Test
    void a_connectors_route_is_a_screen_of_values_on_a_template() throws IOException {
        try (var files = Files.list(Path.of("routes"))) {
            for (var file : files.filter(each -> each.toString().endsWith("-collect.yaml")).toList()) {
                assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThan(30);
            }
        }
    }
}
