package org.viaduc.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.viaduc.connectors.kit.FileRun;
import org.viaduc.connectors.kit.scaffold.Undecided;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.Language;

/**
 * What {@code connector new} tells of what it wrote.
 *
 * @param placed  fields that were recognised, of {@code columns}; both are 0 where nothing had to be guessed
 * @param run     what became of the sample
 * @param left    to be decided by a person
 * @param moves   whether a field says that a family moves
 * @param node    what to add to node.yaml
 */
record NewConnector(String name, String system, List<String> files, int placed, int columns, FileRun run,
        List<Undecided> left, boolean moves, String node) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param out where the files were written */
    String text(Path out, Language language) throws IOException {
        var text = new StringBuilder();
        say(text, language.pick("Connecteur %s (système %s), écrit sous %s (lignes) :",
                "Connector %s (system %s), written below %s (lines):"), name, system, out);
        for (var file : files) {
            var lines = new String(Files.readAllBytes(out.resolve(file)), StandardCharsets.ISO_8859_1).lines().count();
            say(text, "  %-58s %4d", file, lines);
        }
        if (columns > 0) {
            say(text, language.pick("Reconnus : %d champs sur %d.", "Recognised: %d fields of %d."), placed, columns);
        } else {
            say(text,
                    language.pick(
                            "C'est du FHIR : rien n'est à deviner, les correspondances `%s` du programme le lisent.",
                            "This is FHIR: nothing is to be guessed, the program's mapping `%s` reads it."),
                    system);
        }
        if (run.records() + run.faults() > 0) {
            say(text, language.pick(
                    "L'échantillon se traduit : %d dossiers, %d illisibles ; champs traduits %d, gardés en texte %d, laissés %d.",
                    "The sample translates: %d records, %d unreadable; fields mapped %d, kept as text %d, dropped %d."),
                    run.records(), run.faults(), run.count(Outcome.MAPPED) + run.count(Outcome.CODED_DOWN),
                    run.count(Outcome.KEPT_AS_TEXT), run.count(Outcome.DROPPED));
        }
        leftToDo(text, out, language);
        return text.toString();
    }

    private void leftToDo(StringBuilder text, Path out, Language language) {
        say(text, "%n%s", language.pick("Reste à décider, dans cet ordre :", "Left to decide, in this order:"));
        var number = 1;
        for (var each : left) {
            say(text, "  %d. %s  `%s` : %s", number++, each.place(), each.what(), each.why().in(language));
        }
        if (!moves) {
            say(text, "  %d. %s", number++, language.pick(
                    "aucun champ ne dit qu'une famille part : les échanges seront lancés à la main (`exchange start`)",
                    "no field says that a family moves: exchanges will be started by hand (`exchange start`)"));
        }
        if (columns > 0) {
            say(text, "  %d. %s", number++, language.pick(
                    "les codes reconnus (codes/*.csv) et examples/invented.common.json : les relire une fois",
                    "the codes that were recognised (codes/*.csv) and examples/invented.common.json: read them once"));
        }
        say(text, "  %d. %s%n%n%s", number,
                language.pick("node.yaml, sous `connectors:` :", "node.yaml, below `connectors:`:"), node);
        say(text, "%s target/viaduc connector test %s%s%s", language.pick("Ensuite :", "Then:"), name,
                out.equals(Path.of(".")) ? "" : " --config " + out, columns > 0 ? "" : " --system " + system);
    }

    private static void say(StringBuilder text, String format, Object... words) {
        text.append(String.format(Locale.ROOT, format + "%n", words));
    }

    String json(Language language) throws IOException {
        var tree = JSON.createObjectNode().put("connector", name).put("system", system).put("columns", columns)
                .put("recognised", placed);
        files.forEach(tree.putArray("files")::add);
        var sample = tree.putObject("sample").put("records", run.records()).put("faults", run.faults());
        for (var outcome : Outcome.values()) {
            sample.put(outcome.word(), run.count(outcome));
        }
        var undecided = tree.putArray("left");
        left.forEach(each -> undecided.addObject().put("place", each.place()).put("what", each.what())
                .put("why", each.why().in(language)));
        tree.put("node", node);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + System.lineSeparator();
    }
}
