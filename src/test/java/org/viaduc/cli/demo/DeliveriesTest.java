package org.viaduc.cli.demo;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.viaduc.model.Department;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveriesTest {
    private static final Department D44 = new Department("D44");

    @Test
    void every_delivered_exchange_received_once_is_no_fault() {
        assertThat(Deliveries.faults(D44, Map.of("one", 1, "two", 1), List.of("two", "one"))).isEmpty();
    }

    @Test
    void what_came_twice_or_never_or_from_nowhere_is_told() {
        assertThat(Deliveries.faults(D44, Map.of("twice", 2, "stray", 1), List.of("twice", "never")))
                .containsExactly("D44: twice × 2", "D44: never × 0", "D44: stray ?");
    }
}
