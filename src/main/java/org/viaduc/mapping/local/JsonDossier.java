package org.viaduc.mapping.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.DocumentField;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/** One file in JSON being read from its first to its last member. */
final class JsonDossier {
    static final int DEEPEST = 8;
    static final int LONGEST_DOCUMENT = (64 << 20) / 3 * 4;
    private static final int MOST_ROWS = 20_000;
    private static final int MOST_FIELDS = 1_000;
    private static final int LONGEST_TEXT = 1 << 20;

    private final JsonParser json;
    private final SystemDescription system;
    private final Wire.Json wire;
    private final List<LocalRow> rows = new ArrayList<>();
    private final List<Attachment> documents = new ArrayList<>();
    /** What stands in the file itself, beside its rows: fields of the person's row. */
    private final Map<String, String> own = new LinkedHashMap<>();

    JsonDossier(JsonParser json, SystemDescription system, Wire.Json wire) {
        this.json = json;
        this.system = system;
        this.wire = wire;
    }

    LocalRecord read() throws IOException {
        json.nextToken();
        if (wire.root().isEmpty()) {
            file();
        } else {
            envelope();
        }
        if (json.nextToken() != null) {
            throw new UnreadableJson(json, "something stands behind the end of the file");
        }
        var persons = rows.stream().filter(row -> row.type().equals(system.person())).toList();
        if (persons.size() != 1) {
            throw new UnreadableJson(json, "the file has " + persons.size() + " `" + system.person() + "`, not one");
        }
        var fields = new LinkedHashMap<>(own);
        fields.putAll(persons.getFirst().fields());
        var person = new LocalRow(system.person(), fields, persons.getFirst().line());
        rows.set(rows.indexOf(persons.getFirst()), person);
        var key = system.row(system.person()).flatMap(RowType::person);
        var id = key.map(field -> fields.getOrDefault(field, "")).orElse("");
        return new LocalRecord(system.name(), id.strip(), "", rows, documents);
    }

    /** The object around the file, of which nothing else is read. */
    private void envelope() throws IOException {
        object();
        var found = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var isFile = json.currentName().equals(wire.root());
            json.nextToken();
            if (isFile) {
                file();
                found = true;
            } else {
                json.skipChildren();
            }
        }
        if (!found) {
            throw new UnreadableJson(json, "the object has no member `" + wire.root() + "`");
        }
    }

    private void object() {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new UnreadableJson(json, "an object is expected here");
        }
    }

    private void file() throws IOException {
        object();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            if (system.never().contains(name)) {
                json.skipChildren();
                continue;
            }
            switch (json.currentToken()) {
                case START_OBJECT -> row(name);
                case START_ARRAY -> rows(name);
                default -> put("@" + name, Optional.empty(), own);
            }
        }
    }

    private void rows(String type) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            object();
            row(type);
        }
    }

    private void row(String name) throws IOException {
        var line = json.currentLocation().getLineNr();
        var type = system.row(name);
        var fields = new LinkedHashMap<String, String>();
        members("", type, fields);
        type.flatMap(RowType::document).filter(field -> fields.containsKey(field.content()))
                .ifPresent(field -> document(field, fields));
        if (rows.size() == MOST_ROWS) {
            throw new UnreadableJson(json, "the file has more than " + MOST_ROWS + " rows");
        }
        rows.add(new LocalRow(name, fields, line));
    }

    /** Reads the object at which the parser stands, to its end. */
    private void members(String path, Optional<RowType> type, Map<String, String> fields) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = path.isEmpty() ? json.currentName() : path + "." + json.currentName();
            json.nextToken();
            value(name, type, fields);
        }
    }

    private void value(String name, Optional<RowType> type, Map<String, String> fields) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> members(name, type, fields);
            case START_ARRAY -> list(name, type, fields);
            default -> put(name, type, fields);
        }
    }

    /** Words and numbers become one text; what has members of its own becomes fields with their number. */
    private void list(String name, Optional<RowType> type, Map<String, String> fields) throws IOException {
        var isWords = wire.members().get(type.map(RowType::type).orElse("") + "." + name) == Wire.Json.Member.WORDS;
        var texts = new StringJoiner(isWords ? " " : "\n");
        var number = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken().isStructStart()) {
                value(name + "[" + number + "]", type, fields);
            } else if (json.currentToken() != JsonToken.VALUE_NULL) {
                texts.add(text(LONGEST_TEXT));
                if (texts.length() > LONGEST_TEXT) {
                    throw new UnreadableJson(json, "a text is longer than " + LONGEST_TEXT + " characters");
                }
            }
            number++;
        }
        keep(name, texts.toString(), fields);
    }

    private void put(String name, Optional<RowType> type, Map<String, String> fields) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            var isDocument = type.flatMap(RowType::document).filter(each -> each.content().equals(name)).isPresent();
            keep(name, text(isDocument ? LONGEST_DOCUMENT : LONGEST_TEXT), fields);
        }
    }

    private void keep(String name, String text, Map<String, String> fields) {
        if (fields.size() == MOST_FIELDS) {
            throw new UnreadableJson(json, "a row has more than " + MOST_FIELDS + " fields");
        }
        if (!text.isBlank() && fields.putIfAbsent(name, text) != null) {
            throw new UnreadableJson(json, "the field `" + name + "` stands here twice");
        }
    }

    /** A number stays as it is written. */
    private String text(int longest) throws IOException {
        var text = json.getText();
        if (text.length() > longest) {
            throw new UnreadableJson(json, "a text is longer than " + longest + " characters");
        }
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0) {
                throw new UnreadableJson(json, "a text holds the character NUL");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c) || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new UnreadableJson(json, "a text holds half a character");
                }
                i++;
            }
        }
        return text;
    }

    /** Puts the document aside and leaves its id in the field. */
    private void document(DocumentField field, Map<String, String> fields) {
        var document = Document.of(fields.get(field.content()), field, fields);
        if (document.isEmpty()) {
            throw new UnreadableJson(json, "the document is no Base64");
        }
        var attachment = document.get().attachment(documents.size() + 1);
        documents.add(attachment);
        fields.put(field.content(), attachment.id());
    }
}
