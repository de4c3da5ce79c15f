package org.viaduc.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.viaduc.model.FieldPath;
import org.viaduc.model.Resource;

/** The element paths that facts, questions, obligations and decisions share in FHIR, and their strict reading. */
final class Fhir {
    static final String CODE_SYSTEM = "https://viaduc.org/fhir/CodeSystem/";
    static final FieldPath CONSENT_SCOPE = FieldPath.of(
            "scope.coding(system=http://terminology.hl7.org/CodeSystem/consentscope).code");

    private static final String EXTENSION = "https://viaduc.org/fhir/StructureDefinition/";
    private static final FieldPath URLS = FieldPath.of("extension[*].url");
    private static final Set<String> EXTENSION_NAMES = Set.of("extension.url", "extension.valueString");
    private static final Map<String, FieldPath> EXTENSIONS = new ConcurrentHashMap<>();

    private Fhir() {
    }

    /** The code of ours within a CodeableConcept. */
    static FieldPath code(String element, String system) {
        return FieldPath.of(element + ".coding(system=" + CODE_SYSTEM + system + ").code");
    }

    static FieldPath extension(String name) {
        return EXTENSIONS.computeIfAbsent(name,
                each -> FieldPath.of("extension(url=" + EXTENSION + each + ").valueString"));
    }

    /** Our extensions by name. @throws IllegalArgumentException for one of somebody else's, or one that is there twice */
    static Map<String, String> extensions(Resource resource) {
        var values = new LinkedHashMap<String, String>();
        for (var url : resource.texts(URLS)) {
            if (!url.startsWith(EXTENSION)) {
                throw new IllegalArgumentException("a " + resource.type() + " has an extension that is not known here");
            }
            var name = url.substring(EXTENSION.length());
            if (!name.matches("[a-z-]{1,40}") || resource.texts(extension(name)).size() != 1
                    || values.put(name, need(resource, extension(name), name)) != null) {
                throw new IllegalArgumentException("a " + resource.type() + " has an extension that is not once there");
            }
        }
        return values;
    }

    static String need(Resource resource, FieldPath path, String what) {
        return resource.text(path).filter(text -> !text.isBlank()).orElseThrow(() -> new IllegalArgumentException(
                "a " + resource.type() + " lacks " + what));
    }

    /** @throws IllegalArgumentException when the resource says something that nobody here reads */
    static void refuseOtherThan(Resource resource, Set<String> names) {
        for (var name : resource.leafNames()) {
            if (!names.contains(name) && !EXTENSION_NAMES.contains(name) && !name.startsWith("meta.")) {
                throw new IllegalArgumentException("a " + resource.type() + " says `" + name
                        + "`, which cannot be honoured here");
            }
        }
    }
}
