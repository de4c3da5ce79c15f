package org.viaduc.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;

import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import org.viaduc.cli.demo.Federation;
import org.viaduc.cli.demo.Tokens;
import org.viaduc.model.Department;

/** D35 of a demonstration, in this process and without a local system; started once, ended with the JVM. */
final class DemonstrationNode {
    private static final Department D35 = new Department("D35");

    final URI address;
    final Tokens tokens;
    final Node.Running running;

    private DemonstrationNode(Federation federation, Node.Running running) {
        this.address = federation.site(D35).address();
        this.tokens = federation.tokens();
        this.running = running;
    }

    private static final class Started {
        private static final DemonstrationNode NODE = start();
    }

    static DemonstrationNode running() {
        return Started.NODE;
    }

    private static DemonstrationNode start() {
        try {
            var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "pages")), "node-");
            var federation = Federation.write(folder, D35, new Department("D44"));
            federation.configure(D35, "  {}");
            var faults = new ArrayList<String>();
            var node = ServeCommand.assembled(federation.site(D35).folder(), Clock.systemUTC(), faults);
            if (!faults.isEmpty()) {
                throw new IllegalStateException(String.join("\n", faults));
            }
            return new DemonstrationNode(federation, node.orElseThrow().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that this node maps to a method, those of Spring and Camel among it. */
    Iterable<RequestMappingInfoHandlerMapping> mappings() {
        return running.context().getBeansOfType(RequestMappingInfoHandlerMapping.class).values();
    }

    URI at(String path) {
        return URI.create(address + path);
    }
}
