package org.viaduc.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DataSourceTransactionManager;

import org.viaduc.exchange.access.Extracts;
import org.viaduc.exchange.access.OwnAccess;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Journeys;
import org.viaduc.exchange.desk.Outbox;
import org.viaduc.exchange.desk.Receipts;
import org.viaduc.exchange.desk.Shelf;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.desk.Transactions;
import org.viaduc.exchange.desk.Tray;
import org.viaduc.exchange.glass.BreakGlass;
import org.viaduc.exchange.glass.GlassDuties;
import org.viaduc.exchange.handover.HandingOver;
import org.viaduc.exchange.node.Contacts;
import org.viaduc.exchange.node.DepartmentLine;
import org.viaduc.exchange.node.Habilitations;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.exchange.node.Outlets;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.exchange.node.Waypoint;
import org.viaduc.exchange.question.Decider;
import org.viaduc.exchange.question.FactBook;
import org.viaduc.exchange.request.Answering;
import org.viaduc.exchange.request.Requesting;
import org.viaduc.exchange.rights.Rights;
import org.viaduc.exchange.way.Collected;
import org.viaduc.exchange.way.Collecting;
import org.viaduc.exchange.way.Receiving;
import org.viaduc.exchange.way.Sending;
import org.viaduc.federation.Family;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal;
import org.viaduc.journal.Step;
import org.viaduc.journal.TestDatabase;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Track;
import org.viaduc.person.Matcher;
import org.viaduc.person.PersonIndex;
import org.viaduc.person.Pseudonym;
import org.viaduc.person.Traits;
import org.viaduc.policy.DecisionPoint;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;
import org.viaduc.policy.RuleBook;
import org.viaduc.trust.AttachmentStore;
import org.viaduc.trust.Envelope;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.NamedAgent;
import org.viaduc.trust.Opener;
import org.viaduc.trust.Opening;
import org.viaduc.trust.Peer;
import org.viaduc.trust.PeerDirectory;
import org.viaduc.trust.Sealer;

import static org.assertj.core.api.Assertions.assertThat;

/** One node without doors: its errands are run when a test says so, its line to the other side is a method call. */
final class Side implements PeerLine, DepartmentLine {
    /** Somebody who looks at what stands here. */
    static final Actor READER = Actor.user("d.lefevre");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final MappingBook MAPPINGS = MappingBook.bundled();
    private static final RuleBook RULES = RuleBook.bundled();
    private static final Map<Mission, Role> AGENTS = Map.of(Mission.PE, Role.CADRE_CRIP, Mission.RSA, Role.GEST_RSA);

    final Department department;
    final KeyRing ring;
    final DataSource source = TestDatabase.fresh().source();
    final List<ExchangeId> handedOver = new ArrayList<>();
    final List<byte[]> carried = new ArrayList<>();
    /** What came in from the other side, opened. */
    final List<Opening> arrived = new ArrayList<>();
    /** What was handed over to the department. */
    final List<DeliverableRecord> delivered = new ArrayList<>();
    /** Who receives here, by mission; changed before the two meet. */
    final Map<Mission, Role> agents = new EnumMap<>(AGENTS);
    /** Who sends from here when a fact opens a question; changed before the two meet. */
    final Map<Track, Role> senders = new EnumMap<>(
            Map.of(Track.RSA, Role.GEST_RSA, Track.ASE_ADMINISTRATIVE, Role.CADRE_CRIP));
    /** Whether the department has published its security attestation. */
    boolean isAttested = true;
    /** Whom this one knows beside the neighbour; changed before the two meet. */
    final List<Peer> acquaintances = new ArrayList<>();
    final List<byte[]> answered = new ArrayList<>();
    /** By which files are translated here; changed before the two meet. */
    MappingBook mappings = MAPPINGS;
    /** Whom this one writes to when something waits; changed before the two meet. */
    Contacts contacts = Contacts.NONE;
    Desk desk;
    Collecting collecting;
    Sending sending;
    Receiving receiving;
    Requesting requesting;
    Answering answering;
    GlassDuties duties;
    BreakGlass glass;
    Counter counter;
    TrayDesk tray;
    OwnAccess access;
    Extracts extracts;
    Rights rights;
    HandingOver handingOver;
    private final Clock clock;
    private final Path folder;
    private Reception reception;
    private Opener opener;
    private Side other;
    /** What happens on the line to the other side, before it is reached. */
    Runnable beforeCarrying = () -> {
    };
    /** What happens on the line to the other side, after it was reached. */
    Runnable afterCarrying = () -> {
    };
    /** What happens while the department takes a record. */
    Runnable whileHandingOver = () -> {
    };

