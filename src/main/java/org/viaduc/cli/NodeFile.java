package org.viaduc.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.exchange.node.NodeSettings.Database;
import org.viaduc.exchange.node.NodeSettings.Issuer;
import org.viaduc.exchange.node.NodeSettings.Listen;
import org.viaduc.exchange.node.NodeSettings.Password;
import org.viaduc.model.Department;
import org.viaduc.model.Track;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Role;
import org.viaduc.web.login.Entrance;
import org.viaduc.web.login.Login;

/** Reads a node's {@code node.yaml} (YAML 1.2); unknown and missing keys are faults, and all faults are gathered. */
final class NodeFile {
    private static final Pattern CONNECTOR = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Path folder;
    private final List<String> faults;

    private NodeFile(Path folder, List<String> faults) {
        this.folder = folder;
        this.faults = faults;
    }

    /** What the file says: of the node, and of how one gets into it. */
    record Content(NodeSettings settings, Entrance entrance) {}

    /** The settings; empty when something is wrong, and then the faults say what. */
    static Optional<Content> read(Path folder, List<String> faults) {
        var found = new ArrayList<String>();
        var content = new NodeFile(folder.toAbsolutePath().normalize(), found).read();
        // A key file that is not there is one fault, not two.
        content.ifPresent(both -> LoginFaults.of(both.settings(), both.entrance().login()).stream()
                .filter(fault -> !fault.startsWith(LoginFaults.NO_KEYS) || found.stream().noneMatch(
                        other -> other.startsWith(LoginFaults.NO_KEYS)))
                .forEach(found::add));
        var lines = NodeLines.of(folder);
        found.forEach(fault -> faults.add(lines.placed(fault)));
        return found.isEmpty() ? content : Optional.empty();
    }

