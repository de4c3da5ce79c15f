package org.viaduc.mapping.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.viaduc.mapping.SystemDescription.Form;

/**
 * An element with what is in it, as XML and JSON both have it; an attribute is a child whose name begins with {@code @},
 * each value of an array a child of the array's name.
 */
final class Tree {
    final String name;
    final int line;
    final List<Tree> children = new ArrayList<>(4);
    String text = "";

    /** Whether it is one of an array, and how its text is written: of use to a writer only. */
    boolean many;
    Optional<Form> form = Optional.empty();

    Tree(String name, int line) {
        this.name = name;
        this.line = line;
    }

    Tree add(Tree child) {
        children.add(child);
        return child;
    }

    Tree leaf(String leaf, String value) {
        var child = add(new Tree(leaf, line));
        child.text = value;
        return child;
    }

    /** The last child of that name, made if there is none. */
    Tree inside(String step) {
        for (var i = children.size() - 1; i >= 0; i--) {
            if (children.get(i).name.equals(step)) {
                return children.get(i);
            }
        }
        return add(new Tree(step, line));
    }

    @Override
    public String toString() {
        return "Tree[" + name + "]";
    }
}
