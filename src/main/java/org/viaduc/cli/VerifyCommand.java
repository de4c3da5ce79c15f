package org.viaduc.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.journal.Break;
import org.viaduc.journal.EvidenceReport;
import org.viaduc.journal.JournalReport;
import org.viaduc.journal.Timestamp.Stamp;
import org.viaduc.model.Language;
import org.viaduc.trust.CheckpointKeys;
import org.viaduc.trust.container.OpenedContainer;
import org.viaduc.trust.time.TimestampCheck;

/** Derives journals again from files, or from a node, and says where they break. */
@Command(name = "verify", mixinStandardHelpOptions = true, description = "Derives journals again from their entries and says where they break. Needs the files (lines of JSON, or signed "
        + "containers) and nothing else; what one journal witnessed of another is held against that other.", footer = "Exit status 0 when every journal holds, 1 when one is broken or cannot be read.")
final class VerifyCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int MOST_KEYS = 1 << 20;

    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "files that `journal export` wrote")
    private List<Path> files = List.of();
    @Mixin
    private NodeOptions node = new NodeOptions();
    @Option(names = "--keys", paramLabel = "FILE", description = "public keys (a JWK set) to trust instead of those in the files")
    private Path keys;
    @Option(names = "--authority", paramLabel = "FILE", description = "the certificate (PEM) of the timestamp authority to trust")
    private Path authority;
    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;
    @Option(names = "--lang", paramLabel = "fr|en", description = "the language of the result", converter = JournalCommand.FrenchOrEnglish.class)
    private Language language = Language.of(Locale.getDefault());

    @Override
    public Integer call() throws IOException {
        var client = node.client();
        if (files.isEmpty() == client.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give files to verify, or --node URL");
        }
        return client.isEmpty() ? verify(files) : verify(client.get());
    }

    private int verify(NodeClient client) throws IOException {
        var copy = Files.createTempFile("journal", ".ndjson");
        try {
            client.download(ExportCommand.WHOLE, copy);
            return verify(List.of(copy));
        } finally {
            Files.delete(copy);
        }
    }

    private int verify(List<Path> journals) throws IOException {
        var result = FileVerification.of(journals, trusted(),
                new TimestampCheck(authority == null ? List.of() : OutletsReader.certificates(authority)));
        tell(result);
        return result.holds() ? 0 : 1;
    }

    private Function<String, CheckpointKeys> trusted() throws IOException {
        if (keys == null) {
            return CheckpointKeys::of;
        }
        var given = Files.isReadable(keys) && Files.size(keys) < MOST_KEYS
                ? CheckpointKeys.of(new String(Files.readAllBytes(keys), StandardCharsets.UTF_8))
                : CheckpointKeys.of("");
        if (given.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "`" + keys + "` holds no public keys (a JWK set)");
        }
        return any -> given;
    }

    private void tell(FileVerification.Result result) throws IOException {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(json(result)));
        } else {
            result.containers().forEach((file, container) -> out.println(text(file, container)));
            result.journals().forEach(report -> out.println(report.text(language)));
            result.evidence().forEach(report -> out.println(report.text(language)));
        }
        out.flush();
    }

    private String text(Path file, OpenedContainer container) {
        var text = new StringBuilder(language.pick("Conteneur ", "Container ") + file.getFileName()
                + language.pick(" : ", ": ") + (container.holds()
                        ? language.pick("signature valable", "the signature stands")
                        : language.pick("ROMPU", "BROKEN")));
        container.signer().ifPresent(signer -> text.append(language.pick("\n  signé par ", "\n  signed by "))
                .append(signer.getSubjectX500Principal().getName()).append(", ")
                .append(container.signedAt().map(Instant::toString).orElse("")));
        container.faults().forEach(fault -> text.append("\n  ").append(fault.sentence(language)));
        return text.toString();
    }

    private ObjectNode json(FileVerification.Result result) {
        var json = JsonNodeFactory.instance.objectNode().put("holds", result.holds());
        var containers = json.putArray("containers");
        result.containers().forEach((file, container) -> containers.add(json(file, container)));
        var journals = json.putArray("journals");
        result.journals().forEach(report -> journals.add(json(report)));
        var proven = json.putArray("evidence");
        result.evidence().forEach(report -> proven.add(json(report)));
        return json;
    }

    private ObjectNode json(Path file, OpenedContainer container) {
        var result = JsonNodeFactory.instance.objectNode().put("file", file.getFileName().toString())
                .put("holds", container.holds());
        container.signer().ifPresent(signer -> result.put("signer", signer.getSubjectX500Principal().getName()));
        container.signedAt().ifPresent(at -> result.put("signedAt", at.toString()));
        var faults = result.putArray("faults");
        container.faults().forEach(fault -> faults.addObject()
                .put("what", fault.what().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("file", fault.file()).put("sentence", fault.sentence(language)));
        return result;
    }

    private ObjectNode json(JournalReport report) {
        var result = JsonNodeFactory.instance.objectNode().put("origin", report.origin().code())
                .put("holds", report.holds()).put("entries", report.entries())
                .put("checkpoints", report.checkpoints()).put("witnesses", report.witnesses())
                .put("root", report.root().hex());
        report.last().ifPresent(last -> result.putObject("lastCheckpoint").put("size", last.size())
                .put("instant", last.instant().toString()));
        result.put("timestamps", report.dating().stamps());
        report.dating().latest().ifPresent(stamp -> stamp(result, stamp));
        var corrections = result.putArray("clockSet");
        report.dating().corrections().forEach(each -> corrections.addObject().put("checkpoint", each.size())
                .put("entry", each.index()).put("by", each.by().toString()));
        breaks(result, report.breaks(), report.found());
        return result;
    }

    private static void stamp(ObjectNode result, Stamp stamp) {
        result.putObject("timestamp").put("at", stamp.at().toString()).put("authority", stamp.authority())
                .put("trusted", stamp.isTrusted());
    }

    private ObjectNode json(EvidenceReport report) {
        var result = JsonNodeFactory.instance.objectNode().put("origin", report.origin().code())
                .put("about", report.about()).put("holds", report.holds()).put("entries", report.entries())
                .put("proofs", report.proofs()).put("receipts", report.receipts());
        report.head().ifPresent(head -> result.putObject("checkpoint").put("size", head.size())
                .put("root", head.rootHash().hex()).put("instant", head.instant().toString()));
        report.stamp().ifPresent(stamp -> stamp(result, stamp));
        breaks(result, report.breaks(), report.found());
        return result;
    }

    private void breaks(ObjectNode result, List<Break> found, long all) {
        result.put("found", all);
        var breaks = result.putArray("breaks");
        found.forEach(each -> breaks.addObject()
                .put("what", each.what().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("from", each.from()).put("to", each.to())
                .put("sentence", each.sentence(language)));
    }
}
