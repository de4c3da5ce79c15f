package org.viaduc.web.console.caseworker;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.viaduc.person.Sex;
import org.viaduc.person.Traits;
import org.viaduc.web.console.Choice;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.Say;

/** The five strict traits as a form asks for them; faults are kept in the form. */
final class TraitsForm {
    private TraitsForm() {
    }

    static List<Choice> sexes(Say say) {
        return Choice.of(List.of("male", "female", "indeterminate"), say);
    }

    /** Empty where something is missing or senseless, which the form then says. */
    static Optional<Traits> read(Given form) {
        var birthName = form.required("birthName", String::strip);
        var givenNames = form.required("givenNames",
                text -> Arrays.stream(text.split(",")).map(String::strip).toList());
        var sex = form.required("sex", Sex::of);
        var birthDate = form.required("birthDate", LocalDate::parse);
        var birthPlace = form.required("birthPlace", TraitsForm::place);
        if (birthName.isEmpty() || givenNames.isEmpty() || sex.isEmpty() || birthDate.isEmpty()
                || birthPlace.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Traits(birthName.get(), givenNames.get(), sex.get(), birthDate.get(),
                    birthPlace.get()));
        } catch (IllegalArgumentException e) {
            form.fault("givenNames", "senseless");
            return Optional.empty();
        }
    }

    private static String place(String text) {
        if (!text.matches("[0-9][0-9AB][0-9]{3}")) {
            throw new IllegalArgumentException("no INSEE code");
        }
        return text;
    }
}
