package org.viaduc.mapping.local;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;

/** Which elements of a flow's units are rows, and which only stand around rows. A path has the names from the unit down. */
final class FlowShape {
    /** What a field of a row begins with when it stands beside the row, in the element around it. */
    static final char BESIDE = '^';

    final SystemDescription system;
    final Wire.Flow wire;
    private final Map<String, RowType> rows = new HashMap<>();
    private final Set<String> around = new HashSet<>();
    private final Set<String> shared = new HashSet<>();

    FlowShape(SystemDescription system, Wire.Flow wire) {
        this.system = system;
        this.wire = wire;
        for (var type : system.rows()) {
            if (system.members().filter(type.type()::equals).isEmpty()) {
                rows.put(type.type(), type);
                for (var path = parent(type.type()); !path.isEmpty(); path = parent(path)) {
                    around.add(path);
                }
                if (type.fields().stream().anyMatch(field -> field.charAt(0) == BESIDE)) {
                    shared.add(parent(type.type()));
                }
            }
        }
    }

    static String parent(String path) {
        var dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    Optional<RowType> row(String path) {
        return Optional.ofNullable(rows.get(path));
    }

    /** Rows stand somewhere below it. */
    boolean isAround(String path) {
        return around.contains(path);
    }

    /** Its own leaves are fields of the rows right below it. */
    boolean isShared(String path) {
        return shared.contains(path);
    }

    boolean isPerson(String path) {
        return path.equals(system.person());
    }

    /** The field of a row, by the path of its element. */
    static String field(String row, String path) {
        return path.equals(row) ? name(path) : path.substring(row.isEmpty() ? 0 : row.length() + 1);
    }
}
