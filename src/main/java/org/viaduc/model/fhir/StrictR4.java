package org.viaduc.model.fhir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hl7.fhir.r4.model.Bundle;

/** Asks HAPI's R4 parser whether every element, shape and value is one that FHIR R4 has; it is asked nothing else. */
final class StrictR4 {
    private StrictR4() {
    }

    /** Read on first use: it takes a second, and writing needs none of it. */
    private static final class Fhir {
        static final FhirContext R4 = FhirContext.forR4Cached();
    }

    static void check(byte[] bytes, ObjectNode tree) {
        var faults = new Faults(tree);
        resourceTypes(tree, faults);
        if (faults.found.isEmpty()) {
            try {
                Fhir.R4.newJsonParser().setParserErrorHandler(faults).parseResource(Bundle.class,
                        new String(bytes, StandardCharsets.UTF_8));
            } catch (DataFormatException | IllegalArgumentException e) {
                faults.add("Bundle", "is no FHIR R4 resource");
            }
        }
        if (!faults.found.isEmpty()) {
            throw new UnreadableDocument(faults.found);
        }
    }

    private static void resourceTypes(ObjectNode tree, Faults faults) {
        var known = Fhir.R4.getResourceTypes();
        var entries = tree.path("entry");
        for (var i = 0; i < entries.size(); i++) {
            if (!known.contains(entries.get(i).path("resource").path("resourceType").asText())) {
                faults.add("Bundle.entry[" + i + "].resource.resourceType", "is no resource type of FHIR R4");
            }
        }
    }

    /** HAPI says what is wrong and the name of the element around it; where that stands, the tree tells. */
    private static final class Faults implements IParserErrorHandler {
        private static final int ENOUGH = 50;

        private final JsonNode tree;
        private final List<UnreadableDocument.Fault> found = new ArrayList<>();

        Faults(JsonNode tree) {
            this.tree = tree;
        }

        void add(String place, String reason) {
            var fault = new UnreadableDocument.Fault(place, reason);
            if (found.size() < ENOUGH && !found.contains(fault)) {
                found.add(fault);
            }
        }

        private void add(IParseLocation around, String element, String reason) {
            add(place(tree, "Bundle", "Bundle", around == null ? "" : around.getParentElementName(), element)
                    .orElse("Bundle…" + element), reason);
        }

        /** The first place where an element of that name stands in one of that other name, or in a resource of that type. */
        private static Optional<String> place(JsonNode node, String path, String name, String around, String element) {
            if (node.isArray()) {
                for (var i = 0; i < node.size(); i++) {
                    var found = place(node.get(i), path + "[" + i + "]", name, around, element);
                    if (found.isPresent()) {
                        return found;
                    }
                }
                return Optional.empty();
            }
            if (around == null || around.isEmpty() || around.equals(name)
                    || around.equals(node.path("resourceType").asText()) || around.endsWith("." + name)) {
                if (node.has(element)) {
                    return Optional.of(path + "." + element);
                }
            }
            for (var field : node.properties()) {
                var found = place(field.getValue(), path + "." + field.getKey(), field.getKey(), around, element);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        @Override
        public void unknownElement(IParseLocation at, String element) {
            add(at, element, "is no element that FHIR R4 has there");
        }

        @Override
        public void unknownAttribute(IParseLocation at, String attribute) {
            add(at, attribute, "is no element that FHIR R4 has there");
        }

        @Override
        public void unexpectedRepeatingElement(IParseLocation at, String element) {
            add(at, element, "stands there once only");
        }

        @Override
        public void missingRequiredElement(IParseLocation at, String element) {
            add(at, element, "is required there");
        }

        @Override
        public void invalidValue(IParseLocation at, String value, String why) {
            add(at == null || at.getParentElementName() == null ? "Bundle" : "Bundle…" + at.getParentElementName(),
                    "has a value that FHIR R4 does not allow there");
        }

        @Override
        public void incorrectJsonType(IParseLocation at, String element, ValueType expected, ScalarType expectedScalar,
                ValueType found, ScalarType foundScalar) {
            add(at, element, "is " + found + " in JSON where FHIR R4 has " + expected);
        }

        @Override
        public void containedResourceWithNoId(IParseLocation at) {
            add("Bundle…contained", "a contained resource has no id");
        }

        @Override
        public void unknownReference(IParseLocation at, String reference) {
            add("Bundle…reference", "refers to a contained resource that is not there");
        }

        @Override
        public void invalidInternalReference(IParseLocation at, String reference) {
            add("Bundle…reference", "refers to a contained resource that is not there");
        }

        @Override
        public void extensionContainsValueAndNestedExtensions(IParseLocation at) {
            add("Bundle…extension", "an extension has a value or extensions, not both");
        }
    }
}
