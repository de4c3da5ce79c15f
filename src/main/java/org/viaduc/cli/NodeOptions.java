package org.viaduc.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Option;

/** How a command reaches a running node. */
final class NodeOptions {
    @Option(names = "--node", paramLabel = "URL", description = "a running node, as https://localhost:8035")
    private URI node;
    @Option(names = "--token", paramLabel = "TOKEN", description = "the bearer token to show")
    private String token;
    @Option(names = "--token-file", paramLabel = "FILE", description = "a file that holds the token")
    private Path tokenFile;
    @Option(names = "--ca", paramLabel = "FILE", description = "the node's certificate (PEM, as `keys certificate` prints it), where no authority vouches for it")
    private Path certificate;

    Optional<NodeClient> client() throws IOException {
        if (node == null) {
            return Optional.empty();
        }
        var shown = token != null ? token : tokenFile != null ? Files.readString(tokenFile).strip() : "";
        return Optional.of(new NodeClient(node, Optional.ofNullable(certificate), () -> shown));
    }

    /** The client of the node that was named. @throws IllegalArgumentException when none was */
    NodeClient required() throws IOException {
        return client().orElseThrow(() -> new IllegalArgumentException(
                "say which node: --node https://host:port, with --token-file and, for its own certificate, --ca"));
    }
}
