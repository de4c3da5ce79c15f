package org.viaduc.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.viaduc.cli.demo.population.Population;
import org.viaduc.model.Department;

/** Whether both local systems received each exchange that their node calls delivered once, and no other. */
final class Deliveries {
    private static final List<Department> DEPARTMENTS = List.of(Population.D35, Population.D44);

    private Deliveries() {
    }

    /** One line for each exchange that was not received exactly once; empty when all is well. */
    static List<String> faults(Stage stage) throws IOException {
        var faults = new ArrayList<String>();
        for (var department : DEPARTMENTS) {
            var received = new HashMap<String, Integer>();
            for (var each : stage.local(department).received()) {
                received.merge(each.path("exchange").asText(), 1, Integer::sum);
            }
            var delivered = StreamSupport
                    .stream(stage.node(department).get("/api/exchanges?limit=1000").spliterator(), false)
                    .filter(each -> each.path("direction").asText().equals("in")
                            && each.path("state").asText().equals("delivered"))
                    .map(each -> each.path("id").asText()).toList();
            faults.addAll(faults(department, received, delivered));
        }
        return faults;
    }

    static List<String> faults(Department department, Map<String, Integer> received, List<String> delivered) {
        var faults = new ArrayList<String>();
        delivered.stream().filter(id -> received.getOrDefault(id, 0) != 1)
                .forEach(id -> faults.add(department + ": " + id + " × " + received.getOrDefault(id, 0)));
        received.keySet().stream().filter(id -> !delivered.contains(id)).sorted()
                .forEach(id -> faults.add(department + ": " + id + " ?"));
        return faults;
    }
}
