package org.viaduc.model;

import java.util.regex.Pattern;

/** A department's code: {@code D35}, {@code D2A}, {@code BE-LIEGE}, or {@code unknown} while the host is not known. */
public record Department(String code) {
    private static final Pattern SHAPE = Pattern.compile("unknown|D[0-9][0-9AB][0-9]?|BE-[A-Z0-9-]{1,30}");
    public static final Department UNKNOWN = new Department("unknown");

    public Department {
        if (!SHAPE.matcher(code).matches()) {
            throw new IllegalArgumentException("`" + code + "` is no department: write D35, D2A, BE-LIEGE or unknown");
        }
    }

    public boolean isBelgian() {
        return code.startsWith("BE-");
    }

    public boolean isKnown() {
        return !equals(UNKNOWN);
    }

    @Override
    public String toString() {
        return code;
    }
}
