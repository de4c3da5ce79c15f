package org.viaduc.exchange.access;

import org.viaduc.model.Language;

/** What of an extract is fetched. */
public sealed interface Part {
    /** The FHIR document, for the person to take elsewhere (RGPD 20). */
    record Bundle() implements Part {}

    /** The page to read. */
    record Page(Language language) implements Part {}

    /** A document of the file, by the name that bundle and page give it, as {@code document-1.pdf}. */
    record Document(String name) implements Part {}
}
