package org.viaduc.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.viaduc.journal.CheckpointVerifier;
import org.viaduc.journal.EvidenceReport;
import org.viaduc.journal.JournalCheck;
import org.viaduc.journal.JournalReport;
import org.viaduc.journal.TimestampVerifier;
import org.viaduc.trust.CheckpointKeys;
import org.viaduc.trust.container.ContainerCheck;
import org.viaduc.trust.container.OpenedContainer;

/** Verifies files of journals and of evidence, as they are or in signed containers, all held against each other. */
final class FileVerification {
    private final Function<String, CheckpointKeys> trusted;
    private final TimestampVerifier authority;
    private final Map<Path, OpenedContainer> containers = new LinkedHashMap<>();
    private final List<Path> lines = new ArrayList<>();

    /** @param trusted from the JWK set of a file to the keys under which its signatures must stand */
    private FileVerification(Function<String, CheckpointKeys> trusted, TimestampVerifier authority) {
        this.trusted = trusted;
        this.authority = authority;
    }

    /** What was found out, in the order of the files. */
    record Result(Map<Path, OpenedContainer> containers, List<JournalReport> journals, List<EvidenceReport> evidence) {
        boolean holds() {
            return containers.values().stream().allMatch(OpenedContainer::holds)
                    && journals.stream().allMatch(JournalReport::holds)
                    && evidence.stream().allMatch(EvidenceReport::holds);
        }
    }

    static Result of(List<Path> files, Function<String, CheckpointKeys> trusted, TimestampVerifier authority)
            throws IOException {
        var scratch = Files.createTempDirectory("viaduc-verify");
        try {
            var verification = new FileVerification(trusted, authority);
            for (var file : files) {
                verification.take(file, Files.createTempDirectory(scratch, "container"));
            }
            return verification.verified();
        } finally {
            try (var all = Files.walk(scratch)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private void take(Path file, Path folder) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new FileNotFoundException("`" + file + "` is no file that can be read");
        }
        if (!ContainerCheck.isOne(file)) {
            lines.add(file);
            return;
        }
        var opened = ContainerCheck.open(file, folder);
        var inside = opened.files().stream().filter(each -> each.toString().endsWith(".ndjson")).toList();
        lines.addAll(inside);
        containers.put(file, !opened.holds()
                ? opened
                : inside.isEmpty() ? opened.empty() : isOurs(opened, inside) ? opened : opened.foreign());
    }

    /** Whether the container is signed with a key of the journal whose lines it holds. */
    private boolean isOurs(OpenedContainer opened, List<Path> inside) throws IOException {
        for (var file : inside) {
            var keys = trusted.apply(JournalCheck.keys(file));
            if (opened.signer().filter(certificate -> keys.has(certificate.getPublicKey())).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private Result verified() throws IOException {
        var evidence = new ArrayList<EvidenceReport>();
        var whole = new ArrayList<Path>();
        Function<String, CheckpointVerifier> keys = trusted::apply;
        for (var file : lines) {
            if (JournalCheck.isEvidence(file)) {
                var others = lines.stream().filter(other -> !other.equals(file)).toList();
                evidence.add(JournalCheck.verifyEvidence(file, others, keys, authority));
            } else {
                whole.add(file);
            }
        }
        return new Result(containers, JournalCheck.verify(whole, keys, authority), evidence);
    }
}
