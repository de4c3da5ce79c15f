package org.viaduc.mapping.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Form;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/**
 * Objects and arrays: what a row type names is a row, the scalars below are fields. Rows of database views have the same
 * form in a file. A name that stands twice in an object, and everything else that RFC 8259 does not have, is refused.
 */
public final class JsonFormat implements LocalFormat {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(TreeLimits.DEEPEST * 3)
                    .maxStringLength(90_000_000).maxNumberLength(100).maxNameLength(1000).build())
            .build();

    private final SystemDescription system;
    private final Wire.Json wire;
    private final TreeRows rows;

    /** @throws IllegalArgumentException when the system writes neither JSON nor rows of views */
    public JsonFormat(SystemDescription system) {
        this.wire = switch (system.wire()) {
            case Wire.Json json -> json;
            case Wire.Views views -> new Wire.Json(List.of(), Map.of());
            default -> throw new IllegalArgumentException("`" + system.name() + "` does not write JSON");
        };
        this.system = system;
        this.rows = new TreeRows(system);
    }

    @Override
    public String system() {
        return system.name();
    }

    @Override
    public String ending() {
        return "json";
    }

    @Override
    public void read(InputStream in, String source, Consumer<LocalRecord> records, Consumer<Fault> faults)
            throws IOException {
        BiConsumer<Integer, String> said = (line, reason) -> faults.accept(
                new Fault(source + ":" + Math.max(1, line), reason));
        var limited = new LimitedStream(in);
        try (var parser = JSON.createParser(limited)) {
            var trees = new JsonTrees(parser, wire, new TreeLimits(system.never(), rows.documents()), limited,
                    unread -> said.accept(unread.line(), unread.getMessage()));
            if (!trees.read(tree -> rows.split(tree, records, said))) {
                said.accept(1, "the file is empty");
            }
        } catch (JsonProcessingException e) {
            said.accept(e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                    "no well-formed JSON: nothing from here on is read");
        } catch (LimitedStream.TooLarge e) {
            said.accept(1, e.getMessage());
        } catch (java.io.CharConversionException e) {
            said.accept(1, "no UTF-8");
        }
    }

    @Override
    public byte[] write(DeliverableRecord record) {
        return write(record.rows(), record.attachments());
    }

    @Override
    public byte[] write(BackTranslation translation) {
        return write(translation.rows(), translation.attachments());
    }

    private byte[] write(List<LocalRow> local, List<Attachment> attachments) {
        var bytes = new ByteArrayOutputStream(8192);
        try (var out = JSON.createGenerator(bytes)) {
            out.useDefaultPrettyPrinter();
            object(new TreeWriting(system, local, attachments, "record").tree(), out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        }
        return bytes.toByteArray();
    }

    private static void object(Tree tree, JsonGenerator out) throws IOException {
        var members = new LinkedHashMap<String, List<Tree>>();
        tree.children.forEach(child -> members.computeIfAbsent(child.name, name -> new java.util.ArrayList<>())
                .add(child));
        out.writeStartObject();
        for (var member : members.entrySet()) {
            out.writeFieldName(member.getKey());
            var values = member.getValue();
            var many = values.size() > 1 || values.getFirst().many;
            if (many) {
                out.writeStartArray();
            }
            for (var value : values) {
                if (value.children.isEmpty() && !value.text.isEmpty()) {
                    scalar(value, out);
                } else {
                    object(value, out);
                }
            }
            if (many) {
                out.writeEndArray();
            }
        }
        out.writeEndObject();
    }

    /** As a number or truth value where the system has one and the text is one; otherwise as a string. */
    private static void scalar(Tree value, JsonGenerator out) throws IOException {
        var form = value.form.orElse(null);
        if (form instanceof Form.Digits && value.text.matches("-?(0|[1-9]\\d{0,17})(\\.\\d{1,17})?")) {
            out.writeNumber(value.text);
        } else if (form instanceof Form.Truth && (value.text.equals("true") || value.text.equals("false"))) {
            out.writeBoolean(value.text.equals("true"));
        } else {
            out.writeString(value.text);
        }
    }
}