    private Optional<Content> read() {
        var file = folder.resolve("node.yaml");
        try {
            var loaded = new Load(LoadSettings.builder().setLabel("node.yaml").build())
                    .loadFromString(Files.readString(file, StandardCharsets.UTF_8));
            return content(new SettingsReader("node.yaml", loaded, faults));
        } catch (IOException e) {
            faults.add("`" + file + "` cannot be read: a node's folder holds node.yaml");
        } catch (MarkedYamlEngineException e) {
            faults.add(
                    "node.yaml:" + e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1) + ": this is no YAML: "
                            + e.getProblem());
        } catch (YamlEngineException e) {
            faults.add("node.yaml:1: this is no YAML: " + e.getMessage().strip());
        }
        return Optional.empty();
    }

    private Optional<Content> content(SettingsReader node) {
        var department = node.required("department", Department::new);
        var zone = node.optional("zone", ZoneId::of).orElse(ZoneId.of("Europe/Paris"));
        var listen = listen(node.inside("listen"));
        var database = database(node);
        var data = node.optional("data", folder::resolve).orElse(folder.resolve("data"));
        var connectors = connectors(node.inside("connectors"));
        var roles = roles(node.inside("tracks"));
        var authority = new ArrayList<Path>();
        var issuer = issuer(node.inside("issuer"), authority);
        var login = login(node);
        var facts = node.raw("facts").map(list -> facts(list, department)).orElse(List.of());
        var outlets = new OutletsReader(folder).read(node);
        var contacts = new ContactsReader(folder, address(login), faults).read(node);
        var hideBelow = hideBelow(node.inside("figures"));
        node.closed();
        return department.flatMap(code -> listen.flatMap(ports -> issuer.map(who -> new Content(
                new NodeSettings(folder, code, zone, ports, database, data, connectors, roles, Optional.of(who), facts,
                        outlets, contacts).hidingBelow(hideBelow),
                new Entrance(login, authority.stream().findFirst())))));
    }

    private static int hideBelow(SettingsReader figures) {
        var least = figures.optional("hide-below", text -> {
            var number = Integer.parseInt(text);
            if (number < 2) {
                throw new IllegalArgumentException("figures hide below two at the least");
            }
            return number;
        });
        figures.closed();
        return least.orElse(NodeSettings.USUALLY_HIDDEN_BELOW);
    }

    private static Optional<URI> address(Login login) {
        return login instanceof Login.OpenId people ? Optional.of(people.address()) : Optional.empty();
    }

    private Optional<Listen> listen(SettingsReader listen) {
        var host = listen.optional("host", text -> text).orElse("0.0.0.0");
        var api = listen.required("api", NodeFile::port);
        var peers = listen.required("peers", NodeFile::port);
        listen.closed();
        if (api.isPresent() && api.equals(peers)) {
            faults.add("node.yaml: listen: `peers` is the port of `api`: each needs a port of its own");
        }
        return api.flatMap(clients -> peers.map(nodes -> new Listen(host, clients, nodes)));
    }

    static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw new IllegalArgumentException("a port is a number between 1 and 65535");
        }
        return Integer.parseInt(text);
    }

    private static boolean yesOrNo(String text) {
        if (!List.of("true", "false").contains(text)) {
            throw new IllegalArgumentException("write true or false");
        }
        return text.equals("true");
    }

    private static String database(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "begins with jdbc:postgresql:// ; PostgreSQL is the node's one database");
        }
        return url;
    }

    private Path file(String text) {
        var file = folder.resolve(text);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file `" + text + "`");
        }
        return file;
    }

    private Database database(SettingsReader node) {
        if (node.raw("database").filter("embedded"::equals).isPresent() || node.raw("database").isEmpty()) {
            return new Database(Optional.empty(), "", new Password(""));
        }
        var database = node.inside("database");
        var url = database.required("url", NodeFile::database);
        var user = database.required("user", text -> text).orElse("");
        var password = database.required("password", text -> Secret.read(text, folder)).orElse("");
        database.closed();
        return new Database(url, user, new Password(password));
    }

    private Map<String, Connector> connectors(SettingsReader all) {
        var connectors = new LinkedHashMap<String, Connector>();
        for (var name : all.keys()) {
            if (!CONNECTOR.matcher(name).matches()) {
                faults.add("node.yaml: connectors: " + name
                        + ": a connector's name has small letters, digits and hyphens, as "
                        + "d56-ajonc: it begins the names of its routes");
            }
            var one = all.inside(name);
            var system = one.required("system", text -> text).orElse("");
            var collects = one.optional("collect", NodeFile::yesOrNo).orElse(true);
            var delivers = one.optional("deliver", NodeFile::yesOrNo).orElse(true);
            var recognises = one.optional("recognises-repeats", NodeFile::yesOrNo).orElse(false);
            var values = new LinkedHashMap<String, String>();
            one.keys().stream()
                    .filter(key -> !List.of("system", "collect", "deliver", "recognises-repeats").contains(key))
                    .forEach(key -> one.optional(key, this::value).ifPresent(value -> values.put(key, value)));
            connectors.put(name, new Connector(name, system, collects, delivers, recognises, values));
        }
        return connectors;
    }

    private String value(String text) {
        return Secret.isOne(text) ? Secret.read(text, folder) : text.replace("${folder}", folder.toString());
    }

    private static Map<Track, String> roles(SettingsReader tracks) {
        var roles = new EnumMap<Track, String>(Track.class);
        for (var name : tracks.keys()) {
            tracks.optional(name, role -> Map.entry(Track.of(name), Role.of(role).word()))
                    .ifPresent(each -> roles.put(each.getKey(), each.getValue()));
        }
        return roles;
    }

    private Optional<Issuer> issuer(SettingsReader issuer, List<Path> authority) {
        var uri = issuer.required("uri", URI::create);
        var audience = issuer.required("audience", text -> text);
        var keys = issuer.optional("keys", this::file);
        issuer.optional("authority", this::file).ifPresent(authority::add);
        issuer.closed();
        return uri.flatMap(who -> audience.map(whom -> new Issuer(who, whom, keys)));
    }

    private Login login(SettingsReader node) {
        if (node.raw("login").isEmpty()) {
            return new Login.Closed();
        }
        if (node.raw("login").filter("demonstration-only"::equals).isPresent()) {
            return new Login.DemonstrationOnly();
        }
        var login = node.inside("login");
        var client = login.required("client", text -> text);
        var secret = login.required("secret", text -> new Password(Secret.read(text, folder)));
        var address = login.required("address", text -> new Login.OpenId("", new Password(""), URI.create(text)));
        login.closed();
        return client.flatMap(name -> secret.flatMap(shared -> address.<Login>map(
                where -> new Login.OpenId(name, shared, where.address())))).orElseGet(Login.Closed::new);
    }

    /** What the department states once for all, such as its published security attestation. */
    private List<Fact> facts(Object list, Optional<Department> department) {
        if (!(list instanceof List<?> items)) {
            faults.add("node.yaml: `facts` must be a list");
            return List.of();
        }
        var facts = new ArrayList<Fact>();
        for (var item : items) {
            var one = new SettingsReader("node.yaml: facts", item, faults);
            var kind = one.required("fact", FactKind::of);
            var on = one.required("on", LocalDate::parse);
            var fields = new LinkedHashMap<String, String>();
            one.keys().stream().filter(key -> !List.of("fact", "on").contains(key))
                    .forEach(key -> one.optional(key, text -> text).ifPresent(value -> fields.put(key, value)));
            if (kind.isPresent() && on.isPresent() && department.isPresent()) {
                fact(kind.get(), on.get(), fields, department.get()).ifPresent(facts::add);
            }
        }
        return facts;
    }

    private Optional<Fact> fact(FactKind kind, LocalDate on, Map<String, String> fields, Department department) {
        try {
            return Optional.of(FactCodec.fact(
                    FactId.derivedFrom(List.of(kind.word(), on.toString(), fields.toString())),
                    kind, on, fields, department.code(), on.atStartOfDay(ZoneOffset.UTC).toInstant(), "node.yaml",
                    Optional.empty()));
        } catch (IllegalArgumentException e) {
            faults.add("node.yaml: facts: `" + kind + "`: " + e.getMessage());
            return Optional.empty();
        }
    }
}
