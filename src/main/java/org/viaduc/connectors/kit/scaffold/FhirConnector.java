package org.viaduc.connectors.kit.scaffold;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A new connector to a system that speaks FHIR: routes alone. Its files are in common terms but for profiles, and the packed
 * mapping {@value #SYSTEM} reads any; nothing is guessed.
 */
public record FhirConnector(Plan plan) {
    /** The packed mapping, of "Transfert de données DUI"; resources of other profiles are kept by it and not refused. */
    public static final String SYSTEM = "tddui";

    /** Writes both routes or none. @return the files. @throws FileAlreadyExistsException naming the first that is there */
    public List<String> write(Path folder) throws IOException {
        var base = Map.of("base", "{{" + plan.name() + ".base}}");
        var collect = new LinkedHashMap<>(base);
        collect.put("every", "{{" + plan.name() + ".every}}");
        var files = new LinkedHashMap<String, String>();
        files.put("routes/" + plan.name() + "-collect.yaml", RouteText.collect(plan, collect).write(Map.of()));
        files.put("routes/" + plan.name() + "-deliver.yaml", RouteText.deliver(plan, base).write(Map.of()));
        for (var name : files.keySet()) {
            if (Files.exists(folder.resolve(name))) {
                throw new FileAlreadyExistsException(folder.resolve(name).toString());
            }
        }
        for (var file : files.entrySet()) {
            Files.createDirectories(folder.resolve(file.getKey()).getParent());
            Files.write(folder.resolve(file.getKey()), file.getValue().getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE_NEW);
        }
        return List.copyOf(files.keySet());
    }

    /** What to add to {@code node.yaml}. */
    public String nodeEntry() {
        return "  " + plan.name() + ":\n    system: " + SYSTEM + "\n    base: \"https://" + plan.system()
                + ".example/fhir\"\n    token: \"${file:" + plan.system() + "-token}\"   # or user and password\n"
                + "    every: 60000\n";
    }
}
