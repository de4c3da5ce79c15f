package org.viaduc.exchange;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.Origin;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.exchange.question.Wording;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.mapping.LossLedger;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.model.fhir.DocumentBundle;
import org.viaduc.person.LocalId;
import org.viaduc.person.Match;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Party;
import org.viaduc.policy.Question;
import org.viaduc.policy.Recipient;
import org.viaduc.policy.Role;
import org.viaduc.trust.VerifiedRecord;

/**
 * One person's story between two departments. Given: who sends and receives, what the file holds, what happened. When: the
 * file is collected, sent, a fact is stated, time passes. Then: what left, what was decided at either end, what the journals
 * say. Every text of the invented file begins with {@link Pieces#SECRET}.
 */
final class Story {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String LOCAL_ID = "351";
    /** An agent of the register: of those whom a {@link Side} names, the one who is bound for child protection. */
    static final Actor AGENT = Actor.user("agent-" + Role.CADRE_CRIP.ordinal());

    final SettableClock clock = new SettableClock();
    final Side origin;
    final Side host;
    private final Map<Kind, Set<Mark>> holds = new java.util.LinkedHashMap<>();
    private final List<Fact> facts = new ArrayList<>();
    private LocalDate born = today().minusYears(9).minusDays(40);
    private boolean met;

    private Story(String origin, String host, Path folder) {
        this.origin = new Side(origin, folder, clock);
        this.host = new Side(host, folder, clock);
        this.origin.senders.clear();
    }

