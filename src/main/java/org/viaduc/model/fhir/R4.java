package org.viaduc.model.fhir;

import java.util.List;
import java.util.Optional;

import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;

/** What FHIR R4 has, asked one path at a time. The first question takes a second. */
public final class R4 {
    private R4() {
    }

    private static final class Fhir {
        static final FhirContext R4 = FhirContext.forR4Cached();
    }

    /** The names of the resource types. */
    public static List<String> resourceTypes() {
        return Fhir.R4.getResourceTypes().stream().sorted().toList();
    }

    /**
     * A name in an element path that R4 does not have there, with the names that it has.
     *
     * @param names as {@code [name, family]}; a name with {@code _} in front stands for what belongs to a scalar
     */
    public static Optional<Unknown> unknown(String resourceType, List<String> names) {
        BaseRuntimeElementDefinition<?> at = Fhir.R4.getResourceDefinition(resourceType);
        for (var i = 0; i < names.size(); i++) {
            var name = names.get(i).startsWith("_") ? names.get(i).substring(1) : names.get(i);
            if (name.equals("extension") || name.equals("modifierExtension")) {
                at = Fhir.R4.getElementDefinition("Extension");
                continue;
            }
            if (at == null) {
                return Optional.of(new Unknown(names.get(i), List.of()));
            }
            var child = at.getChildByName(name);
            if (child == null) {
                return Optional.of(new Unknown(names.get(i), children(at)));
            }
            at = child.getChildByName(name);
        }
        return Optional.empty();
    }

    private static List<String> children(BaseRuntimeElementDefinition<?> at) {
        return at.getChildren().stream().flatMap(child -> child.getValidChildNames().stream()).distinct().sorted()
                .toList();
    }

    /** @param known what may stand there instead; nothing below a scalar */
    public record Unknown(String name, List<String> known) {
        public Unknown {
            known = List.copyOf(known);
        }
    }
}
