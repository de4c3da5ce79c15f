package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import org.viaduc.connectors.kit.ConnectorHome;
import org.viaduc.model.Digest;

/** The digest of everything that a certificate is about: mapping files, code tables, examples and routes. */
public final class Content {
    private Content() {
    }

    /** The same for the same files, in hexadecimal digits. */
    public static String of(ConnectorHome home) throws IOException {
        var parts = new ArrayList<String>();
        try (var files = Files.walk(home.mappings())) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                parts.add(home.mappings().relativize(file).toString());
                parts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        for (var direction : List.of("collect", "deliver")) {
            home.routes().built(home.connector(), direction).ifPresent(route -> {
                parts.add(route.parameters().toString());
                parts.add(route.text());
            });
        }
        return Digest.of(parts).hex();
    }
}
