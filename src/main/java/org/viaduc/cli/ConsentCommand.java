package org.viaduc.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.model.Digest;
import org.viaduc.model.Language;

/** Consents, information and oppositions of a person at a running node. */
@Command(name = "consent", description = "Captures, lists, takes back, imports and exports a person's consents, information and oppositions (FHIR R4 Consent).", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
        ConsentCommand.Add.class, ConsentCommand.ListAll.class, ConsentCommand.Withdraw.class,
        ConsentCommand.Import.class, ConsentCommand.Export.class})
final class ConsentCommand implements Runnable {
    private static final String PATH = "/api/consents";
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Whom it is about. */
    static final class About {
        @Option(names = "--exchange", required = true, paramLabel = "ID", description = "the person of this exchange")
        private String exchange;
        @ArgGroup(exclusive = false)
        private LocalFile file;

        Map<String, Object> body() {
            var body = new LinkedHashMap<String, Object>();
            if (file == null) {
                body.put("exchange", exchange);
            } else {
                body.put("connector", file.connector);
                body.put("localId", file.localId);
            }
            return body;
        }

        /** As a query, with more parameters behind. */
        String query(String... more) {
            var parts = new ArrayList<String>();
            body().forEach((name, value) -> parts.add(name + "=" + encoded(value.toString())));
            parts.addAll(List.of(more));
            return "?" + String.join("&", parts);
        }
    }

