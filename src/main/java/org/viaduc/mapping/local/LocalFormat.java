package org.viaduc.mapping.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.function.Consumer;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalRecord;

/** How the files of one local system are read and written. Safe for many threads. */
public sealed interface LocalFormat permits CsvFormat, TableFormat, FixedFormat, XmlFormat, JsonFormat, FlowFormat,
        FhirFormat {
    static LocalFormat of(SystemDescription system) {
        return switch (system.wire()) {
            case Wire.Csv csv -> new CsvFormat(system);
            case Wire.Table table -> new TableFormat(system);
            case Wire.Fixed fixed -> new FixedFormat(system);
            case Wire.Xml xml -> new XmlFormat(system);
            case Wire.Json json -> new JsonFormat(system);
            case Wire.Flow flow -> new FlowFormat(system);
            case Wire.Fhir fhir -> new FhirFormat(system);
            case Wire.Views views -> new JsonFormat(system);
        };
    }

    /**
     * Reads what a department handed over, record by record, without holding more than a household.
     *
     * @param source  the file's or call's name, for messages; never a person's data
     * @param records gets each record that is whole
     * @param faults  gets each thing that could not be read
     * @throws IOException when the stream itself breaks
     */
    void read(InputStream in, String source, Consumer<LocalRecord> records, Consumer<LocalBatch.Fault> faults)
            throws IOException;

    /**
     * Whether only its end says if a file is whole, so that it is opened twice: first to look whether it is, then to read it.
     * Handed over as a stream, such a file is held in memory, and refused when it is too large for that.
     */
    default boolean isOpenedTwice() {
        return false;
    }

    /** As {@link #read(InputStream, String, Consumer, Consumer)}, of any length. */
    default void read(LocalFile file, String source, Consumer<LocalRecord> records,
            Consumer<LocalBatch.Fault> faults) throws IOException {
        try (var in = file.open()) {
            read(in, source, records, faults);
        }
    }

    /** The same at once. @throws IOException when the stream itself breaks */
    default LocalBatch read(InputStream in, String source) throws IOException {
        var records = new ArrayList<LocalRecord>();
        var faults = new ArrayList<LocalBatch.Fault>();
        read(in, source, records::add, faults::add);
        return new LocalBatch(system(), source, records, faults);
    }

    /** The bytes that the local system is given. */
    byte[] write(DeliverableRecord record);

    /** The same bytes for a look; they go nowhere. */
    byte[] write(BackTranslation translation);

    /** What the names of its files end in. */
    default String ending() {
        return "txt";
    }

    /** The local system's name. */
    String system();
}
