package org.viaduc.mapping;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.model.Attachment;
import org.viaduc.model.Resource;

/** One local row on its way out: what the lines of a table read from and write to. */
final class Out {
    /** By the place of the field in its row type; empty where the row holds nothing. */
    final String[] values;
    final Fate[] fates;
    final Optional<LocalDate> day;
    final Map<String, Attachment> documents;

    /** The record in which the row stands. */
    final Translating record;

    /** The resource that is being made, and the documents it refers to. */
    Resource.Builder resource = Resource.a("");
    List<Attachment> attached = List.of();

    Out(String[] values, Fate[] fates, Optional<LocalDate> day, Translating record) {
        this.values = values;
        this.fates = fates;
        this.day = day;
        this.record = record;
        this.documents = record.documents;
    }

    void begin(String resourceType) {
        resource = Resource.a(resourceType);
        attached = List.of();
    }

    void attach(Attachment document) {
        attached = new ArrayList<>(attached);
        attached.add(document);
    }

    void became(int field, Fate fate) {
        var before = fates[field];
        fates[field] = before == null ? fate : before.orWorse(fate);
    }
}
