package org.viaduc.person;

/**
 * A person's id in one local system.
 *
 * @param system unique among all systems whose ids reach this node: two departments that run the same product are two
 *               systems, as {@code D35/solidor}
 */
public record LocalId(String system, String id) {
    public LocalId {
        if (system.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("a local id needs a system and an id");
        }
    }

    @Override
    public String toString() {
        return "LocalId[" + system + "]";
    }
}
