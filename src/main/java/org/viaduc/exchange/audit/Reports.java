package org.viaduc.exchange.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.springframework.dao.DataAccessResourceFailureException;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.reconcile.FindingBook;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Search;
import org.viaduc.journal.Step;
import org.viaduc.journal.answers.Course;
import org.viaduc.model.Digest;
import org.viaduc.model.Language;
import org.viaduc.policy.RuleBook;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.ReportSeal;
import org.viaduc.trust.container.SignedPdf;

/**
 * What an auditor takes away of a period, signed with the node's key: counts, emergencies, missed deadlines, findings, samples
 * and notes, over a checkpoint against which all of it can be proven.
 */
public final class Reports {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LISTED = 1_000;

    private final Desk desk;
    private final DataSource source;
    private final KeyRing ring;
    private final RuleBook rules;
    private final Answers answers;
    private final Deadlines deadlines;
    private final Annotations annotations;

    public Reports(Desk desk, DataSource source, KeyRing ring, RuleBook rules, Answers answers, Deadlines deadlines,
            Annotations annotations) {
        this.desk = desk;
        this.source = source;
        this.ring = ring;
        this.rules = rules;
        this.answers = answers;
        this.deadlines = deadlines;
        this.annotations = annotations;
    }

    /**
     * A report of these days, signed (see {@link org.viaduc.trust.ReportSeal}); its digest stands in the journal.
     *
     * @return the JWS, whose payload is the report as JSON (format {@code viaduc-report/1}); {@link ReportPage} reads it
     */
    public String sign(Period period, Actor auditor) {
        var checkpoint = checkpoint();
        var report = desk.transactions().run(tx -> {
            var bytes = bytes(report(tx, period, checkpoint, auditor));
            desk.pages(auditor).say(Step.REPORTED, entry -> entry.with(Detail.SINCE, period.begins().toString())
                    .with(Detail.UNTIL, period.ends().toString()).with(Detail.SIZE, checkpoint.size())
                    .with(Detail.ROOT, checkpoint.rootHash().hex()).with(Detail.DIGEST, Digest.of(bytes).hex()))
                    .into(desk.journal(), tx);
            return new String(bytes, StandardCharsets.UTF_8);
        });
        return ring.signReport(report.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The same report as a document to file and to print, under one signature over all of it
     * ({@link org.viaduc.trust.container.SignedPdf}). The report as {@link #sign} gives it stands in it, with our public keys, as
     * the file {@link ReportPaper#FILE}.
     *
     * @param language of its words; notes stay as they were written
     */
    public byte[] pdf(Period period, Language language, Actor auditor) {
        var jws = sign(period, auditor);
        var keys = ring.publicKeys();
        var report = ReportPage.of(ReportSeal.open(jws, keys).orElseThrow());
        var signer = ring.documentSigner();
        var now = desk.clock().instant();
        var file = bytes(JSON.createObjectNode().put("jws", jws).put("keys", keys));
        return SignedPdf.sign(new ReportPaper(report, language, signer.keyId()).pdf(now, file),
                "Viaduc " + desk.settings().department().code(), signer, now);
    }

    private Checkpoint checkpoint() {
        try (var connection = source.getConnection()) {
            desk.journal().sequence(connection);
            return desk.journal().checkpoint(connection);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the journal cannot be read: " + e.getSQLState(), e);
        }
    }

    private ObjectNode report(Connection tx, Period period, Checkpoint checkpoint, Actor auditor)
            throws SQLException {
        var text = new ReportText(period, checkpoint, desk.clock().instant(), auditor);
        var tally = new Tally();
        var journal = desk.journal();
        journal.walk(tx, checkpoint.size(), period.begins(), period.ends(),
                entries -> tally.add(Course.of(desk.settings().department(), entries)));
        text.tally(tally, rules.rules());
        text.steps(journal.steps(tx, checkpoint.size(), period.begins(), period.ends()));
        text.readers(journal.readers(tx, checkpoint.size(), period.begins(), period.ends()));
        var within = Search.latest(LISTED).from(period.begins()).to(period.ends());
        text.emergencies(answers.emergencies(tx, journal.find(tx, within.of(Step.BROKEN_GLASS))));
        text.deadlines(deadlines.missed(tx, period));
        text.findings(new FindingBook().in(tx, period.begins(), period.ends()));
        text.contradictions(journal.witnesses().contradictions(tx));
        text.witnesses(journal.witnesses().newest(tx));
        text.samples(journal.find(tx, within.of(Step.SAMPLED)));
        text.annotations(annotations.in(tx, period));
        return text.json();
    }

    private static byte[] bytes(ObjectNode report) {
        try {
            return JSON.writeValueAsBytes(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is JSON", e);
        }
    }
}
