package org.viaduc.web.fhir;

import java.util.List;

import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** A search that makes no sense, with every fault found in it; nothing of what was asked is repeated. */
public final class FhirFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> faults;

    FhirFault(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** As FHIR says it. */
    public String outcome() {
        var outcome = new OperationOutcome();
        faults.forEach(fault -> outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(IssueType.INVALID)
                .setDiagnostics(fault));
        return FhirText.of(outcome);
    }
}
