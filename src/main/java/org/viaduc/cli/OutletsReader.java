package org.viaduc.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.viaduc.exchange.node.Outlets;
import org.viaduc.exchange.node.Outlets.Authority;
import org.viaduc.exchange.node.Outlets.Collector;

/** Reads the {@code journal} of a node.yaml: an outlet that is begun must be said whole. */
final class OutletsReader {
    private static final Duration HOURLY = Duration.ofHours(1);
    private static final int SYSLOG_TLS = 6514;

    private final Path folder;

    OutletsReader(Path folder) {
        this.folder = folder;
    }

    Outlets read(SettingsReader node) {
        if (node.raw("journal").isEmpty()) {
            return Outlets.NONE;
        }
        var journal = node.inside("journal");
        var outlets = new Outlets(
                journal.raw("timestamps").flatMap(any -> authority(journal.inside("timestamps"))),
                journal.raw("syslog").flatMap(any -> collector(journal.inside("syslog"))));
        journal.closed();
        return outlets;
    }

    private Optional<Authority> authority(SettingsReader settings) {
        var every = settings.optional("every", Duration::parse).orElse(HOURLY);
        var certificates = settings.required("certificate", this::certificates);
        var authority = settings.required("url", URI::create)
                .flatMap(url -> certificates.flatMap(anchors -> settings.optional("url",
                        any -> new Authority(url, anchors, every))));
        settings.closed();
        return authority;
    }

    private Optional<Collector> collector(SettingsReader settings) {
        var host = settings.required("host", text -> text);
        var port = settings.optional("port", NodeFile::port).orElse(SYSLOG_TLS);
        var certificates = settings.required("certificate", this::certificates);
        settings.closed();
        return host.flatMap(name -> certificates.map(anchors -> new Collector(name, port, anchors)));
    }

    /** @throws IllegalArgumentException when the file is not there or holds no certificate */
    private List<X509Certificate> certificates(String file) {
        return certificates(folder.resolve(file));
    }

    static List<X509Certificate> certificates(Path file) {
        try (var in = Files.newInputStream(file)) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast).toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException("`" + file + "` holds no certificate (PEM)");
            }
            return found;
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException("`" + file + "` is no readable certificate (PEM)", e);
        }
    }
}
