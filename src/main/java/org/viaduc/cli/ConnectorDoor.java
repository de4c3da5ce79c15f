package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.viaduc.connectors.kit.sample.Wsdl;
import org.viaduc.connectors.kit.scaffold.Plan;
import org.viaduc.connectors.kit.scaffold.Scaffold.Door;

/** How files of a new connector travel: the template, the parameters of its routes, and what node.yaml has to say. */
enum ConnectorDoor {
    folder("csv-folder") {
        @Override
        Door of(Plan plan, String sample) {
            return new Door(
                    map("folder", at(plan, "inbox"), "pattern", pattern(sample), "every", at(plan, "every")),
                    map("folder", at(plan, "outbox")),
                    map("inbox", "/srv/" + plan.system() + "/export", "outbox", "/srv/" + plan.system() + "/import",
                            "every", "60000"));
        }
    },
    sftp("csv-sftp") {
        @Override
        Door of(Plan plan, String sample) {
            var server = new LinkedHashMap<String, String>();
            Stream.of("host", "port", "user", "password").forEach(key -> server.put(key, at(plan, key)));
            server.put("knownHosts", at(plan, "known-hosts"));
            var collect = new LinkedHashMap<>(server);
            collect.putAll(map("folder", "out", "pattern", pattern(sample), "every", at(plan, "every")));
            var deliver = new LinkedHashMap<>(server);
            deliver.put("folder", "in");
            return new Door(collect, deliver, map("host", plan.system() + ".example", "port", "22", "user", "viaduc",
                    "password", "${file:" + plan.system() + "-password}", "known-hosts",
                    "${folder}/" + plan.system() + ".known_hosts", "every", "60000"));
        }
    },
    soap("soap") {
        @Override
        Door of(Plan plan, String sample) throws IOException {
            var file = Path.of(sample);
            var text = Files.readString(file);
            var service = Wsdl.read(Files.readAllBytes(file), file.getFileName().toString());
            var reached = map("address", at(plan, "address"), "wsdl", at(plan, "wsdl"));
            var collect = new LinkedHashMap<>(reached);
            collect.putAll(service.collect());
            collect.put("every", at(plan, "every"));
            var deliver = new LinkedHashMap<>(reached);
            deliver.putAll(service.deliver());
            var name = "wsdl/" + plan.system() + ".wsdl";
            return new Door(collect, deliver,
                    map("address", "https://" + plan.system() + ".example/service", "wsdl", "file:${folder}/" + name,
                            "user", "viaduc", "password", "${file:" + plan.system() + "-password}", "every", "60000"),
                    Map.of(name, text));
        }
    };

    private final String template;

    ConnectorDoor(String template) {
        this.template = template;
    }

    /** What the names of the route templates begin with. */
    String template() {
        return template;
    }

    abstract Door of(Plan plan, String sample) throws IOException;

    /** The usual one for such a sample. */
    static ConnectorDoor usual(String sample) {
        return sample.endsWith(".wsdl") ? soap : folder;
    }

    private static String at(Plan plan, String key) {
        return "{{" + plan.name() + "." + key + "}}";
    }

    /** Files that end as the sample does. */
    private static String pattern(String sample) {
        return ".*[.]" + sample.substring(sample.lastIndexOf('.') + 1);
    }

    private static Map<String, String> map(String... words) {
        var map = new LinkedHashMap<String, String>();
        for (var i = 0; i < words.length; i += 2) {
            map.put(words[i], words[i + 1]);
        }
        return map;
    }
}
