package org.viaduc.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.viaduc.model.Department;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Purpose;
import org.viaduc.model.Resource;
import org.viaduc.model.Track;

/** A question as a FHIR R4 {@code Basic} and back, strictly. */
public final class QuestionResources {
    private static final FieldPath ID = FieldPath.of("id");
    private static final FieldPath CODE = Fhir.code("code", "document-part");
    private static final Set<String> NAMES = Set.of("resourceType", "id", "code.coding.system", "code.coding.code");
    private static final Set<String> FIELDS = Set.of("track", "purpose", "from-department", "from-role",
            "to-department", "to-role", "to-named", "to-bound-for");

    private QuestionResources() {
    }

    public static List<Resource> write(Question question) {
        var resource = Resource.a("Basic").set(ID, "question").set(CODE, "question")
                .set(Fhir.extension("track"), question.track().word())
                .set(Fhir.extension("purpose"), question.purpose().word())
                .set(Fhir.extension("from-department"), question.from().department().code())
                .set(Fhir.extension("from-role"), question.from().role().word())
                .set(Fhir.extension("to-department"), question.to().department().code())
                .set(Fhir.extension("to-role"), question.to().role().word())
                .set(Fhir.extension("to-named"), String.valueOf(question.to().named()));
        question.to().boundFor().ifPresent(mission -> resource.set(Fhir.extension("to-bound-for"), mission.name()));
        return List.of(resource.build());
    }

    /** @throws IllegalArgumentException unless there is exactly one question and all of it is known here */
    public static Question read(List<Resource> resources) {
        if (resources.size() != 1 || !resources.getFirst().type().equals("Basic")
                || !resources.getFirst().text(CODE).equals(Optional.of("question"))) {
            throw new IllegalArgumentException("a document asks one question, as a Basic of that code");
        }
        var resource = resources.getFirst();
        Fhir.refuseOtherThan(resource, NAMES);
        var fields = Fhir.extensions(resource);
        if (!FIELDS.containsAll(fields.keySet())) {
            throw new IllegalArgumentException("a question says something that is not known here");
        }
        return new Question(Track.of(need(fields, "track")), Purpose.of(need(fields, "purpose")),
                new Party(new Department(need(fields, "from-department")), Role.of(need(fields, "from-role"))),
                new Recipient(new Department(need(fields, "to-department")), Role.of(need(fields, "to-role")),
                        need(fields, "to-named").equals("true"),
                        Optional.ofNullable(fields.get("to-bound-for")).map(Mission::of)));
    }

    private static String need(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).orElseThrow(() -> new IllegalArgumentException(
                "a question lacks `" + name + "`"));
    }
}
