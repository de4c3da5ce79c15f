package org.viaduc.cli;

import java.io.IOException;
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

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.connectors.kit.FileRun;
import org.viaduc.connectors.kit.guess.Guess;
import org.viaduc.connectors.kit.guess.Guesser;
import org.viaduc.connectors.kit.sample.DatabaseSample;
import org.viaduc.connectors.kit.sample.DatabaseSample.Access;
import org.viaduc.connectors.kit.sample.FhirSample;
import org.viaduc.connectors.kit.sample.Sample;
import org.viaduc.connectors.kit.sample.Samples;
import org.viaduc.connectors.kit.scaffold.FhirConnector;
import org.viaduc.connectors.kit.scaffold.Plan;
import org.viaduc.connectors.kit.scaffold.Scaffold;
import org.viaduc.connectors.kit.scaffold.Undecided;
import org.viaduc.mapping.MappingBook;
import org.viaduc.model.Language;

/** {@code connector new}: a connector out of a sample, which loads and translates the sample at once. */
@Command(name = "new", mixinStandardHelpOptions = true, description = {
        "Écrit un connecteur d'après un échantillon : routes, correspondances, codes, exemple.",
        "Writes a connector from a sample: routes, mapping, code tables, example. Never overwrites."})
final class ConnectorNew implements Callable<Integer> {
    /** Of what is not translated: the description of a service has no records, those of a database stay there. */
    private static final FileRun NOTHING = new FileRun(0, 0, 0, 0, Map.of());
    private static final Pattern DEPARTMENT = Pattern.compile("([a-z][0-9][0-9ab][0-9]?)-(.+)");

    @Parameters(index = "0", paramLabel = "NAME", description = "the connector, as d56-ajonc: department and system")
    private String name;
    @Option(names = "--from", required = true, paramLabel = "SAMPLE", description = "what the system hands over: a .csv, .xml or .json file (also FHIR), the .wsdl of its service, or the address of its database, jdbc:…")
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
    @Option(names = "--over", paramLabel = "DOOR", description = "how the files travel: ${COMPLETION-CANDIDATES}; else soap for a .wsdl, folder for a file; a database is asked as one")
    private Optional<ConnectorDoor> over = Optional.empty();
    @ArgGroup(exclusive = false, heading = "For a database, which is only read:%n")
    private DatabaseLogin login = new DatabaseLogin();
    @Option(names = "--schema", paramLabel = "NAME", description = "where its views are; else the user's own")
    private Optional<String> schema = Optional.empty();
    @Option(names = "--json", description = "print JSON")
    private boolean json;
    @Option(names = "--lang", paramLabel = "fr|en", converter = MapCommand.LanguageWord.class, description = "the language; else the machine's")
    private Language language = Language.of(Locale.getDefault());
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var told = connector();
        spec.commandLine().getOut().print(json ? told.json(language) : told.text(out, language));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private NewConnector connector() throws IOException {
        try {
            return from.startsWith("jdbc:") ? ofDatabase() : ofFile();
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("`" + e.getMessage()
                    + "` is there already, and nothing was written: take another name or folder, or remove it first",
                    e);
        }
    }

    private NewConnector ofFile() throws IOException {
        var door = over.orElse(ConnectorDoor.usual(from));
        var guesser = new Guesser(key);
        Sample sample;
        try {
            sample = Samples.read(from, guesser);
        } catch (FhirSample e) {
            return ofFhir(new FhirConnector(plan("fhir")));
        }
        var plan = plan(door.template());
        var scaffold = Scaffold.of(plan, sample, door.of(plan, from), guesser);
        var files = scaffold.write(out);
        return told(plan, sample, scaffold, files, from.endsWith(".wsdl")
                ? NOTHING
                : run(MappingBook.ofSystem(plan.system(), mappings(plan)), plan.system()));
    }

    private NewConnector ofFhir(FhirConnector fhir) throws IOException {
        var files = fhir.write(out);
        return new NewConnector(fhir.plan().name(), FhirConnector.SYSTEM, files, 0, 0,
                run(MappingBook.bundled(), FhirConnector.SYSTEM), List.of(), true, fhir.nodeEntry());
    }

    private NewConnector ofDatabase() throws IOException {
        var plan = plan("sql");
        var access = new Access(from, login.user(), login.password(), schema);
        var guesser = new Guesser(key);
        var found = DatabaseSample.read(access);
        var scaffold = Scaffold.of(plan, found, access, guesser);
        return told(plan, found.sample(), scaffold, scaffold.write(out), NOTHING);
    }

    private NewConnector told(Plan plan, Sample sample, Scaffold scaffold, List<String> files, FileRun run)
            throws IOException {
        return new NewConnector(plan.name(), plan.system(), files,
                scaffold.guesses().stream().mapToInt(Guess::placed).sum(),
                sample.tables().stream().mapToInt(table -> table.columns().size()).sum(), run,
                Undecided.of(plan.name(), mappings(plan)),
                scaffold.guesses().stream().anyMatch(guess -> guess.moved().isPresent()), scaffold.nodeEntry());
    }

    private Plan plan(String template) {
        var parts = DEPARTMENT.matcher(name);
        var named = parts.matches();
        var code = department.or(() -> named ? Optional.of(parts.group(1).toUpperCase(Locale.ROOT)) : Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException("`" + name
                        + "` does not begin with a department, as d56-ajonc does: say --department"));
        return new Plan(name, system.orElse(named ? parts.group(2) : name), code, questions, template,
                LocalDate.now(Clock.systemDefaultZone()));
    }

    private Path mappings(Plan plan) {
        return out.resolve("mappings").resolve(plan.system());
    }

    private FileRun run(MappingBook book, String system) throws IOException {
        try (var in = Files.newInputStream(Path.of(from))) {
            return FileRun.of(book, system, in, Path.of(from).getFileName().toString());
        }
    }
}
