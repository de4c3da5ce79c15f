package org.viaduc.web.console.integrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.mapping.MappingBook;

/** The tables of a mapping as text, and a mapping in which one table is another: made in a folder that goes afterwards. */
final class MappingFiles {
    private static final String NAMES = "[a-z0-9][a-z0-9-]{0,60}([.](yaml|csv)|/[a-z0-9][a-z0-9-]{0,60}[.](yaml|csv))";
    private final Path own;

    MappingFiles(NodeSettings settings) {
        this.own = settings.directory().resolve("mappings");
    }

    /** The tables of a system by name; code tables in their folder. The node's own replace the program's. */
    Map<String, String> of(String system) {
        try {
            var folder = own.resolve(system);
            return Files.isDirectory(folder) ? inFolder(folder) : packed(system);
        } catch (IOException e) {
            throw new UncheckedIOException("a mapping that is in force cannot be read", e);
        }
    }

    private static Map<String, String> inFolder(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(file).toString().replace('\\', '/');
                if (name.matches(NAMES)) {
                    files.put(name, Files.readString(file));
                }
            }
        }
        return files;
    }

    private static Map<String, String> packed(String system) throws IOException {
        var files = new TreeMap<String, String>();
        var root = "/mappings/" + system + "/";
        for (var each : new PathMatchingResourcePatternResolver().getResources("classpath*:" + root + "**/*.*")) {
            var address = each.getURL().toString();
            var name = address.substring(address.lastIndexOf(root) + root.length());
            if (name.matches(NAMES)) {
                files.put(name, each.getContentAsString(StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    /** The mapping with one table replaced. @throws org.viaduc.mapping.MappingFaults with every fault of the table */
    MappingBook with(String system, Optional<String> table, String text) {
        try {
            var folder = Files.createTempDirectory("viaduc-playground");
            try {
                for (var file : of(system).entrySet()) {
                    var at = folder.resolve(system).resolve(file.getKey());
                    Files.createDirectories(at.getParent());
                    Files.writeString(at, table.filter(file.getKey()::equals).isPresent() ? text : file.getValue());
                }
                return MappingBook.ofSystem(system, folder.resolve(system));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of temporary files cannot be used", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
