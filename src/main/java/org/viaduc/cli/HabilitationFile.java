package org.viaduc.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import org.viaduc.exchange.node.Habilitations;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;

/** Reads a node's {@code habilitations.yaml}: a list of {@code id}, {@code role}, {@code missions} and, for those who use the node, {@code login}. */
final class HabilitationFile {
    private HabilitationFile() {
    }

    /** The register; without the file nobody is habilitated. Faults are added to the list. */
    static Habilitations read(Path folder, List<String> faults) {
        var file = folder.resolve("habilitations.yaml");
        var agents = new ArrayList<Habilitations.Agent>();
        if (!Files.exists(file)) {
            faults.add("habilitations.yaml is missing: it names the agents who may receive (CASF R221-8)");
            return new Habilitations(agents);
        }
        try {
            var loaded = new Load(LoadSettings.builder().setLabel("habilitations.yaml").build())
                    .loadFromString(Files.readString(file, StandardCharsets.UTF_8));
            if (!(loaded instanceof List<?> items)) {
                faults.add("habilitations.yaml: a list of agents is expected");
                return new Habilitations(agents);
            }
            for (var item : items) {
                agent(new SettingsReader("habilitations.yaml", item, faults), faults, agents);
            }
        } catch (IOException e) {
            faults.add("habilitations.yaml cannot be read");
        } catch (YamlEngineException e) {
            faults.add("habilitations.yaml is no YAML: " + e.getMessage().strip());
        }
        return new Habilitations(agents);
    }

    private static void agent(SettingsReader one, List<String> faults, List<Habilitations.Agent> agents) {
        var id = one.required("id", text -> text);
        var role = one.required("role", Role::of);
        var login = one.optional("login", text -> text);
        var missions = new HashSet<String>();
        one.raw("missions").ifPresent(list -> {
            for (var each : list instanceof List<?> words ? words : List.of(list)) {
                try {
                    missions.add(Mission.of(String.valueOf(each)).name());
                } catch (IllegalArgumentException e) {
                    faults.add("habilitations.yaml: `missions`: " + e.getMessage());
                }
            }
        });
        one.closed();
        if (id.isPresent() && role.isPresent()) {
            agents.add(new Habilitations.Agent(id.get(), role.get().word(), missions, login));
        }
    }
}
