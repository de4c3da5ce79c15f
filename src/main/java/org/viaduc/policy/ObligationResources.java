package org.viaduc.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.viaduc.model.FieldPath;
import org.viaduc.model.Resource;

/** Obligations as FHIR R4 {@code Task}s, due at the end of {@code restriction.period}, and back, strictly. */
public final class ObligationResources {
    private static final FieldPath ID = FieldPath.of("id");
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final FieldPath INTENT = FieldPath.of("intent");
    private static final FieldPath CODE = Fhir.code("code", "obligation");
    private static final FieldPath DUE = FieldPath.of("restriction.period.end");
    private static final Set<String> NAMES = Set.of("resourceType", "id", "status", "intent", "code.coding.system",
            "code.coding.code", "restriction.period.end");

    private ObligationResources() {
    }

    public static List<Resource> write(List<Obligation> obligations) {
        var resources = new ArrayList<Resource>();
        for (var obligation : obligations) {
            var task = Resource.a("Task").set(ID, "obligation-" + (resources.size() + 1)).set(STATUS, "requested")
                    .set(INTENT, "order").set(CODE, obligation.code().word());
            obligation.due().ifPresent(due -> task.set(DUE, due.toString()));
            resources.add(task.build());
        }
        return resources;
    }

    /** @throws IllegalArgumentException for any element or code that is not read here */
    public static List<Obligation> read(List<Resource> resources) {
        return resources.stream().map(ObligationResources::read).toList();
    }

    private static Obligation read(Resource resource) {
        if (!resource.type().equals("Task")) {
            throw new IllegalArgumentException("an obligation is a Task, not a `" + resource.type() + "`");
        }
        Fhir.refuseOtherThan(resource, NAMES);
        return new Obligation(ObligationCode.of(Fhir.need(resource, CODE, "the obligation's code")),
                resource.text(DUE).map(LocalDate::parse));
    }
}
