package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.util.FileSystemUtils;

import org.viaduc.connectors.BuiltRoute;
import org.viaduc.connectors.Rehearsal;
import org.viaduc.connectors.kit.ConnectorHome;
import org.viaduc.connectors.kit.certify.Trying.NotProven;
import org.viaduc.connectors.kit.certify.played.CannotBePlayed;
import org.viaduc.connectors.kit.certify.played.PlayedDatabase;
import org.viaduc.connectors.kit.certify.played.PlayedFhir;
import org.viaduc.connectors.kit.certify.played.PlayedFiles;
import org.viaduc.connectors.kit.certify.played.PlayedFolder;
import org.viaduc.connectors.kit.certify.played.PlayedRest;
import org.viaduc.connectors.kit.certify.played.PlayedService;
import org.viaduc.connectors.kit.certify.played.PlayedSftp;
import org.viaduc.connectors.kit.certify.played.PlayedSoap;
import org.viaduc.connectors.kit.guess.Hint;
import org.viaduc.connectors.kit.sample.Wsdl;
import org.viaduc.connectors.kit.scaffold.Undecided;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.mapping.MappingFaults;
import org.viaduc.mapping.local.FhirFormat;

/** Certifies a connector: its mapping, its files, its routes. */
public final class Certifier {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^.}]+\\.([^}]+)}}");
    private static final Pattern SIGNATURES = Pattern
            .compile("(compartment-)?(login|sign-key|sign-certificate|service-certificate)");
    private static final String COLLECT = "collect";
    private static final String DELIVER = "deliver";

    private final ConnectorHome home;
    private final Volume volume;
    private final Trying trying;

    private Certifier(ConnectorHome home, Volume volume, Consumer<Check> told) {
        this.home = home;
        this.volume = volume;
        this.trying = new Trying(told);
    }

    /** Tries everything that can be tried. @param told gets each check when it is done */
    public static Certificate certify(ConnectorHome home, Clock clock, Consumer<Check> told) throws IOException {
        return certify(home, clock, Volume.OF_A_DEPARTMENT, told);
    }

    static Certificate certify(ConnectorHome home, Clock clock, Volume volume, Consumer<Check> told)
            throws IOException {
        var certifier = new Certifier(home, volume, told);
        var version = certifier.run();
        return new Certificate(home.connector(), home.system(), version, Content.of(home), clock.instant(),
                certifier.trying.checks());
    }

    /** @return the version of the mapping; empty when it cannot be loaded */
    private String run() throws IOException {
        var loaded = new Subject[1];
        trying.tryOut("mapping", "les correspondances se chargent sans faute", "the mapping loads without a fault",
                faults -> {
                    try {
                        loaded[0] = Subject.of(home.system(), home.mappings());
                    } catch (MappingFaults e) {
                        e.faults().forEach(fault -> faults.add(fault.toString(), fault.toString()));
                    }
                });
        if (loaded[0] == null) {
            return "";
        }
        var subject = loaded[0];
        new MappingChecks(subject).run(trying);
        new FileChecks(subject, volume).run(trying);
        doors(subject);
        decided();
        return subject.book().version(home.system());
    }

    private void decided() {
        trying.tryOut("decided", "rien ne reste à décider", "nothing is left to decide", faults -> {
            var open = Undecided.of(home.connector(), home.mappings());
            if (!open.isEmpty()) {
                throw new NotProven(open.stream().map(each -> each.told()).toList());
            }
        });
    }

    private void doors(Subject subject) throws IOException {
        var routes = new LinkedHashMap<String, BuiltRoute>();
        trying.tryOut("routes", "les routes tiennent sur leurs modèles", "the routes stand on their templates",
                faults -> {
                    home.routes().faultsOf(home.connector()).forEach(fault -> faults.add(fault, fault));
                    for (var direction : List.of(COLLECT, DELIVER)) {
                        home.routes().built(home.connector(), direction)
                                .ifPresent(route -> routes.put(direction, route));
                    }
                    if (routes.isEmpty() && faults.all().isEmpty()) {
                        throw new NotProven(List.of(new Hint(
                                "il n'y a ni routes/" + home.connector() + "-collect.yaml ni -deliver.yaml "
                                        + "qui tienne sur un modèle",
                                "there is no routes/" + home.connector() + "-collect.yaml and no -deliver.yaml "
                                        + "that is built on a template")));
                    }
                });
        if (!routes.isEmpty()) {
            for (var route : routes.entrySet()) {
                var folder = Files.createTempDirectory("rehearsal");
                try {
                    rehearse(subject, Map.of(route.getKey(), route.getValue()), folder);
                } finally {
                    FileSystemUtils.deleteRecursively(folder);
                }
            }
        }
    }

    private void rehearse(Subject subject, Map<String, BuiltRoute> routes, Path folder) {
        var declared = routes.values().iterator().next().declared();
        if (declared.containsAll(List.of("host", "port", "user", "password", "knownHosts", "folder"))) {
            files(subject, routes, folder, () -> new PlayedSftp(folder, List.of(PlayedFolder.OUT, PlayedFolder.IN)));
        } else if (declared.contains("folder")) {
            files(subject, routes, folder, () -> new PlayedFolder(folder));
        } else if (declared.contains("wsdl")) {
            service(subject, routes, folder, words -> new PlayedSoap(words, service(words.getOrDefault("wsdl", ""))));
        } else if (routes.values().iterator().next().template().startsWith("rest-")) {
            service(subject, routes, folder, PlayedRest::new);
        } else if (declared.contains("changes") || declared.contains("tables") || declared.contains("procedure")) {
            service(subject, routes, folder,
                    words -> new PlayedDatabase(words, subject.description(), folder.resolve("played")));
        } else if (routes.values().iterator().next().template().equals("fhir-post-collect")) {
            posted(subject, routes, folder);
        } else if (declared.contains("base") && subject.format() instanceof FhirFormat fhir) {
            service(subject, routes, folder, words -> new PlayedFhir(words, fhir));
        } else {
            var template = routes.values().iterator().next().template();
            trying.tryOut(door(routes), "la porte est jouée", "the door is played", faults -> {
                throw new NotProven(List.of(new Hint(
                        "le kit joue répertoires, SFTP, SOAP, REST, serveurs et envois FHIR, vues, tables et procédures "
                                + "d'une base ; le modèle `" + template
                                + "` n'en est pas : l'essayer face au service de "
                                + "test du système",
                        "the kit plays folders, SFTP, SOAP, REST, FHIR servers and posts, views, tables and procedures "
                                + "of a database; the template `" + template + "` is none of them: try it against the "
                                + "system's own test service")));
            });
        }
    }

    private static String door(Map<String, BuiltRoute> routes) {
        return "door-" + routes.keySet().iterator().next();
    }

    private interface Opening {
        PlayedFiles open() throws IOException;
    }

    private void files(Subject subject, Map<String, BuiltRoute> routes, Path folder, Opening opening) {
        trying.tryOut(door(routes), "la route démarre devant le système joué",
                "the route starts before the played system",
                faults -> {
                    var collected = new Collected();
                    try (var system = opening.open();
                            var rehearsal = start(subject, routes, folder, instead(system, routes), collected,
                                    Map.of())) {
                        var checks = new FileDoorChecks(subject, system, rehearsal, collected,
                                routes.containsKey(COLLECT)
                                        ? routes.get(COLLECT).parameters().getOrDefault("pattern", ".*")
                                        : "",
                                PlayedFolder.OUT, PlayedFolder.IN, volume.drop());
                        if (routes.containsKey(COLLECT)) {
                            checks.collecting(trying);
                        }
                        if (routes.containsKey(DELIVER)) {
                            checks.delivering(trying);
                        }
                    }
                });
    }

    private interface Service {
        /** @param words parameters of the routes that are rehearsed */
        PlayedService open(Map<String, String> words) throws Exception;
    }

    private void service(Subject subject, Map<String, BuiltRoute> routes, Path folder, Service opening) {
        trying.tryOut(door(routes), "la route démarre devant le système joué",
                "the route starts before the played system",
                faults -> {
                    var words = new LinkedHashMap<String, String>();
                    routes.values().forEach(route -> words.putAll(route.parameters()));
                    var collected = new Collected();
                    try (var system = played(opening, words);
                            var rehearsal = start(subject, routes, folder,
                                    routes.keySet().stream().collect(Collectors.toMap(each -> each,
                                            each -> system.parameters())),
                                    collected, system.values())) {
                        var checks = new ServiceDoorChecks(subject, system, rehearsal, collected);
                        if (routes.containsKey(COLLECT)) {
                            checks.collecting(trying);
                        }
                        if (routes.containsKey(DELIVER)) {
                            checks.delivering(trying);
                        }
                    }
                });
    }

    private static PlayedService played(Service opening, Map<String, String> words) throws Exception {
        try {
            return opening.open(words);
        } catch (CannotBePlayed e) {
            throw new NotProven(List.of(e.reason()));
        }
    }

    private void posted(Subject subject, Map<String, BuiltRoute> routes, Path folder) {
        trying.tryOut(door(routes), "la route démarre et attend ce que le système envoie",
                "the route starts and waits for what the system posts", faults -> {
                    var collected = new Collected();
                    try (var rehearsal = start(subject, routes, folder, Map.of(COLLECT, Map.of()), collected,
                            Map.of())) {
                        new PostChecks(subject, rehearsal, collected).run(trying);
                    }
                });
    }

    /** The service's description, packed into the program or where node.yaml says. */
    private Wsdl service(String place) throws IOException, NotProven {
        var said = PLACEHOLDER.matcher(place).replaceAll(
                key -> Matcher.quoteReplacement(home.values().getOrDefault(key.group(1), "")));
        if (said.startsWith("classpath:")) {
            try (var in = Certifier.class.getResourceAsStream("/" + said.substring("classpath:".length()))) {
                if (in != null) {
                    return Wsdl.read(in.readAllBytes(), said);
                }
            }
        } else if (!said.isEmpty() && Files.isRegularFile(Path.of(said.replaceFirst("^file:", "")))) {
            return Wsdl.read(Files.readAllBytes(Path.of(said.replaceFirst("^file:", ""))), said);
        }
        throw new NotProven(List.of(new Hint(
                "la description du service `" + place + "` n'est pas là ; node.yaml la nomme",
                "the service's description `" + place + "` is not there; node.yaml names it")));
    }

    private static Map<String, Map<String, String>> instead(PlayedFiles system, Map<String, BuiltRoute> routes) {
        var instead = new LinkedHashMap<String, Map<String, String>>();
        for (var direction : routes.keySet()) {
            var parameters = new LinkedHashMap<>(system.parameters());
            parameters.put("every", "200");
            parameters.put("folder", system.folder(direction.equals(COLLECT) ? PlayedFolder.OUT : PlayedFolder.IN));
            instead.put(direction, parameters);
        }
        return instead;
    }

    private Rehearsal start(Subject subject, Map<String, BuiltRoute> routes, Path folder,
            Map<String, Map<String, String>> instead, Collected collected, Map<String, String> said) throws Exception {
        var values = values(routes);
        values.putAll(said);
        var connector = new Connector(home.connector(), home.system(), routes.containsKey(COLLECT),
                routes.containsKey(DELIVER), true, values);
        return Rehearsal.start(home.routes(), subject.book(), connector, instead, folder.resolve("data"), collected);
    }

    /** Something for every value that the routes ask of node.yaml: what matters to the system is given instead. */
    private Map<String, String> values(Map<String, BuiltRoute> routes) {
        var values = new LinkedHashMap<String, String>(home.values());
        // The kit plays a service's words and not its signatures.
        values.keySet().removeIf(key -> SIGNATURES.matcher(key).matches());
        for (var endpoint : List.of("", "compartment-")) {
            values.put(endpoint + "user", endpoint + "kit");
            values.put(endpoint + "password", endpoint + "rehearsal");
        }
        routes.values().stream().flatMap(route -> route.parameters().values().stream())
                .forEach(value -> PLACEHOLDER.matcher(value).results()
                        .forEach(found -> values.putIfAbsent(found.group(1), Optional.of("200")
                                .filter(every -> found.group(1).contains("every")).orElse("kit"))));
        return values;
    }
}
