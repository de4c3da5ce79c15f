package org.viaduc.connectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.model.Digest;

/** All route files and templates: those packed with the gateway and those of the node's folder, which replace by name. */
public final class RouteBook {
    /** The node's own road, which every node has. */
    private static final List<String> ROAD = List.of("peer-receive", "peer-send");

    private final Map<String, RouteFile> files = new TreeMap<>();

    private RouteBook() {
    }

    /** @param folder a node's {@code routes} folder; it need not exist */
    public static RouteBook load(Path folder) {
        var book = new RouteBook();
        try {
            var packed = new PathMatchingResourcePatternResolver(RouteBook.class.getClassLoader());
            for (var pattern : List.of("classpath*:routes/*.yaml", "classpath*:routes/templates/*.yaml")) {
                for (var resource : packed.getResources(pattern)) {
                    var prefix = pattern.contains("templates") ? "templates/" : "";
                    book.add(prefix + resource.getFilename(), resource.getContentAsString(StandardCharsets.UTF_8));
                }
            }
            if (Files.isDirectory(folder)) {
                try (var paths = Files.walk(folder, 2)) {
                    for (var path : paths.filter(it -> it.toString().endsWith(".yaml")).sorted().toList()) {
                        book.add(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the route files cannot be read", e);
        }
        return book;
    }

    private void add(String name, String text) {
        var file = RouteFile.read(name, text);
        files.put(file.stem(), file);
    }

    /** Everything that is wrong in any file, or missing for the connectors of this node; empty when all is well. */
    public List<String> faults(NodeSettings settings) {
        var faults = new ArrayList<RouteFault>();
        for (var file : files.values()) {
            faults.addAll(file.faults());
            file.template().ifPresent(template -> declaredIsUsed(file, faults));
            file.uses().ifPresent(template -> given(file, template, faults));
        }
        for (var file : routes(settings.connectors().values())) {
            file.asked().forEach((placeholder, line) -> {
                if (value(settings.connectors(), placeholder).isEmpty()) {
                    faults.add(new RouteFault(file.name(), line,
                            "node.yaml gives no value for `{{" + placeholder + "}}`"));
                }
            });
        }
        settings.connectors().values().forEach(connector -> routes(List.of(connector)).forEach(
                file -> file.uses().map(files::get)
                        .ifPresent(template -> Needs.missing(connector, template.text()).forEach(
                                key -> faults.add(new RouteFault(file.name(), 1,
                                        "node.yaml gives no value for `{{" + connector.name() + "." + key + "}}`"))))));
        var said = new ArrayList<>(faults.stream().map(RouteFault::toString).toList());
        settings.connectors().values().forEach(connector -> routes(List.of(connector)).stream()
                .flatMap(file -> file.uses().map(files::get).stream())
                .flatMap(template -> Needs.faults(connector, template.text()).stream())
                .filter(fault -> !said.contains(fault)).forEach(said::add));
        said.addAll(Clients.faults(settings));
        for (var stem : needed(settings.connectors().values())) {
            if (!files.containsKey(stem)) {
                said.add("routes/" + stem + ".yaml: the file is missing; node.yaml names a connector that needs it");
            }
        }
        return said;
    }

    /** What is wrong with the routes of one connector and their templates, whatever node.yaml gives them. */
    public List<String> faultsOf(String connector) {
        var faults = new ArrayList<RouteFault>();
        for (var direction : List.of("collect", "deliver")) {
            var file = Optional.ofNullable(files.get(connector + "-" + direction));
            file.ifPresent(route -> faults.addAll(route.faults()));
            file.flatMap(RouteFile::uses).ifPresent(template -> {
                given(file.get(), template, faults);
                Optional.ofNullable(files.get(template)).ifPresent(each -> declaredIsUsed(each, faults));
            });
        }
        return faults.stream().map(RouteFault::toString).toList();
    }

    private static void declaredIsUsed(RouteFile file, List<RouteFault> faults) {
        file.declared().keySet().stream().filter(name -> !file.asked().containsKey(name)).forEach(
                name -> faults
                        .add(new RouteFault(file.name(), 1, "the parameter `" + name + "` is declared, not used")));
        file.asked().forEach((name, line) -> {
            if (!file.declared().containsKey(name)) {
                faults.add(new RouteFault(file.name(), line, "the parameter `" + name + "` is used, not declared"));
            }
        });
    }

    private void given(RouteFile file, String template, List<RouteFault> faults) {
        var base = files.get(template);
        if (base == null || base.template().isEmpty()) {
            faults.add(new RouteFault(file.name(), 1, "there is no template `" + template + "`"));
            return;
        }
        file.given().forEach((name, line) -> {
            if (!base.declared().containsKey(name)) {
                faults.add(new RouteFault(file.name(), line,
                        "the template `" + template + "` has no parameter `" + name + "`"));
            }
        });
        base.declared().forEach((name, required) -> {
            if (required && !file.given().containsKey(name)) {
                faults.add(new RouteFault(file.name(), 1,
                        "the template `" + template + "` asks for the parameter `" + name + "`"));
            }
        });
    }

    /** A connector's route, where it is built on a template. @param direction {@code collect} or {@code deliver} */
    public Optional<BuiltRoute> built(String connector, String direction) {
        var file = Optional.ofNullable(files.get(connector + "-" + direction));
        return file.flatMap(RouteFile::uses).map(files::get).filter(Objects::nonNull)
                .map(template -> BuiltRoute.read(file.get(), template));
    }

    /** What stands in the file of a route or template; empty where there is none. */
    public Optional<String> text(String stem) {
        return Optional.ofNullable(files.get(stem)).map(RouteFile::text);
    }

    /** Digest of a connector's routes, their templates and what node.yaml has it do; its values do not count. */
    public Digest setup(NodeSettings.Connector connector) {
        var parts = new ArrayList<>(List.of(connector.system(), Boolean.toString(connector.recognises())));
        for (var file : own(connector).stream().map(files::get).filter(Objects::nonNull).toList()) {
            parts.add(file.text());
            file.uses().map(files::get).ifPresent(template -> parts.add(template.text()));
        }
        return Digest.of(parts);
    }

    /** The stems of a connector's own routes. */
    public static List<String> own(NodeSettings.Connector connector) {
        var own = new ArrayList<>(needed(List.of(connector)));
        own.removeAll(ROAD);
        return own;
    }

    /** Templates first, then the node's road and its connectors' routes, in the order in which Camel must read them. */
    List<RouteFile> toLoad(NodeSettings settings) {
        var ordered = new ArrayList<>(files.values().stream().filter(file -> file.template().isPresent()).toList());
        ordered.addAll(routes(settings.connectors().values()));
        return ordered;
    }

    private List<RouteFile> routes(Collection<NodeSettings.Connector> connectors) {
        return needed(connectors).stream().map(files::get).filter(Objects::nonNull).toList();
    }

    private static List<String> needed(Collection<NodeSettings.Connector> connectors) {
        var needed = new ArrayList<>(ROAD);
        for (var connector : connectors) {
            if (connector.collects()) {
                needed.add(connector.name() + "-collect");
            }
            if (connector.delivers()) {
                needed.add(connector.name() + "-deliver");
            }
            if (connector.values().containsKey(RestDoor.HOOK_SECRET)) {
                needed.add(connector.name() + "-hook");
            }
        }
        return needed;
    }

    /** The value of a placeholder {@code connector.key}. */
    static Optional<String> value(Map<String, NodeSettings.Connector> connectors, String placeholder) {
        var dot = placeholder.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.ofNullable(connectors.get(placeholder.substring(0, dot)))
                        .map(connector -> connector.values().get(placeholder.substring(dot + 1)));
    }
}
