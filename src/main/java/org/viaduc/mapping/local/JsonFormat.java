package org.viaduc.mapping.local;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/**
 * One file as a JSON object (RFC 8259, in UTF-8 and nothing else): its members are rows, and what lies below them fields. A
 * name that stands twice in one object is refused, since nobody can say which of the two was meant; so is what is too deep,
 * too long or too large.
 */
public final class JsonFormat implements LocalFormat {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(JsonDossier.DEEPEST + 2)
                    .maxNumberLength(100).maxNameLength(200).maxStringLength(JsonDossier.LONGEST_DOCUMENT)
                    .maxTokenCount(5_000_000).build())
            .build();

    private final SystemDescription system;
    private final Wire.Json wire;

    /** @throws IllegalArgumentException when the system does not write JSON */
    public JsonFormat(SystemDescription system) {
        if (!(system.wire() instanceof Wire.Json json)) {
            throw new IllegalArgumentException("`" + system.name() + "` does not write JSON");
        }
        this.system = system;
        this.wire = json;
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
        var text = new InputStreamReader(new LimitedStream(in), StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT));
        LocalRecord record;
        try (var parser = FACTORY.createParser(text)) {
            record = new JsonDossier(parser, system, wire).read();
        } catch (UnreadableJson e) {
            faults.accept(new Fault(source + ":" + e.line(), e.getMessage()));
            return;
        } catch (JsonProcessingException e) {
            var line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            faults.accept(new Fault(source + ":" + line, "no JSON that can be read: " + reason(e)));
            return;
        } catch (CharacterCodingException | CharConversionException e) {
            faults.accept(new Fault(source + ":1", "the file is not written in UTF-8"));
            return;
        } catch (LimitedStream.TooLarge e) {
            faults.accept(new Fault(source + ":1", e.getMessage()));
            return;
        }
        records.accept(record);
    }

    /** In our words: the parser's may repeat what the file says. */
    private static String reason(JsonProcessingException e) {
        var said = String.valueOf(e.getOriginalMessage());
        return said.startsWith("Duplicate field")
                ? "a name stands twice in one object"
                : said.contains("nesting depth")
                        ? "it is deeper than " + JsonDossier.DEEPEST
                        : said.contains("exceeds the maximum") ? "something in it is too long" : "its form is broken";
    }

    @Override
    public byte[] write(DeliverableRecord record) {
        return write(record.rows(), record.attachments());
    }

    @Override
    public byte[] write(BackTranslation translation) {
        return write(translation.rows(), translation.attachments());
    }

    private byte[] write(List<LocalRow> rows, List<Attachment> attachments) {
        Map<String, Attachment> documents = new HashMap<>();
        attachments.forEach(each -> documents.put(each.id(), each));
        return new JsonWriting(system, wire, documents).write(rows, FACTORY);
    }
}
