package org.viaduc.exchange;

import org.viaduc.model.Department;

/** Somebody asked for an exchange with a department whose node this one does not know: nothing is opened. */
public final class NoNeighbour extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoNeighbour(Department department) {
        super("`" + department.code() + "` n'est pas un voisin de ce nœud : peers/" + department.code()
                + ".yaml manque / is no neighbour of this node: peers/" + department.code() + ".yaml is missing");
    }
}