    static Story between(String origin, String host, Path folder) {
        return new Story(origin, host, folder).holds(Kind.IDENTITY);
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(PARIS));
    }

    /** Who sends from the origin when a fact opens a question on this track. */
    Story sends(Track track, Role role) {
        origin.senders.put(track, role);
        return this;
    }

    /** Who receives at the host for this mission, and may. */
    Story receives(Mission mission, Role role) {
        host.agents.put(mission, role);
        return this;
    }

    Story withoutAttestation() {
        origin.isAttested = false;
        return this;
    }

    Story born(LocalDate day) {
        born = day;
        return this;
    }

    Story aged(int years) {
        return born(today().minusYears(years).minusDays(40));
    }

    Story holds(Kind... kinds) {
        for (var kind : kinds) {
            holds.put(kind, Set.of());
        }
        return this;
    }

    Story holds(Kind kind, Mark mark) {
        holds.put(kind, Set.of(mark));
        return this;
    }

    /** @param fields names and values in turn */
    Story happened(FactKind kind, int daysAgo, String... fields) {
        facts.add(fact(kind, daysAgo, fields));
        return this;
    }

    Fact fact(FactKind kind, int daysAgo, String... fields) {
        return FactCodec.fact(new FactId(UUID.randomUUID().toString()), kind, today().minusDays(daysAgo), pairs(fields),
                origin.department.code(), clock.instant(), "test", Optional.empty());
    }

    private static Map<String, String> pairs(String... fields) {
        var map = new HashMap<String, String>();
        for (var i = 0; i < fields.length; i += 2) {
            map.put(fields[i], fields[i + 1]);
        }
        return map;
    }

    /** The two nodes know each other and run. */
    Story begins() {
        if (!met) {
            met = true;
            origin.meets(host, true);
            host.meets(origin, true);
        }
        return this;
    }

    /** The local system hands the file over. @return the exchanges that its facts open */
    List<ExchangeId> isCollected() {
        begins();
        var record = record();
        var local = Optional.of(new LocalId(origin.department + "/solidor", LOCAL_ID));
        var source = new Origin("depot", "solidor", LOCAL_ID, "", Digest.of(List.of(LOCAL_ID)),
                new LossLedger("solidor", "solidor 2026-11-01", LossLedger.Direction.OUT, List.of()),
                "solidor 2026-11-01", Digest.of(List.of("solidor")));
        return origin.desk.transactions().run(tx -> {
            var matched = origin.desk.matcher().match(tx, record, local) instanceof Match.Found found
                    ? found.record()
                    : origin.desk.index().open(tx, record, local);
            return origin.collecting.resolved(tx, source, matched, facts);
        });
    }

    /** The same; exactly one exchange opens. */
    ExchangeId opens() {
        var opened = isCollected();
        if (opened.size() != 1) {
            throw new AssertionError("expected one exchange, but " + opened.size() + " opened");
        }
        return opened.getFirst();
    }

    /** Somebody at the host asks for the file, in a role and bound for a mission, and it is collected for that. */
    ExchangeId isAsked(Track track, Purpose purpose, Role from, Role to, Optional<Mission> mission) {
        begins();
        var question = new Question(track, purpose, new Party(origin.department, from),
                new Recipient(host.department, to, true, mission));
        var now = clock.instant();
        var journey = Journey
                .opened(ExchangeId.next(clock), Journey.Direction.OUT, host.department, track,
                        QuestionText.write(question), now)
                .change().collected("depot", LOCAL_ID, "").awaiting("collection", Optional.empty()).at(now);
        origin.desk.transactions().run(tx -> origin.desk.journeys().open(tx, journey));
        isCollected();
        return journey.id();
    }

    /** A user of the origin starts an exchange with the host, in words of their own, and the file is collected for that. */
    ExchangeId isStarted(Track track, Role sender, Wording wording) {
        begins();
        var id = origin.counter.start("depot", LOCAL_ID, track, host.department, sender, wording, Side.READER);
        isCollected();
        return id;
    }

    /** Somebody asks an agent of the origin for the file of this person, and it is collected for that. */
    ExchangeId isAskedByTheirOwn(Role asker) {
        begins();
        var id = origin.access.ask("depot", LOCAL_ID, asker, AGENT);
        isCollected();
        return id;
    }

    /** The file goes to the other node, if it still may. */
    Story isSent(ExchangeId id) {
        origin.sending.send(id);
        return this;
    }

    CommonRecord record() {
        return new CommonRecord(holds.entrySet().stream()
                .map(each -> Pieces.of(each.getKey(), born, each.getValue())).toList());
    }

    /** The kinds that left in the last envelope, by their codes; empty when nothing did. */
    Set<String> left() {
        return arrived().map(record -> record.record().pieces().stream().map(piece -> piece.kind().code())
                .collect(Collectors.<String, Set<String>>toCollection(LinkedHashSet::new))).orElseGet(Set::of);
    }

    /** Everything that left in the last envelope, as it reads. */
    String leftText() {
        return arrived().map(record -> new String(DocumentBundle.write(record.document()), StandardCharsets.UTF_8))
                .orElse("");
    }

    Optional<VerifiedRecord> arrived() {
        return host.arrived.stream().filter(VerifiedRecord.class::isInstance).map(VerifiedRecord.class::cast)
                .reduce((first, second) -> second);
    }

    /** What that node decided last, as its users read it. */
    static JsonNode decided(Side side, ExchangeId id) {
        try {
            return JSON.readTree(side.desk.transactions().run(tx -> side.desk.journeys().account(tx, id)).decision());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError("a decision is JSON", e);
        }
    }

    /** The codes of what that decision obliges to. */
    static List<String> obligations(Side side, ExchangeId id) {
        return decided(side, id).path("obligations").findValuesAsText("code");
    }

    /** Until when an obligation of that decision is due; empty when it has no day. */
    static String due(Side side, ExchangeId id, String obligation) {
        for (var each : decided(side, id).path("obligations")) {
            if (each.path("code").asText().equals(obligation)) {
                return each.path("due").asText("");
            }
        }
        return "";
    }

    static List<String> rules(Side side, ExchangeId id) {
        var rules = new ArrayList<String>();
        decided(side, id).path("rules").forEach(rule -> rules.add(rule.asText()));
        return rules;
    }

    /** What the tray of that node says the exchange waits for. */
    static String awaits(Side side, ExchangeId id) {
        return side.tray.waiting(Side.READER).stream().filter(each -> each.id().equals(id)).map(TrayDesk.Waiting::on)
                .findFirst()
                .orElse("");
    }

    static List<Step> steps(Side side, ExchangeId id) {
        return side.counter.steps(id).stream().map(Entry::step).toList();
    }

    /** Whether that node still keeps the file of this exchange. */
    static boolean isKept(Side side, ExchangeId id) {
        return side.desk.transactions().run(tx -> side.desk.shelf().take(tx, id)).isPresent();
    }

    /** All that the node's journal says, as text. */
    static String journal(Side side, ExchangeId id) {
        return side.counter.steps(id).toString();
    }
}
