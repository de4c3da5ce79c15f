package org.viaduc.connectors.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 */
public record ConnectorHome(String connector, String system, Path mappings, RouteBook routes, Optional<Path> copied)
        implements
            AutoCloseable {

    /**
     * @param folder of the node; it need not be complete, and may be none
     * @param system where the name of the connector does not say it
     * @throws IllegalArgumentException when there are no mappings
     */
    public static ConnectorHome find(String connector, Optional<String> system, Path folder) throws IOException {
        var named = system.or(() -> inNodeFile(connector, folder.resolve("node.yaml")))
                .orElseGet(() -> connector.replaceFirst("^[a-z][0-9][0-9ab][0-9]?-", ""));
        var routes = RouteBook.load(folder.resolve("routes"));
        var own = folder.resolve("mappings").resolve(named);
        if (Files.isDirectory(own)) {
            return new ConnectorHome(connector, named, own, routes, Optional.empty());
        }
        var copy = packed(named).orElseThrow(() -> new IllegalArgumentException("there are no mappings for the system `"
                + named + "`, neither in `" + folder.resolve("mappings") + "` nor in the program: name the folder with "
                + "--config, or the system with --system"));
        return new ConnectorHome(connector, named, copy.resolve(named), routes, Optional.of(copy));
    }

    /** The system of the connector, where a node.yaml that can be read as far as that says it. */
    private static Optional<String> inNodeFile(String connector, Path file) {
        try {
            return Files.isRegularFile(file)
                    && new Load(LoadSettings.builder().build())
                            .loadFromString(Files.readString(file)) instanceof Map<?, ?> node
                    && node.get("connectors") instanceof Map<?, ?> all && all.get(connector) instanceof Map<?, ?> one
                            ? Optional.ofNullable(one.get("system")).map(Object::toString)
                            : Optional.empty();
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
