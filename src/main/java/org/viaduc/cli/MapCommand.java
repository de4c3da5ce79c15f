package org.viaduc.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import org.viaduc.connectors.kit.Example;
import org.viaduc.mapping.LossLedger;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.MappingFaults;
import org.viaduc.mapping.Translation;
import org.viaduc.mapping.Translator;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.Department;
import org.viaduc.model.Language;
import org.viaduc.model.UnknownCode;
import org.viaduc.model.fhir.DocumentBundle;
import org.viaduc.model.fhir.DocumentHead;
import org.viaduc.model.fhir.SocialDocument;
import org.viaduc.model.fhir.UnreadableDocument;

/**
 * {@code map}: shows what becomes of a file in common terms, or of a common document in local ones. Needs no node. The
 * result goes to standard output, one document a line when there are several; ledgers and faults go to standard error.
 */
@Command(name = "map", mixinStandardHelpOptions = true, description = {
        "Traduit un fichier local en termes communs, ou l'inverse.",
        "Translates a local file into common terms, or back."})
public final class MapCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutputStream out;
    private final PrintStream err;
    private final Clock clock;

    @Option(names = "--system", required = true, paramLabel = "NAME", description = "the local system, as its folder under mappings/")
    private String system = "";

    @Option(names = "--in", required = true, paramLabel = "FILE", description = "what is to be translated")
    private Path in = Path.of("");

    @Option(names = "--back", description = "from common to local")
    private boolean back;

    @Option(names = "--example", description = "writes the first record as the common half of an example pair, examples/NAME.common.json")
    private boolean example;

    @Option(names = "--person", paramLabel = "ID", description = "only the record of this local number")
    private Optional<String> person = Optional.empty();

    @Option(names = "--ledger", paramLabel = "FILE", description = "writes the ledger as JSON to this file")
    private Optional<Path> ledgerFile = Optional.empty();

    @Option(names = "--mappings", paramLabel = "DIR", description = "mapping folders that add to those of the program, or replace them by name")
    private List<Path> mappings = new ArrayList<>();

    @Option(names = "--json", description = "ledger and faults as JSON")
    private boolean json;

    @Option(names = "--lang", paramLabel = "fr|en", converter = LanguageWord.class, description = "the language of ledger and faults; else the machine's")
    private Optional<Language> language = Optional.empty();

    /** {@code fr} or {@code en}, in any case. */
    static final class LanguageWord implements ITypeConverter<Language> {
        @Override
        public Language convert(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "fr" -> Language.FR;
                case "en" -> Language.EN;
                default -> throw new TypeConversionException("`" + word + "` is no language here: write fr or en");
            };
        }
    }

    public MapCommand() {
        this(System.out, System.err, Clock.systemUTC());
    }

    MapCommand(OutputStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        try {
            var book = MappingBook.bundledWith(mappings.toArray(Path[]::new));
            var format = LocalFormat.of(book.system(system));
            var translator = new Translator(book, clock);
            return back ? toLocal(translator, format) : toCommon(translator, format);
        } catch (MappingFaults e) {
            e.faults().forEach(fault -> say(fault.place(), fault.reason()));
        } catch (UnreadableDocument e) {
            e.faults().forEach(fault -> say(in.getFileName() + ": " + fault.place(), fault.reason()));
        } catch (UnknownCode e) {
            say("--system", e.getMessage());
        } catch (CharacterCodingException e) {
            say(in.toString(), language().pick("le fichier n'est pas en UTF-8", "the file is not UTF-8"));
        } catch (NoSuchFileException | AccessDeniedException e) {
            say(in.toString(), language().pick("le fichier ne peut pas être lu", "the file cannot be read"));
        }
        return 1;
    }

    /** Record by record, so that a file may be of any length. */
    private int toCommon(Translator translator, LocalFormat format) throws IOException {
        var source = in.getFileName().toString();
        var records = new int[1];
        var faults = new int[1];
        try (var ledgers = new Ledgers()) {
            format.read(() -> Files.newInputStream(in), source, record -> {
                if (person.isEmpty() || person.get().equals(record.localId())) {
                    records[0]++;
                    if (!example || records[0] == 1) {
                        write(translator.translate(record), source, ledgers);
                    }
                }
            }, fault -> {
                faults[0]++;
                say(fault.place(), fault.reason());
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (records[0] == 0 && faults[0] == 0) {
            say(in.toString(), language().pick("aucun dossier dans ce fichier", "there is no record in this file"));
            faults[0] = 1;
        }
        out.flush();
        return faults[0] == 0 ? 0 : 1;
    }

    private void write(Translation translation, String source, Ledgers ledgers) {
        try {
            out.write(example ? Example.write(translation).getBytes(StandardCharsets.UTF_8) : document(translation));
            translation.doubts().forEach(doubt -> say(source, doubt));
            ledgers.tell(translation.ledger());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] document(Translation translation) {
        var head = DocumentHead.of(Department.UNKNOWN, system, clock);
        var text = new String(DocumentBundle.write(SocialDocument.of(head, translation.record())),
                StandardCharsets.UTF_8);
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private int toLocal(Translator translator, LocalFormat format) throws IOException {
        try (var ledgers = new Ledgers()) {
            for (var text : documents(Files.readString(in))) {
                var document = DocumentBundle.read(text.getBytes(StandardCharsets.UTF_8));
                var translation = translator.back(document.record(), system);
                out.write(format.write(translation));
                ledgers.tell(translation.ledger());
            }
        }
        out.flush();
        return 0;
    }

    /** One document, or one a line as this command writes several. */
    private static List<String> documents(String text) {
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        return !lines.isEmpty() && lines.stream().allMatch(line -> line.startsWith("{") && line.endsWith("}"))
                ? lines
                : List.of(text);
    }

    /** Where the ledgers go: each as JSON, into a file or to standard error, or all in one table for people. */
    private final class Ledgers implements Closeable {
        private final Optional<Writer> file;
        private Optional<LossLedger> sum = Optional.empty();
        private int records;

        Ledgers() throws IOException {
            file = ledgerFile.isPresent()
                    ? Optional.of(Files.newBufferedWriter(ledgerFile.get(), StandardCharsets.UTF_8))
                    : Optional.empty();
        }

        void tell(LossLedger ledger) throws IOException {
            if (file.isPresent()) {
                file.get().write(ledger.toJson() + "\n");
            }
            if (json) {
                err.println(ledger.toJson());
            } else if (file.isEmpty()) {
                records++;
                sum = Optional.of(sum.map(before -> before.and(ledger)).orElse(ledger));
            }
        }

        @Override
        public void close() throws IOException {
            if (file.isPresent()) {
                file.get().close();
            }
            if (records > 1) {
                err.println(records + language().pick(" dossiers", " records"));
            }
            sum.ifPresent(ledger -> err.println(ledger.table(language())));
        }
    }

    private void say(String place, String reason) {
        ObjectNode fault = JSON.createObjectNode().put("place", place).put("fault", reason);
        err.println(json ? fault.toString() : place + ": " + reason);
    }

    private Language language() {
        return language.orElseGet(() -> Language.of(Locale.getDefault()));
    }
}
