package org.viaduc.exchange.node;

/** The department's own system says that it does not take this record: a person has to look, another try helps nobody. */
public final class DepartmentRefuses extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    /** @param code the local system's code for the refusal; never its free text, which may name someone */
    public DepartmentRefuses(String code) {
        super("the local system refuses the record: " + code);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
