package org.viaduc.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.connectors.kit.FileRun;
import org.viaduc.connectors.kit.guess.Guess;
import org.viaduc.connectors.kit.guess.Guesser;
import org.viaduc.connectors.kit.sample.Sample;
import org.viaduc.connectors.kit.sample.Samples;
import org.viaduc.connectors.kit.scaffold.Plan;
import org.viaduc.connectors.kit.scaffold.Scaffold;
import org.viaduc.connectors.kit.scaffold.Undecided;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.MappingBook;
import org.viaduc.model.Language;

/** {@code connector new}: a connector out of a sample, which loads and translates the sample at once. */
@Command(name = "new", mixinStandardHelpOptions = true, description = {
        "Écrit un connecteur d'après un échantillon : routes, correspondances, codes, exemple.",
        "Writes a connector from a sample: routes, mapping, code tables, example. Never overwrites."})
final class ConnectorNew implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DEPARTMENT = Pattern.compile("([a-z][0-9][0-9ab][0-9]?)-(.+)");

    @Parameters(index = "0", paramLabel = "NAME", description = "the connector, as d56-ajonc: department and system")
    private String name;
    @Option(names = "--from", required = true, paramLabel = "SAMPLE", description = "what the system hands over: a .csv or .xml file, or the .wsdl of its service")
    private String from;
    @Option(names = "--out", paramLabel = "DIR", description = "the node's folder, which gets routes/ and mappings/; else here")
    private Path out = Path.of(".");
    @Option(names = "--system", paramLabel = "SYSTEM", description = "the system's name; else what follows the department in NAME")
    private Optional<String> system = Optional.empty();
    @Option(names = "--department", paramLabel = "CODE", description = "as D56; else as NAME begins")
    private Optional<String> department = Optional.empty();
    @Option(names = "--questions", paramLabel = "WHO", description = "who in the department answers questions about the system")
    private String questions = "à compléter / to be filled in";
    @Option(names = "--key", paramLabel = "COLUMN", description = "the column that tells one person from another, where it is not found by itself")
    private Optional<String> key = Optional.empty();
    @Option(names = "--over", paramLabel = "DOOR", description = "how the files travel: ${COMPLETION-CANDIDATES}; else soap for a .wsdl, folder for a file")
    private Optional<ConnectorDoor> over = Optional.empty();
    @Option(names = "--json", description = "print JSON")
    private boolean json;
    @Option(names = "--lang", paramLabel = "fr|en", converter = MapCommand.LanguageWord.class, description = "the language; else the machine's")
    private Language language = Language.of(Locale.getDefault());
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var plan = plan();
        var sample = Samples.read(from);
        var door = door().of(plan, from);
        var scaffold = Scaffold.of(plan, sample, door, new Guesser(key));
        List<String> files;
        try {
            files = scaffold.write(out);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("`" + e.getMessage()
                    + "` is there already, and nothing was written: take another name or folder, or remove it first",
                    e);
        }
        tell(new Result(plan, sample, scaffold, files, run(plan), Undecided.of(mappings(plan))));
        return 0;
    }

    private ConnectorDoor door() {
        return over.orElse(ConnectorDoor.usual(from));
    }

    private Plan plan() {
        var parts = DEPARTMENT.matcher(name);
        var named = parts.matches();
        var code = department.or(() -> named ? Optional.of(parts.group(1).toUpperCase(Locale.ROOT)) : Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException("`" + name
                        + "` does not begin with a department, as d56-ajonc does: say --department"));
        return new Plan(name, system.orElse(named ? parts.group(2) : name), code, questions, door().template(),
                LocalDate.now(Clock.systemDefaultZone()));
    }

    private Path mappings(Plan plan) {
        return out.resolve("mappings").resolve(plan.system());
    }

    private FileRun run(Plan plan) throws IOException {
        if (from.endsWith(".wsdl")) {
            return new FileRun(0, 0, 0, 0, Map.of());
        }
        var book = MappingBook.ofSystem(plan.system(), mappings(plan));
        try (var in = Files.newInputStream(Path.of(from))) {
            return FileRun.of(book, plan.system(), in, Path.of(from).getFileName().toString());
        }
    }

    private record Result(Plan plan, Sample sample, Scaffold scaffold, List<String> files, FileRun run,
            List<Undecided> left) {
        long columns() {
            return sample.tables().stream().mapToLong(table -> table.columns().size()).sum();
        }

        int placed() {
            return scaffold.guesses().stream().mapToInt(Guess::placed).sum();
        }
    }

    private void tell(Result result) throws IOException {
        if (json) {
            tellJson(result);
            return;
        }
        say(language.pick("Connecteur %s (système %s), écrit sous %s (lignes) :",
                "Connector %s (system %s), written below %s (lines):"),
                result.plan.name(), result.plan.system(), out);
        for (var file : result.files) {
            var lines = new String(Files.readAllBytes(out.resolve(file)), StandardCharsets.ISO_8859_1).lines().count();
            say("  %-58s %4d", file, lines);
        }
        say(language.pick("Reconnus : %d champs sur %d.", "Recognised: %d fields of %d."), result.placed(),
                result.columns());
        if (result.run.records() + result.run.faults() > 0) {
            say(language.pick(
                    "L'échantillon se traduit : %d dossiers, %d illisibles ; champs traduits %d, gardés en texte %d, laissés %d.",
                    "The sample translates: %d records, %d unreadable; fields mapped %d, kept as text %d, dropped %d."),
                    result.run.records(), result.run.faults(),
                    result.run.count(Outcome.MAPPED) + result.run.count(Outcome.CODED_DOWN),
                    result.run.count(Outcome.KEPT_AS_TEXT), result.run.count(Outcome.DROPPED));
        }
        leftToDo(result);
    }

    private void leftToDo(Result result) {
        say("%n%s", language.pick("Reste à décider, dans cet ordre :", "Left to decide, in this order:"));
        var number = 1;
        for (var each : result.left) {
            say("  %d. %s  `%s` : %s", number++, each.place(), each.what(), each.why().in(language));
        }
        if (result.scaffold.guesses().stream().allMatch(guess -> guess.moved().isEmpty())) {
            say("  %d. %s", number++, language.pick(
                    "aucun champ ne dit qu'une famille part : les échanges seront lancés à la main (`exchange start`)",
                    "no field says that a family moves: exchanges will be started by hand (`exchange start`)"));
        }
        say("  %d. %s", number++, language.pick(
                "les codes reconnus (codes/*.csv) et examples/invented.common.json : les relire une fois",
                "the codes that were recognised (codes/*.csv) and examples/invented.common.json: read them once"));
        say("  %d. %s%n%n%s", number,
                language.pick("node.yaml, sous `connectors:` :", "node.yaml, below `connectors:`:"),
                result.scaffold.nodeEntry());
        say("%s target/viaduc connector test %s%s", language.pick("Ensuite :", "Then:"), result.plan.name(),
                out.equals(Path.of(".")) ? "" : " --config " + out);
    }

    private void say(String format, Object... words) {
        spec.commandLine().getOut().printf(Locale.ROOT, format + "%n", words);
        spec.commandLine().getOut().flush();
    }

    private void tellJson(Result result) throws IOException {
        var tree = JSON.createObjectNode().put("connector", result.plan.name()).put("system", result.plan.system())
                .put("columns", result.columns()).put("recognised", result.placed());
        result.files.forEach(tree.putArray("files")::add);
        var run = tree.putObject("sample").put("records", result.run.records()).put("faults", result.run.faults());
        for (var outcome : Outcome.values()) {
            run.put(outcome.word(), result.run.count(outcome));
        }
        var left = tree.putArray("left");
        result.left.forEach(each -> left.addObject().put("place", each.place()).put("what", each.what())
                .put("why", each.why().in(language)));
        tree.put("node", result.scaffold.nodeEntry());
        spec.commandLine().getOut().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
    }
}
