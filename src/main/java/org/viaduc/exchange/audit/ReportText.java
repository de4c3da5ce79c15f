package org.viaduc.exchange.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.exchange.reconcile.Finding;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.Contradiction;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Journal.Placed;
import org.viaduc.journal.Step;
import org.viaduc.journal.answers.Emergency;
import org.viaduc.model.Language;

/** A report as JSON, format {@code viaduc-report/1}. */
final class ReportText {
    static final String FORMAT = "viaduc-report/1";

    private final Instant now;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    ReportText(Period period, Checkpoint checkpoint, Instant now, Actor auditor) {
        this.now = now;
        json.put("format", FORMAT).put("department", checkpoint.origin().code()).put("from", period.from().toString())
                .put("to", period.to().toString()).put("zone", period.zone().getId()).put("at", now.toString())
                .put("by", auditor.toString());
        json.putObject("checkpoint").put("size", checkpoint.size()).put("root", checkpoint.rootHash().hex())
                .put("instant", checkpoint.instant().toString()).put("signature", checkpoint.signature());
    }

    ObjectNode json() {
        return json;
    }

    void tally(Tally tally, SortedMap<String, String> titles) {
        var exchanges = json.putArray("exchanges");
        tally.exchanges().forEach((alike, count) -> exchanges.addObject().put("track", alike.track())
                .put("way", alike.way()).put("partner", alike.partner()).put("ending", alike.ending())
                .put("count", count));
        var disclosed = json.putArray("disclosures");
        tally.disclosedTo().forEach((to, count) -> disclosed.addObject().put("to", to).put("count", count));
        var rules = json.putArray("rules");
        tally.disclosedUnder().forEach((rule, count) -> rules.addObject().put("rule", rule)
                .put("title", titles.getOrDefault(rule, "")).put("count", count));
    }

    void steps(Map<Step, Long> counted) {
        var steps = json.putArray("steps");
        counted.forEach((step, count) -> steps.addObject().put("step", step.word()).put("count", count));
    }

    void readers(SortedMap<String, Long> counted) {
        var readers = json.putArray("readers");
        counted.forEach((who, count) -> readers.addObject().put("who", who).put("count", count));
    }

    void emergencies(List<Emergency> found) {
        var emergencies = json.putArray("emergencies");
        found.forEach(each -> {
            var one = emergencies.addObject().put("exchange", each.exchange().toString())
                    .put("declaredAt", each.declaredAt().toString()).put("declaredBy", each.declaredBy().toString())
                    .put("peer", each.peer().code()).put("review", each.reviewed(now).word());
            each.review().ifPresent(done -> one.put("reviewedAt", done.at().toString())
                    .put("reviewedBy", done.by().toString()).put("finding", done.finding()));
        });
    }

    void deadlines(List<Deadlines.Missed> missed) {
        var deadlines = json.putArray("deadlines");
        missed.forEach(each -> {
            var one = deadlines.addObject().put("department", each.who().code()).put("what", each.what())
                    .put("exchange", each.exchange().toString()).put("due", each.due().toString());
            each.done().ifPresent(day -> one.put("done", day.toString()));
        });
    }

    void findings(List<Finding> found) {
        var findings = json.putArray("findings");
        found.forEach(each -> {
            var one = findings.addObject().put("exchange", each.exchange().toString()).put("kind", each.kind().word())
                    .put("peer", each.peer().code()).put("fr", each.kind().sentence(Language.FR))
                    .put("en", each.kind().sentence(Language.EN)).put("foundAt", each.foundAt().toString());
            each.healedAt().ifPresent(healed -> one.put("healedAt", healed.toString()));
        });
    }

    void contradictions(List<Contradiction> found) {
        var contradictions = json.putArray("contradictions");
        found.forEach(each -> contradictions.addObject().put("peer", each.origin().code())
                .put("fr", each.sentence(Language.FR)).put("en", each.sentence(Language.EN)));
    }

    void samples(List<Placed> drawn) {
        var samples = json.putArray("samples");
        drawn.forEach(each -> {
            var sample = samples.addObject().put("at", each.entry().at().toString())
                    .put("by", each.entry().actor().toString());
            List.of(Detail.SINCE, Detail.UNTIL, Detail.SEED, Detail.SIZE, Detail.NUMBER, Detail.DIGEST)
                    .forEach(key -> sample.put(key.word(), each.entry().details().get(key.word())));
            sample.put("strata", each.entry().details().getOrDefault(Detail.METHOD.word(), ""));
        });
    }

    void witnesses(List<Checkpoint> newest) {
        var witnesses = json.putArray("witnesses");
        newest.forEach(each -> witnesses.addObject().put("peer", each.origin().code()).put("size", each.size())
                .put("root", each.rootHash().hex()).put("signedAt", each.instant().toString())
                .put("signature", each.signature()));
    }

    void annotations(List<Annotation> notes) {
        ArrayNode annotations = json.putArray("annotations");
        notes.forEach(each -> {
            var note = annotations.addObject().put("at", each.at().toString()).put("author", each.author());
            switch (each.on()) {
                case Annotation.On.Exchange(var id) -> note.put("on", id.toString());
                case Annotation.On.Entry(var index) -> note.put("on", "#" + index);
            }
            note.put("text", each.text()).put("digest", each.digest().hex());
        });
    }
}