    Side(String department, Path folder, Clock clock) {
        this.department = new Department(department);
        this.clock = clock;
        this.folder = folder.resolve(department);
        try {
            this.ring = KeyRing.open(this.folder.resolve("keys"), this.department, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the other side knows of this one. */
    Peer peer() {
        var named = new EnumMap<Mission, List<NamedAgent>>(Mission.class);
        agents.forEach((mission, role) -> named.put(mission,
                List.of(new NamedAgent("agent-" + role.ordinal(), role))));
        return ring.ownPeer(URI.create("https://localhost:8443"), named);
    }

    /** @param recognises whether the department recognises an exchange id that it had before */
    Side meets(Side neighbour, boolean recognises) {
        try {
            other = neighbour;
            var manager = new DataSourceTransactionManager(source);
            var settings = new NodeSettings(folder, department, PARIS, new NodeSettings.Listen("127.0.0.1", 1, 2),
                    new NodeSettings.Database(Optional.empty(), "", new NodeSettings.Password("")), folder,
                    Map.of("depot", new Connector("depot", "solidor", true, true, recognises, Map.of())),
                    senders.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().word())),
                    Optional.empty(), isAttested
                            ? List.of(fact(FactKind.RGS_ATTESTATION, Map.of("by", department.code())))
                            : List.of(),
                    Outlets.NONE, contacts);
            var register = new Habilitations(agents.entrySet().stream().map(each -> new Habilitations.Agent(
                    "agent-" + each.getValue().ordinal(), each.getValue().word(), Set.of(each.getKey().name())))
                    .toList());
            var peers = PeerDirectory.of(Stream.concat(Stream.of(neighbour.peer()), acquaintances.stream())
                    .toArray(Peer[]::new));
            var sealer = new Sealer(ring);
            var attachments = new AttachmentStore(folder.resolve("attachments"));
            var facts = new FactBook(sealer);
            var index = new PersonIndex(ring.blindingKey());
            desk = new Desk(settings, new Transactions(manager, source),
                    new Journal(department, ring.checkpointSigner(), clock), new Journeys(),
                    new Shelf(sealer, attachments),
                    facts, new Decider(new DecisionPoint(RULES), settings, register, peers, facts, clock),
                    new Translator(mappings, clock), new Matcher(index), index, peers, sealer, attachments,
                    new Outbox(source), new Receipts(sealer, Optional::empty, clock), new Tray(sealer, clock),
                    Waypoint.Watcher.NONE, clock);
            var collected = new Collected();
            collecting = new Collecting(desk, collected);
            sending = new Sending(desk, this);
            receiving = new Receiving(desk, this, this);
            requesting = new Requesting(desk, this);
            answering = new Answering(desk, collecting, collected);
            rights = new Rights(desk, this);
            handingOver = new HandingOver(desk, this);
            duties = new GlassDuties(desk);
            glass = new BreakGlass(desk, this, duties);
            reception = new Reception(desk, sending, receiving, answering, rights, handingOver);
            counter = new Counter(desk, collecting, receiving, collected, rights);
            access = new OwnAccess(desk, collected);
            extracts = new Extracts(desk);
            tray = new TrayDesk(desk, collecting, collected, receiving, answering, rights);
            opener = new Opener(ring, peers);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Fact fact(FactKind kind, Map<String, String> fields) {
        return FactCodec.fact(new FactId(UUID.randomUUID().toString()), kind, LocalDate.now(clock.withZone(PARIS)),
                fields,
                department.code(), clock.instant(), "test", Optional.empty());
    }

    /** A user states a fact about an exchange's person. */
    void state(ExchangeId id, FactKind kind, Map<String, String> fields) {
        counter.state(new Counter.About.Exchange(id), fact(kind, fields), Actor.user("d.lefevre"));
    }

    /** The department hands over a family's file. @return the exchanges that it opens */
    List<ExchangeId> collects(Family family) {
        return collecting.accept(record(family), "depot");
    }

    /** The same file, in which the local system suddenly writes columns that nobody described. */
    List<ExchangeId> collectsWithStrangeColumns(Family family, String content) {
        var file = record(family);
        var rows = file.rows().stream().map(row -> {
            var fields = new LinkedHashMap<>(row.fields());
            for (var i = 1; i <= 6; i++) {
                fields.put("nouveau_" + i, content + i);
            }
            return new LocalRow(row.type(), fields, row.line());
        }).toList();
        return collecting.accept(
                new LocalRecord(file.system(), file.localId(), file.household(), rows, file.attachments()), "depot");
    }

    static LocalRecord record(Family family) {
        try {
            return LocalFormat.of(MAPPINGS.system("solidor"))
                    .read(new ByteArrayInputStream(Family.drop(family).getBytes(Family.CHARSET)), "a drop").records()
                    .getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The traits of a family's person, as a neighbour may know them. */
    Traits traits(Family family) {
        return Traits.of(desk.translator().translate(record(family)).record()).orElseThrow();
    }

    /** The one person whom a parked file may be about. */
    Optional<Pseudonym> onlyCandidate(ExchangeId id) {
        var candidates = tray.waiting(Actor.user("d.lefevre")).stream().filter(each -> each.id().equals(id)).findFirst()
                .orElseThrow()
                .candidates();
        assertThat(candidates).hasSize(1);
        return Optional.of(candidates.getFirst().person());
    }

    State state(ExchangeId id) {
        return counter.find(id).orElseThrow().state();
    }

    String reason(ExchangeId id) {
        return counter.find(id).orElseThrow().reason();
    }

    long entries(ExchangeId id, Step step) {
        return counter.steps(id).stream().filter(entry -> entry.step() == step).count();
    }

    /** Entries of that step about anything. */
    List<Entry> entries(Step step) {
        return desk.transactions().run(tx -> desk.journal().latest(tx, step, 100).reversed());
    }

    /** As if the dispatcher had tried in vain to send this exchange, and waited for that time. */
    void failed(ExchangeId id, Instant next) {
        desk.transactions().run(tx -> {
            try (var update = tx.prepareStatement("update scheduled_tasks set consecutive_failures = 4, "
                    + "execution_time = ? where task_name = 'send' and task_instance = ?")) {
                update.setTimestamp(1, Timestamp.from(next));
                update.setString(2, id.toString());
                return update.executeUpdate();
            }
        });
    }

    /** When the exchange is to be sent. */
    Instant dueAt(ExchangeId id) {
        return desk.transactions().run(tx -> {
            try (var select = tx.prepareStatement(
                    "select execution_time from scheduled_tasks where task_name = 'send' and task_instance = ?")) {
                select.setString(1, id.toString());
                try (var rows = select.executeQuery()) {
                    rows.next();
                    return rows.getTimestamp(1).toInstant();
                }
            }
        });
    }

    /** The errands that wait for this exchange, by their words. */
    List<String> errands(ExchangeId id) {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(
                        "select task_name from scheduled_tasks where task_instance = ? order by task_name")) {
            statement.setString(1, id.toString());
            var names = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Answer carry(Peer peer, Envelope envelope, ExchangeId exchange) {
        carried.add(envelope.bytes());
        beforeCarrying.run();
        return carried(envelope.bytes());
    }

    private Answer carried(byte[] message) {
        var opening = other.opener.open(message, department);
        other.arrived.add(opening);
        var answer = other.reception.take(opening, department);
        if (answer instanceof Reception.Answer.Receipt(var bytes)) {
            other.answered.add(bytes);
        }
        afterCarrying.run();
        return switch (answer) {
            case Reception.Answer.Receipt(var bytes) -> new Answer.Message(opener.open(bytes, other.department));
            case Reception.Answer.Nothing nothing -> new Answer.Silence();
            case Reception.Answer.Disbelief(var reason) -> new Answer.Disbelief(reason);
        };
    }

    @Override
    public Answer carry(Peer peer, byte[] statement) {
        return carried(statement);
    }

    @Override
    public String deliver(Connector connector, DeliverableRecord record, ExchangeId exchange) {
        handedOver.add(exchange);
        delivered.add(record);
        whileHandingOver.run();
        return "";
    }
}
