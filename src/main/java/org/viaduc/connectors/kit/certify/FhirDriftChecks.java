package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.connectors.kit.certify.Trying.NothingToTry;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalRecord;

/** FHIR resources with a profile, an extension or an element that nobody has described, without one, and in any order. */
final class FhirDriftChecks implements DriftChecks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNKNOWN = "https://editeur.exemple.fr/fhir/StructureDefinition/inconnu";
    private static final int MANY = 2_000;
    private static final int LONG = 33 << 20;

    private final Subject subject;
    private final byte[] example;
    private final LocalBatch whole;

    private FhirDriftChecks(Subject subject, byte[] example) throws IOException {
        this.subject = subject;
        this.example = example;
        this.whole = subject.read(example);
    }

    /** With the first example in JSON. */
    static FhirDriftChecks of(Subject subject) throws IOException, NothingToTry {
        for (var each : subject.examples().keySet()) {
            if (each.local().toString().endsWith(".json")) {
                return new FhirDriftChecks(subject, Files.readAllBytes(each.local()));
            }
        }
        throw new NothingToTry("aucun exemple n'est en JSON : en ajouter un", "no example is in JSON: add one");
    }

    private byte[] changed(Consumer<ObjectNode> change) throws IOException {
        var tree = (ObjectNode) JSON.readTree(example);
        change.accept(tree);
        return JSON.writeValueAsBytes(tree);
    }

    private static List<ObjectNode> resources(ObjectNode tree) {
        var found = new ArrayList<ObjectNode>();
        if (tree.path("entry").isEmpty()) {
            found.add(tree);
        }
        tree.path("entry").forEach(entry -> {
            if (entry.path("resource") instanceof ObjectNode resource) {
                found.add(resource);
            }
        });
        return found;
    }

    private static List<ObjectNode> patients(ObjectNode tree) {
        return resources(tree).stream().filter(each -> each.path("resourceType").asText().equals("Patient")).toList();
    }

    /** The example with a profile, an extension and a resource more. */
    List<byte[]> withMore() throws IOException {
        return List.of(
                changed(tree -> resources(tree).forEach(each -> meta(each).withArray("profile").add(UNKNOWN))),
                changed(tree -> resources(tree).forEach(each -> each.withArray("extension").addObject()
                        .put("url", UNKNOWN).put("valueString", "x"))),
                changed(tree -> stranger(tree, 1)));
    }

    private static ObjectNode meta(ObjectNode resource) {
        return resource.path("meta") instanceof ObjectNode meta ? meta : resource.putObject("meta");
    }

    private static void stranger(ObjectNode tree, int number) {
        if (tree.path("entry") instanceof ArrayNode entries) {
            var entry = entries.addObject().put("fullUrl", "https://editeur.exemple.fr/fhir/Basic/inconnu-" + number);
            var basic = entry.putObject("resource").put("resourceType", "Basic").put("id", "inconnu-" + number);
            basic.putObject("code").put("text", "inconnu");
            basic.putObject("subject").put("reference", entries.path(0).path("fullUrl").asText());
            entry.putObject("request").put("method", "POST").put("url", "Basic");
        }
    }

    private Set<String> fields(LocalBatch batch) {
        var rest = rest();
        return batch.records().stream().flatMap(each -> each.rows().stream()
                .flatMap(row -> row.fields().entrySet().stream().filter(field -> !rest.contains(field.getKey()))
                        .map(field -> each.localId() + " " + row.type() + "." + field.getKey() + "="
                                + field.getValue())))
                .collect(Collectors.toSet());
    }

    /** The fields that take what no path names. */
    private Set<String> rest() {
        return ((org.viaduc.mapping.SystemDescription.Wire.Fhir) subject.description().wire()).rows().values().stream()
                .flatMap(row -> row.rest().stream()).collect(Collectors.toSet());
    }

    private static List<String> ids(LocalBatch batch) {
        return batch.records().stream().map(LocalRecord::localId).sorted().toList();
    }

    /** Each element of the Patient is taken away; without number and id nobody would know whose the file is. */
    @Override
    public void missing(Faults faults) throws IOException {
        var names = new ArrayList<String>();
        patients((ObjectNode) JSON.readTree(example)).forEach(each -> each.fieldNames().forEachRemaining(names::add));
        names.removeAll(List.of("resourceType", "id", "identifier"));
        for (var name : names) {
            var batch = subject.read(changed(tree -> patients(tree).forEach(each -> each.remove(name))));
            if (!ids(batch).equals(ids(whole))) {
                faults.add("sans `Patient." + name + "`, des dossiers se perdent",
                        "without `Patient." + name + "` records are lost");
            }
        }
        var nameless = subject.read(changed(tree -> patients(tree).forEach(each -> each.remove(
                List.of("id", "identifier")))));
        if (!nameless.records().isEmpty() || nameless.faults().isEmpty()) {
            faults.add("rien ne dit qu'un Patient n'a ni numéro ni id",
                    "nothing says that a Patient has no number and no id");
        }
        var nobody = subject.read(changed(tree -> patients(tree).forEach(each -> each.put("resourceType", "Basic"))));
        if (!nobody.records().isEmpty() || nobody.faults().isEmpty()) {
            faults.add("rien ne dit que le Bundle n'a pas de Patient", "nothing says that the Bundle has no Patient");
        }
    }

    /** All that was read before is read, and what is more is kept, or refused with its reason. */
    @Override
    public void extra(Faults faults) throws IOException {
        for (var more : withMore()) {
            var batch = subject.read(more);
            if (!ids(batch).equals(ids(whole)) || !fields(batch).containsAll(fields(whole))) {
                faults.add("avec un profil, une extension ou une ressource de plus, quelque chose d'autre se perd",
                        "with a profile, an extension or a resource more something else is lost");
            } else if (batch.faults().size() <= whole.faults().size()
                    && batch.records().stream().noneMatch(each -> each.rows().stream().anyMatch(
                            row -> row.fields().values().stream().anyMatch(value -> value.contains("inconnu"))))) {
                faults.add("un profil, une extension ou une ressource de plus n'est ni gardé ni refusé",
                        "a profile, an extension or a resource more is neither kept nor refused");
            }
        }
    }

    @Override
    public void otherOrder(Faults faults) throws IOException {
        var text = new JsonText(example);
        var batch = subject.read(text.turned());
        if (!ids(batch).equals(ids(whole)) || !fields(batch).equals(fields(whole))) {
            faults.add("les éléments dans l'autre sens, les dossiers sont différents",
                    "with the elements the other way round the records are different");
        }
    }

    /** An element that FHIR does not have stands in the place of one that it has. */
    @Override
    public void renamed(Faults faults) throws IOException {
        for (var path : List.of("name", "birthDate", "gender")) {
            var batch = subject.read(changed(tree -> patients(tree).stream().filter(each -> each.has(path))
                    .forEach(each -> each.set(NEW, each.remove(path)))));
            if (batch.faults().size() <= whole.faults().size()
                    && batch.records().stream().noneMatch(each -> each.rows().stream()
                            .anyMatch(row -> row.fields().values().stream().anyMatch(value -> value.contains(NEW))))) {
                faults.add("rien ne dit que `Patient." + path + "` a un autre nom",
                        "nothing says that `Patient." + path + "` has another name");
            }
        }
    }

    /** Many resources more are read; more than a Bundle may hold is refused, and no more than that is read. */
    void huge(Faults faults) throws IOException {
        var many = subject.read(changed(tree -> {
            for (var i = 0; i < MANY; i++) {
                stranger(tree, i);
            }
        }));
        if (!ids(many).equals(ids(whole))) {
            faults.add("avec " + MANY + " ressources de plus, des dossiers se perdent",
                    "with " + MANY + " resources more records are lost");
        }
        var batch = subject.read(tooLarge(example));
        if (!batch.records().isEmpty() || batch.faults().isEmpty()) {
            faults.add("un Bundle de " + (LONG >> 20) + " Mo n'est pas refusé",
                    "a Bundle of " + (LONG >> 20) + " MB is not refused");
        }
    }

    /** The same with blanks before its end, larger than any Bundle may be. */
    static byte[] tooLarge(byte[] bundle) {
        var text = new String(bundle, StandardCharsets.UTF_8);
        var end = Math.max(text.lastIndexOf('}'), text.lastIndexOf("</"));
        return (text.substring(0, end) + " ".repeat(LONG) + text.substring(end)).getBytes(StandardCharsets.UTF_8);
    }
}
