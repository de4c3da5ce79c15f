package org.viaduc.policy;

import org.viaduc.model.Department;

/** The department that would send, and in which role. */
public record Party(Department department, Role role) {}
