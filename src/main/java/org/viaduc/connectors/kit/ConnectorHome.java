package org.viaduc.connectors.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;

import org.viaduc.connectors.RouteBook;

/**
 * Where the files of a connector stand: in a node's folder, or packed into the program. What is packed is copied out for as
 * long as it is looked at.
 *
 * @param mappings the system's folder
 * @param values   what node.yaml says of the connector, secrets left out
 */
public record ConnectorHome(String connector, String system, Path mappings, RouteBook routes,
        Map<String, String> values, Optional<Path> copied)
        implements
            AutoCloseable {

    /**
     * @param folder of the node; it need not be complete, and may be none
     * @param system where the name of the connector does not say it
     * @throws IllegalArgumentException when there are no mappings
     */
    public static ConnectorHome find(String connector, Optional<String> system, Path folder) throws IOException {
        var values = inNodeFile(connector, folder);
        var said = system.or(() -> Optional.ofNullable(values.get("system")));
        var named = said.isPresent() ? said.get() : ofName(connector, folder);
        var routes = RouteBook.load(folder.resolve("routes"));
        var own = folder.resolve("mappings").resolve(named);
        if (Files.isDirectory(own)) {
            return new ConnectorHome(connector, named, own, routes, values, Optional.empty());
        }
        var copy = packed(named).orElseThrow(() -> new IllegalArgumentException("there are no mappings for the system `"
                + named + "`, neither in `" + folder.resolve("mappings") + "` nor in the program: name the folder with "
                + "--config, or the system with --system"));
        return new ConnectorHome(connector, named, copy.resolve(named), routes, values, Optional.of(copy));
    }

    /** The same connector with the mapping files of another folder. */
    public ConnectorHome with(Path other) {
        return new ConnectorHome(connector, system, other, routes, values, copied);
    }

    /** The longest end of the connector's name that is a system with mappings, as `sambre` of `be-namur-sambre`. */
    private static String ofName(String connector, Path folder) throws IOException {
        for (var end = connector;; end = end.substring(end.indexOf('-') + 1)) {
            if (Files.isDirectory(folder.resolve("mappings").resolve(end)) || isPacked(end) || end.indexOf('-') < 0) {
                return end;
            }
        }
    }

    private static boolean isPacked(String system) throws IOException {
        return new PathMatchingResourcePatternResolver(ConnectorHome.class.getClassLoader())
                .getResources("classpath*:mappings/" + system + "/system.yaml").length > 0;
    }

    /** What a node.yaml that can be read as far as that says of the connector. */
    private static Map<String, String> inNodeFile(String connector, Path folder) {
        var file = folder.resolve("node.yaml");
        var values = new LinkedHashMap<String, String>();
        try {
            if (Files.isRegularFile(file)
                    && new Load(LoadSettings.builder().build())
                            .loadFromString(Files.readString(file)) instanceof Map<?, ?> node
                    && node.get("connectors") instanceof Map<?, ?> all && all.get(connector) instanceof Map<?, ?> one) {
                one.forEach((key, value) -> values.put(key.toString(), String.valueOf(value)
                        .replace("${folder}", folder.toAbsolutePath().normalize().toString())));
                values.values().removeIf(value -> value.startsWith("${"));
            }
            return values;
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("`" + file + "` cannot be read", e);
        }
    }

    private static Optional<Path> packed(String system) throws IOException {
        var resolver = new PathMatchingResourcePatternResolver(ConnectorHome.class.getClassLoader());
        var root = "mappings/" + system + "/";
        var found = resolver.getResources("classpath*:" + root + "**/*.*");
        if (found.length == 0) {
            return Optional.empty();
        }
        var copy = Files.createTempDirectory("mappings");
        for (var resource : found) {
            var url = resource.getURL().toString();
            var path = copy.resolve(system).resolve(url.substring(url.lastIndexOf(root) + root.length()));
            Files.createDirectories(path.getParent());
            try (var in = resource.getInputStream()) {
                Files.copy(in, path);
            }
        }
        return Optional.of(copy);
    }

    @Override
    public void close() throws IOException {
        if (copied.isPresent()) {
            FileSystemUtils.deleteRecursively(copied.get());
        }
    }
}
