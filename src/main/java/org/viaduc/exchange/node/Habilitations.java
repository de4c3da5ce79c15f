package org.viaduc.exchange.node;

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
     * @param login    the user name under which the agent logs in; without one, the id is
     */
    public record Agent(String id, String role, Set<String> missions, Optional<String> login) {
        public Agent {
            missions = Set.copyOf(missions);
        }

        /** An agent who logs in under the id. */
        public Agent(String id, String role, Set<String> missions) {
            this(id, role, missions, Optional.empty());
        }

        boolean logsInAs(String user) {
            return login.orElse(id).equalsIgnoreCase(user);
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

    /** The agent who logs in under that user name. */
    public Optional<Agent> agent(String user) {
        return agents.stream().filter(agent -> agent.logsInAs(user)).findFirst();
    }
}
