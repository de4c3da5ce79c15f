package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.cli.demo.local.QuietLog;
import org.viaduc.connectors.kit.ConnectorHome;
import org.viaduc.connectors.kit.certify.CertificateText;
import org.viaduc.connectors.kit.certify.Certifier;
import org.viaduc.model.Language;

/** {@code connector test}: certifies a connector, against its own protocol and without a node. */
@Command(name = "test", mixinStandardHelpOptions = true, description = {
        "Certifie un connecteur : exemples, codes, fichiers abîmés, système lent ou tombé.",
        "Certifies a connector: examples, codes, broken files, slow and dying system."}, footer = {
                "Exit status 0 when it is certified, 1 when something failed, 3 when nothing failed and not all was proven.",
                "The certificate is kept in the node's data folder."})
final class ConnectorTest implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "the connector, as d56-ajonc")
    private String name;
    @Option(names = "--config", paramLabel = "DIR", description = "the node's folder, with routes/ and mappings/; else here")
    private Path folder = Path.of(".");
    @Option(names = "--system", paramLabel = "SYSTEM", description = "the system's name, where neither node.yaml nor NAME says it")
    private Optional<String> system = Optional.empty();
    @Option(names = "--mappings", paramLabel = "FOLDER", description = "certifies these files instead: a version that shall be switched on, as versions/ajonc/2026-12-01")
    private Optional<Path> mappings = Optional.empty();
    @Option(names = "--junit", paramLabel = "FILE", description = "writes the result as JUnit XML too")
    private Optional<Path> junit = Optional.empty();
    @Option(names = "--json", description = "print JSON")
    private boolean json;
    @Option(names = "--lang", paramLabel = "fr|en", converter = MapCommand.LanguageWord.class, description = "the language; else the machine's")
    private Language language = Language.of(Locale.getDefault());
    @Spec
    private CommandSpec spec;

    /** @throws IllegalArgumentException when the folder that was named is none */
    private ConnectorHome home() throws IOException {
        if (mappings.isPresent() && !Files.isDirectory(mappings.get())) {
            throw new IllegalArgumentException("`" + mappings.get() + "` is no folder");
        }
        var home = ConnectorHome.find(name, system, folder);
        return mappings.map(home::with).orElse(home);
    }

    @Override
    public Integer call() throws IOException {
        QuietLog.start();
        var out = spec.commandLine().getOut();
        try (var home = home()) {
            var certificate = Certifier.certify(home, Clock.systemUTC(), check -> {
                if (!json) {
                    out.println(CertificateText.line(check, language));
                    out.flush();
                }
            });
            if (json) {
                out.println(CertificateText.json(certificate));
            } else {
                out.println(CertificateText.summary(certificate, language));
            }
            if (junit.isPresent()) {
                Files.writeString(junit.get(), CertificateText.junit(certificate, language));
            }
            if (Files.isRegularFile(folder.resolve("node.yaml"))) {
                CertificateText.keep(certificate, NodeFolder.data(folder));
            }
            return switch (certificate.result()) {
                case CERTIFIED -> 0;
                case NOT_ALL_PROVEN -> 3;
                case NOT_CERTIFIED -> 1;
            };
        }
    }
}
