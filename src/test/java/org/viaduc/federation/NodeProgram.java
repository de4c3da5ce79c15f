package org.viaduc.federation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program as nodes of tests run it: as the build has packed it, with an archive of the classes of a start, which halves the
 * time of each; where nothing is packed, as it was compiled.
 */
public final class NodeProgram {
    private static final List<String> BRIEF = List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private NodeProgram() {
    }

    /** Options of the virtual machine of a node. */
    public static List<String> jvm() {
        return Prepared.JVM;
    }

    /** Once for all tests. */
    private static final class Prepared {
        private static final List<String> JVM = Optional.ofNullable(System.getProperty("viaduc.packed")).map(Path::of)
                .filter(Files::exists).map(Prepared::packed).orElse(BRIEF);

        private static List<String> packed(Path jar) {
            try {
                var program = List.of("-cp", classPath(jar));
                var archive = jar.resolveSibling("nodes.jsa");
                if (Files.notExists(archive)
                        || Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) < 0) {
                    start(all(BRIEF, program, List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off",
                            "-Xlog:cds+dynamic=off")));
                }
                return all(BRIEF, program, List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off"));
            } catch (IOException e) {
                throw new UncheckedIOException("the packed program does not start", e);
            }
        }

        private static String classPath(Path jar) throws IOException {
            try (var libraries = Files.list(jar.resolveSibling("lib"))) {
                return Stream.concat(Stream.of(jar), libraries.sorted()).map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
            }
        }

        /** One node, which keeps the classes of its start when it ends. */
        private static void start(List<String> jvm) throws IOException {
            try (var pair = Pair.write()) {
                var node = pair.federation().startNode(Pair.D35, Map.of(), jvm);
                node.awaitReady();
                pair.client(Pair.D35).get("/api/exchanges");
                ProcessHandle.of(node.pid()).ifPresent(ProcessHandle::destroy);
                if (!node.await(PATIENCE)) {
                    node.kill();
                }
            }
        }

        private static List<String> all(List<String> first, List<String> second, List<String> third) {
            return Stream.of(first, second, third).flatMap(List::stream).toList();
        }
    }
}
