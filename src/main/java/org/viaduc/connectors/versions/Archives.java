package org.viaduc.connectors.versions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.viaduc.connectors.RouteBook;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.exchange.node.NodeSettings.Password;

/** Finds where a connector's drops lie once they are read: where its collect route lays them. */
record Archives(Map<String, Connector> connectors, RouteBook routes) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^.}]+)\\.([^}]+)}}");

    /** Empty where the system hands over no drops, as a service or a database. @throws IOException when it cannot be reached */
    Optional<Archive> of(String connector) throws IOException {
        var route = routes.built(connector, "collect")
                .filter(each -> !each.parameters().getOrDefault("folder", "").isEmpty());
        if (route.isEmpty()) {
            return Optional.empty();
        }
        var given = route.get().parameters();
        var folder = value(given, "folder");
        return Optional.of(route.get().declared().contains("host")
                ? SftpArchive.at(new SftpArchive.Place(value(given, "host"), Integer.parseInt(value(given, "port")),
                        value(given, "user"), new Password(value(given, "password")), value(given, "knownHosts"),
                        folder))
                : new FolderArchive(Path.of(folder).resolve("archive")));
    }

    private String value(Map<String, String> given, String parameter) {
        return PLACEHOLDER.matcher(given.getOrDefault(parameter, "")).replaceAll(key -> Matcher.quoteReplacement(
                Optional.ofNullable(connectors.get(key.group(1)))
                        .map(each -> each.values().getOrDefault(key.group(2), "")).orElse("")));
    }
}
