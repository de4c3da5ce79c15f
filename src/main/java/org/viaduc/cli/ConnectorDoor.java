package org.viaduc.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

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
    };

    private final String template;

    ConnectorDoor(String template) {
        this.template = template;
    }

    /** What the names of the route templates begin with. */
    String template() {
        return template;
    }

    abstract Door of(Plan plan, String sample);

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
