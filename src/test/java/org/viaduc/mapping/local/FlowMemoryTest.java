package org.viaduc.mapping.local;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How long a flow or a drop is does not matter to the memory that reading it takes. */
class FlowMemoryTest {
    private static final String MEGABYTES = "20";
    private static final String HEAP = "-Xmx48m";

    @Test
    void a_flow_of_twenty_megabytes_is_read_and_translated_in_a_heap_of_forty_eight() throws Exception {
        assertThat(reading(LongFlow.class)).contains(" faults=0 ").doesNotContain("records=0 ");
    }

    @Test
    void a_drop_between_head_and_tail_of_twenty_megabytes_is_looked_through_and_read_in_the_same() throws Exception {
        assertThat(reading(LongFixed.class)).contains(" faults=0 ").doesNotContain("records=0 ");
    }

    private static String reading(Class<?> program) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator);
        var reading = new ProcessBuilder(java, HEAP, "-XX:+UseSerialGC", "-cp",
                String.join(File.pathSeparator, classes),
                program.getName(), MEGABYTES).redirectErrorStream(true).start();
        var said = new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(reading.waitFor()).as(said).isZero();
        return said;
    }
}
