package org.viaduc.exchange;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * This department's own register of agents who are individually designated and habilitated (CASF R221-8). What a peer
 * says about a recipient counts for nothing; this does.
 */
public record Habilitations(List<Agent> agents) {
    /**
     * @param id       the office's id for the agent, never a name
     * @param role     of the role table, as {@code CADRE-CRIP}
     * @param missions as {@code PE}, {@code RSA}
     */
    public record Agent(String id, String role, Set<String> missions) {
        public Agent {
            missions = Set.copyOf(missions);
        }
    }

    public Habilitations {
        agents = List.copyOf(agents);
    }

    /** The first agent of that role who is habilitated for that mission. */
    public Optional<Agent> named(String role, String mission) {
        return agents.stream().filter(agent -> agent.role().equals(role) && agent.missions().contains(mission))
                .findFirst();
    }
}