    /** A local file. */
    static final class LocalFile {
        @Option(names = "--connector", required = true, description = "the connector of the local file")
        private String connector;
        @Option(names = "--local-id", required = true, description = "the person's id in the local system")
        private String localId;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Captures what was said; every open question about the person is asked again.", footer = {
            "", "Example: consent add written-agreement --exchange 01a2… --on 2026-11-21 --field by=parents",
            "           --evidence GED-2026-118 --evidence-file accord-signe.pdf --node …"})
    static final class Add implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(paramLabel = "FACT", description = "parents-informed, person-informed, child-informed, information-waived, written-agreement, agreement-refused, consent or opposition")
        private String fact;
        @Option(names = "--on", required = true, paramLabel = "DATE", description = "the day on which it was said")
        private LocalDate on;
        @Option(names = "--field", paramLabel = "KEY=VALUE", description = "a field, as by=parents, for=\"S07 S09\", until=2027-01-31")
        private final Map<String, String> fields = new LinkedHashMap<>();
        @Option(names = "--evidence", paramLabel = "REFERENCE", description = "the signed document's reference in the department's archive")
        private String evidence;
        @Option(names = "--evidence-file", paramLabel = "FILE", description = "the signed document: its SHA-256 is kept, the document is not sent")
        private Path document;
        @ArgGroup(multiplicity = "1")
        private About about;
        @Option(names = "--json", description = "print JSON")
        private boolean json;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            var body = about.body();
            body.put("fact", fact);
            body.put("on", on.toString());
            body.put("fields", fields);
            if (evidence != null) {
                body.put("evidence", evidence);
            }
            if (document != null) {
                body.put("evidenceDigest", digest(document));
            }
            var answer = node.required().post(PATH, body);
            spec.commandLine().getOut().println(json ? answer.toPrettyString() : answer.path("id").asText());
            return 0;
        }

        private static String digest(Path document) throws IOException {
            var sum = Digest.sha256();
            try (var in = new DigestInputStream(Files.newInputStream(document), sum)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sum.digest());
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists what was said and captured, with what it states and until when.")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @ArgGroup(multiplicity = "1")
        private About about;
        @Option(names = "--json", description = "print JSON")
        private boolean json;
        @Option(names = "--lang", paramLabel = "fr|en", converter = JournalCommand.FrenchOrEnglish.class, description = "the language; else the machine's")
        private Language language = Language.of(Locale.getDefault());
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            var out = spec.commandLine().getOut();
            var consents = node.required().get(PATH + about.query());
            if (json) {
                out.println(consents.toPrettyString());
                return 0;
            }
            if (consents.isEmpty()) {
                out.println(language.pick("Rien n'a été recueilli.", "Nothing was captured."));
            }
            for (var each : consents) {
                out.println(each.path("id").asText() + "  " + category(each) + withdrawn(each));
                each.path("facts").forEach(fact -> out.println("    " + fact.path("on").asText() + "  "
                        + fact.path("fact").asText() + fields(fact.path("fields"))));
            }
            return 0;
        }

        private String category(JsonNode consent) {
            return switch (consent.path("category").asText()) {
                case "information" -> language.pick("information donnée", "information given");
                case "agreement" -> language.pick("accord", "agreement");
                default -> language.pick("opposition", "opposition");
            };
        }

        private String withdrawn(JsonNode consent) {
            return consent.hasNonNull("withdrawnOn")
                    ? language.pick(", retiré le ", ", withdrawn on ") + consent.path("withdrawnOn").asText()
                    : "";
        }

        private static String fields(JsonNode fields) {
            var text = new StringBuilder();
            fields.properties()
                    .forEach(each -> text.append("  ").append(each.getKey()).append('=')
                            .append(each.getValue().asText()));
            return text.toString();
        }
    }

    @Command(name = "withdraw", mixinStandardHelpOptions = true, description = "Records that a consent is taken back, and says which roads that stops.")
    static final class Withdraw implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(paramLabel = "ID", description = "the consent's id")
        private String id;
        @Option(names = "--on", required = true, paramLabel = "DATE", description = "from which day")
        private LocalDate on;
        @ArgGroup(multiplicity = "1")
        private About about;
        @Option(names = "--json", description = "print JSON")
        private boolean json;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            var body = about.body();
            body.put("on", on.toString());
            var answer = node.required().post(PATH + "/" + encoded(id) + "/withdrawal", body);
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(answer.toPrettyString());
            } else {
                answer.path("stops").forEach(track -> out.println(track.asText()));
                out.println(answer.path("note").asText());
            }
            return 0;
        }
    }

    @Command(name = "import", mixinStandardHelpOptions = true, description = "Imports FHIR R4 Consents, ours or after IHE Privacy Consent on FHIR; what cannot be honoured is refused by name, and then nothing is recorded.")
    static final class Import implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Option(names = "--in", required = true, paramLabel = "FILE", description = "a Consent, or a Bundle of them (JSON)")
        private Path file;
        @Option(names = "--by", paramLabel = "WHO", description = "whose word it is, where a relative brings it: person, parents, representative, minor")
        private String by;
        @Option(names = "--policy", paramLabel = "URI", description = "the address of a policy that was read and may be honoured")
        private final List<String> policies = new ArrayList<>();
        @ArgGroup(multiplicity = "1")
        private About about;
        @Option(names = "--json", description = "print JSON")
        private boolean json;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            var more = new ArrayList<String>();
            if (by != null) {
                more.add("by=" + encoded(by));
            }
            policies.forEach(policy -> more.add("policy=" + encoded(policy)));
            var answer = node.required().postJson(PATH + "/import" + about.query(more.toArray(String[]::new)),
                    Files.readString(file, StandardCharsets.UTF_8));
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(answer.toPrettyString());
            } else {
                answer.path("recorded").forEach(id -> out.println(id.asText()));
            }
            return 0;
        }
    }

    @Command(name = "export", mixinStandardHelpOptions = true, description = "Writes a person's consents as a FHIR R4 Bundle.")
    static final class Export implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @ArgGroup(multiplicity = "1")
        private About about;
        @Option(names = "--out", paramLabel = "FILE", description = "the file to write; else stdout")
        private Path file;
        @Option(names = "--json", description = "the Bundle is JSON in any case")
        private boolean json;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            var bundle = node.required().get(PATH + "/export" + about.query());
            if (file == null) {
                spec.commandLine().getOut().println(bundle.toPrettyString());
            } else {
                Files.writeString(file, new ObjectMapper().writeValueAsString(bundle));
            }
            return 0;
        }
    }
}
