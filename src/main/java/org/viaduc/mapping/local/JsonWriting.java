package org.viaduc.mapping.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.SystemDescription.Wire.Json.Member;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalRow;

/** One file being written as JSON, in the order in which the system describes its rows and fields. */
record JsonWriting(SystemDescription system, Wire.Json wire, Map<String, Attachment> documents) {

    byte[] write(List<LocalRow> rows, JsonFactory factory) {
        var bytes = new ByteArrayOutputStream(8192);
        try (var json = factory.createGenerator(bytes)) {
            json.writeStartObject();
            if (!wire.root().isEmpty()) {
                json.writeObjectFieldStart(wire.root());
            }
            file(rows, json);
            if (!wire.root().isEmpty()) {
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a document of the record cannot be read", e);
        }
        return bytes.toByteArray();
    }

    private void file(List<LocalRow> rows, JsonGenerator json) throws IOException {
        for (var row : rows) {
            if (row.type().equals(system.person())) {
                for (var field : system.row(row.type()).orElseThrow().fields()) {
                    if (field.startsWith("@") && row.fields().containsKey(field)) {
                        json.writeFieldName(field.substring(1));
                        value(row.type(), field, row.fields().get(field), json);
                    }
                }
            }
        }
        for (var type : system.rows()) {
            var ofType = rows.stream().filter(row -> row.type().equals(type.type())).toList();
            if (ofType.isEmpty()) {
                continue;
            }
            json.writeFieldName(type.type());
            if (wire.single().contains(type.type()) && ofType.size() == 1) {
                row(type, ofType.getFirst(), json);
            } else {
                json.writeStartArray();
                for (var row : ofType) {
                    row(type, row, json);
                }
                json.writeEndArray();
            }
        }
    }

    private void row(RowType type, LocalRow row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        List<String> open = new ArrayList<>();
        for (var field : type.fields()) {
            var value = row.fields().getOrDefault(field, "");
            if (!value.isEmpty() && !field.startsWith("@")) {
                var steps = List.of(field.split("\\."));
                open = moveTo(steps.subList(0, steps.size() - 1), open, json);
                json.writeFieldName(steps.getLast());
                if (type.document().filter(document -> document.content().equals(field)).isPresent()) {
                    json.writeString(documents.containsKey(value) ? Document.base64(documents.get(value)) : "");
                } else {
                    value(type.type(), field, value, json);
                }
            }
        }
        moveTo(List.of(), open, json);
        json.writeEndObject();
    }

    /** Closes and opens objects until exactly these are open. */
    private static List<String> moveTo(List<String> wanted, List<String> open, JsonGenerator json) throws IOException {
        var common = 0;
        while (common < wanted.size() && common < open.size() && wanted.get(common).equals(open.get(common))) {
            common++;
        }
        for (var i = open.size(); i > common; i--) {
            json.writeEndObject();
        }
        for (var i = common; i < wanted.size(); i++) {
            json.writeObjectFieldStart(wanted.get(i));
        }
        return wanted;
    }

    /** A text that is none of what its member asks for is written as a text: that loses nothing. */
    private void value(String type, String field, String value, JsonGenerator json) throws IOException {
        var member = wire.members().get(type + "." + field);
        if (member == Member.NUMBER && value.matches("-?(0|[1-9]\\d{0,17})(\\.\\d{1,10})?")) {
            json.writeNumber(value);
        } else if (member == Member.BOOLEAN && (value.equals("true") || value.equals("false"))) {
            json.writeBoolean(value.equals("true"));
        } else if (member == Member.WORDS || member == Member.LINES) {
            json.writeStartArray();
            for (var each : value.split(member == Member.WORDS ? "\\s+" : "\n")) {
                json.writeString(each);
            }
            json.writeEndArray();
        } else {
            json.writeString(value);
        }
    }
}
