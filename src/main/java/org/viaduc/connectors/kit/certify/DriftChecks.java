package org.viaduc.connectors.kit.certify;

import java.io.IOException;

import org.viaduc.connectors.kit.certify.Trying.NothingToTry;
import org.viaduc.mapping.SystemDescription.Wire;

/** What happens to files of one form when their columns, elements, places or resources change. */
interface DriftChecks {
    String NEW = "nouveauNom";

    /** Each part that a file may lack is taken away. */
    void missing(Faults faults) throws Exception;

    /** Something unknown stands in it. */
    void extra(Faults faults) throws Exception;

    /** All stands the other way round. */
    void otherOrder(Faults faults) throws Exception;

    /** A part has another name, or another place. */
    void renamed(Faults faults) throws Exception;

    static DriftChecks of(Subject subject) throws IOException, NothingToTry {
        var bytes = subject.bytes();
        return switch (subject.description().wire()) {
            case Wire.Csv csv -> new ColumnChecks(subject, CsvText.of(csv, subject.description(), bytes));
            case Wire.Table table -> new ColumnChecks(subject, CsvText.of(table, bytes));
            case Wire.Json json -> new TreeChecks(subject, new JsonText(bytes), new JsonText(bytes).records(json));
            case Wire.Views views -> new TreeChecks(subject, new JsonText(bytes), java.util.List.of());
            case Wire.Xml xml -> new TreeChecks(subject, new XmlText(bytes, xml.charset()), xml.record());
            case Wire.Flow flow -> new TreeChecks(subject, new XmlText(bytes, flow.charset()),
                    java.util.List.of(flow.unit()));
            case Wire.Fixed fixed -> new FixedChecks(subject, fixed);
            case Wire.Fhir fhir -> FhirDriftChecks.of(subject);
        };
    }
}
