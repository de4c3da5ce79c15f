package org.viaduc.mapping.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the references within one Bundle mean. Nothing outside the Bundle is looked for. */
final class FhirNames {
    private final Map<String, Optional<FhirEntry>> named = new HashMap<>();

    FhirNames(List<FhirEntry> entries) {
        entries.forEach(entry -> entry.names()
                .forEach(name -> named.merge(name, Optional.of(entry), (one, other) -> Optional.empty())));
    }

    /** The resource that is meant; a name that two resources bear means neither. */
    Optional<FhirEntry> of(String reference) {
        var version = reference.indexOf("/_history/");
        return named.getOrDefault(version < 0 ? reference : reference.substring(0, version), Optional.empty());
    }
}
