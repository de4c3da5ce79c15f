package org.viaduc.policy;

import java.util.Optional;

import org.viaduc.model.Department;

/**
 * Who would receive.
 *
 * @param department {@link Department#UNKNOWN} while the host is not known
 * @param named      individually designated and habilitated (CASF R221-8)
 * @param boundFor   the mission for which this agent is bound to secrecy
 */
public record Recipient(Department department, Role role, boolean named, Optional<Mission> boundFor) {}
