package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import org.viaduc.exchange.audit.ReportPage;
import org.viaduc.exchange.audit.ReportPaper;
import org.viaduc.trust.CheckpointKeys;
import org.viaduc.trust.ReportSeal;
import org.viaduc.trust.container.SignedPdf;

/** Makes a node sign a report of a period, and tells whether a report is one that a node signed. */
@Command(name = "report", mixinStandardHelpOptions = true, description = "A node's signed report of a period: written to a file and printed, or --verify one that was written before.", footer = "Exit status 0 when the report stands, 1 when its signature does not.")
final class ReportCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private Asking asking;
    @Option(names = "--out", paramLabel = "FILE", description = "where to write the report with its keys: JSON, or a signed document in the language of --lang where FILE ends in .pdf")
    private Path out;
    @Option(names = "--html", paramLabel = "FILE", description = "where to write it as a page")
    private Path html;
    @Option(names = "--verify", paramLabel = "FILE", description = "a report that was written before; needs no node")
    private Path written;
    @Option(names = "--keys", paramLabel = "FILE", description = "public keys (a JWK set) to trust instead of those in the file")
    private Path keys;

    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (written == null && out == null) {
            throw new ParameterException(spec.commandLine(), "give --out FILE, or --verify FILE");
        }
        if (written == null) {
            write();
        }
        return tell(written == null ? out : written);
    }

    private void write() throws IOException {
        var asked = asking.days();
        if (out.toString().endsWith(".pdf")) {
            asked.put("format", "pdf");
            asked.put("lang", asking.language().pick("fr", "en"));
            asking.client().download(Asking.address("report", asked), out);
        } else {
            var signed = asking.client().get(Asking.address("report", asked));
            Files.writeString(out, JSON.writeValueAsString(JSON.createObjectNode()
                    .put("jws", signed.path("jws").asText()).put("keys", signed.path("keys").asText())));
        }
    }

    /** What is printed is what the signature stands for, and nothing else of the file. */
    private int tell(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        var report = SignedPdf.isOne(bytes) ? onPaper(bytes) : report(bytes);
        if (report.isEmpty()) {
            spec.commandLine().getErr().println("viaduc: no key " + (keys == null ? "of the file" : "that was given")
                    + " signed this report: `" + file + "`");
            return 1;
        }
        if (html != null) {
            Files.writeString(html, ReportPage.of(report.get()).html());
        }
        asking.out().println(asking.json()
                ? JSON.readTree(report.get()).toPrettyString()
                : ReportPage.of(report.get()).text());
        asking.out().flush();
        return 0;
    }

    /** The report in a document, if one key signed both. */
    private Optional<byte[]> onPaper(byte[] pdf) throws IOException {
        var opened = SignedPdf.open(pdf);
        var inside = opened.map(each -> each.files().get(ReportPaper.FILE));
        return inside.isPresent() && CheckpointKeys.of(trusted(JSON.readTree(inside.get())))
                .has(opened.get().signer().getPublicKey()) ? report(inside.get()) : Optional.empty();
    }

    private Optional<byte[]> report(byte[] file) throws IOException {
        var signed = JSON.readTree(file);
        return ReportSeal.open(signed.path("jws").asText(), trusted(signed));
    }

    private String trusted(JsonNode signed) throws IOException {
        return keys == null ? signed.path("keys").asText() : Files.readString(keys);
    }
}
