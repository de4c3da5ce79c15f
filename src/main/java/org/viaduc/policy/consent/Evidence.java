package org.viaduc.policy.consent;

import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.Digest;

/**
 * The signed document that shows what was said: where it is filed, and what it was when it was.
 *
 * @param reference the document's number or address in the department's own archive; no contents
 * @param digest    SHA-256 of the document, so that another one in its place is seen
 */
public record Evidence(String reference, Optional<Digest> digest) {
    private static final Pattern REFERENCE = Pattern.compile("[\\p{Alnum}][\\p{Alnum}:/._#?=&%+-]{0,199}");
    private static final String SYSTEM = "https://viaduc.org/fhir/NamingSystem/evidence";
    private static final String DIGEST = "https://viaduc.org/fhir/StructureDefinition/evidence-digest";

    public Evidence {
        if (!REFERENCE.matcher(reference).matches()) {
            throw new IllegalArgumentException(
                    "the evidence is a reference of 1 to 200 letters, digits and signs, without a space");
        }
    }

    /** Adds it as {@code sourceReference} to a {@code DocumentReference} known by its identifier. */
    void writeTo(ObjectNode consent) {
        var source = consent.putObject("sourceReference").put("type", "DocumentReference");
        source.putObject("identifier").put("system", SYSTEM).put("value", reference);
        digest.ifPresent(each -> source.putArray("extension").addObject().put("url", DIGEST)
                .put("valueString", each.hex()));
    }

    /** @throws ConsentRefused when our own form is not kept */
    static Optional<Evidence> readFrom(Element source) {
        var identifier = source.child("identifier");
        if (!identifier.isPresent()) {
            return Optional.empty();
        }
        identifier.text("system");
        source.text("type");
        var digest = source.list("extension").stream().filter(each -> each.text("url").equals(Optional.of(DIGEST)))
                .findFirst().flatMap(each -> each.text("valueString"));
        var reference = identifier.text("value");
        try {
            return reference.map(each -> new Evidence(each, digest.map(Digest::new)));
        } catch (IllegalArgumentException e) {
            source.refuse("la pièce n'est pas désignée lisiblement", "the evidence is not named legibly");
            return Optional.empty();
        }
    }
}
