package org.viaduc.model.fhir;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What FHIR R4 has, asked one resource or one path at a time. The first question takes a second. */
public final class R4 {
    private R4() {
    }

    private static final class Fhir {
        static final FhirContext R4 = FhirContext.forR4Cached();
    }

    /** A JSON object as resources hold it: exact numbers, no name twice; empty for anything else. */
    public static Optional<ObjectNode> tree(byte[] json) {
        try {
            return Json.MAPPER.readTree(json) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether every element, shape and value of the resource is one that R4 has. */
    public static boolean accepts(ObjectNode resource) {
        if (!Fhir.R4.getResourceTypes().contains(resource.path("resourceType").asText())) {
            return false;
        }
        try {
            Fhir.R4.newJsonParser().setParserErrorHandler(new StrictErrorHandler()).parseResource(resource.toString());
            return true;
        } catch (DataFormatException | IllegalArgumentException e) {
            return false;
        }
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
