package org.viaduc.trust;

import org.viaduc.policy.Role;

/**
 * Who receives for a mission at a peer: individually designated and habilitated (CASF R221-6).
 *
 * @param id   as the peer publishes it; an office's id for the agent, never a name
 */
public record NamedAgent(String id, Role role) {
    public NamedAgent {
        if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("an agent has an id of 1 to 64 letters, digits, dots and hyphens");
        }
    }
}
