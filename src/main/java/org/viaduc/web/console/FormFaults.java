package org.viaduc.web.console;

/** A form that no page of its own shows again is missing something, or says what makes no sense. Nothing was done. */
public final class FormFaults extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Given given;

    FormFaults(Given given) {
        super("a form is not filled in as it must be", null, false, false);
        this.given = given;
    }

    Given given() {
        return given;
    }
}
