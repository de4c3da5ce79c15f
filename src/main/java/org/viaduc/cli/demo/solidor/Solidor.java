package org.viaduc.cli.demo.solidor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.viaduc.cli.demo.local.Control;
import org.viaduc.cli.demo.local.LocalSettings;
import org.viaduc.cli.demo.population.Population;

/** One running Solidor: its tables, its SFTP server, its imports and its control. */
public final class Solidor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Solidor.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DAY_OF_A_DROP = DateTimeFormatter.BASIC_ISO_DATE;

    private final LocalSettings settings;
    private final HouseholdTables tables;
    private final DropFile drops;
    private final Path out;
    private final Deliveries deliveries;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService imports = Executors.newSingleThreadScheduledExecutor();
    private final SftpDoor door;
    private final Control control;

    private Solidor(LocalSettings settings, boolean withPdf) throws IOException, SQLException {
        this.settings = settings;
        var shared = Files.createDirectories(settings.folder().resolve("sftp"));
        this.out = Files.createDirectories(shared.resolve("out"));
        Files.createDirectories(out.resolve("archive"));
        Files.createDirectories(out.resolve("reject"));
        this.drops = new DropFile(withPdf);
        this.tables = HouseholdTables.open(settings.folder());
        fill();
        this.deliveries = new Deliveries(Files.createDirectories(shared.resolve("in")), this::receive);
        this.door = SftpDoor.open(settings.folder(), shared, settings.host(), settings.port(),
                () -> imports.execute(this::sweep));
        imports.scheduleWithFixedDelay(this::sweep, 0, 1, TimeUnit.SECONDS);
        this.control = Control.open(settings.controlPort(), Map.of("POST /drop", this::drop, "POST /event",
                this::event, "GET /received", asked -> received()));
    }

    /**
     * Starts with what its folder holds; an empty folder is filled with the invented population.
     *
     * @param withPdf whether lines O of a drop have the column {@code pdf}
     */
    public static Solidor start(LocalSettings settings, boolean withPdf) throws IOException, SQLException {
        return new Solidor(settings, withPdf);
    }

    public int port() {
        return door.port();
    }

    public int controlPort() {
        return control.port();
    }

    @Override
    public void close() throws IOException, SQLException {
        control.close();
        door.close();
        imports.close();
        tables.close();
    }

    private void fill() throws SQLException {
        if (settings.populated() && tables.isEmpty()) {
            var files = new SolidorFiles(settings.today());
            tables.add(Population.of(settings.seed(), settings.today()).in(Population.D35).stream()
                    .flatMap(household -> files.rows(household).stream()).toList(), true);
        }
    }

    /** Without a wish: the households that changed since the last drop. Answers no file when there are none. */
    private JsonNode drop(JsonNode asked) throws IOException, SQLException {
        var households = chosen(asked);
        if (households.isEmpty()) {
            return JSON.createObjectNode().put("households", 0).put("persons", 0);
        }
        var rows = new ArrayList<Row>();
        for (var household : households) {
            rows.addAll(tables.household(household));
        }
        var day = DAY_OF_A_DROP.format(settings.today());
        var name = "DOSSIERS_%s_%03d.csv".formatted(day, tables.nextDropOf(day));
        drops.write(out.resolve(name), rows);
        tables.dropped(households);
        return JSON.createObjectNode().put("file", name).put("households", households.size()).put("persons",
                rows.stream().filter(row -> row.line() == Line.P).count());
    }

    private List<String> chosen(JsonNode asked) throws SQLException {
        if (asked.path("all").asBoolean()) {
            return tables.ownHouseholds();
        }
        if (asked.has("households")) {
            var wanted = new ArrayList<String>();
            asked.get("households").forEach(household -> wanted.add(household.asText()));
            return tables.ownHouseholds().stream().filter(wanted::contains).toList();
        }
        return tables.householdsToDrop();
    }

    private JsonNode event(JsonNode asked) throws SQLException, Control.Refusal {
        var day = asked.has("on") ? LocalDate.parse(asked.get("on").asText()) : settings.today();
        var row = Row.of(Line.E, "", asked.path("person").asText(), asked.path("code").asText(),
                SolidorFiles.day(day), asked.path("value1").asText(), asked.path("value2").asText(),
                asked.path("author").asText());
        if (row.get("code_evt").isEmpty() || !tables.happened(row)) {
            throw new Control.Refusal("an event needs a `code` and a `person` known here");
        }
        return JSON.createObjectNode().put("recorded", true);
    }

    private JsonNode received() throws IOException, SQLException {
        deliveries.sweep();
        var answer = JSON.createObjectNode();
        var list = answer.putArray("exchanges");
        for (var each : tables.received()) {
            list.addObject().put("exchange", each.exchange()).put("person", each.person()).put("rows", each.rows())
                    .put("repeats", each.repeats());
        }
        acknowledged.forEach(each -> list.addObject().put("exchange", each));
        return answer.put("count", list.size()).put("rejected", deliveries.rejected());
    }

    private void receive(String exchange, List<Row> rows) throws SQLException {
        if (settings.acknowledging()) {
            acknowledged.add(exchange);
        } else {
            tables.receive(exchange, rows);
        }
    }

    private void sweep() {
        try {
            deliveries.sweep();
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.warn("cannot import deliveries, will try again: {}", e.getClass().getSimpleName());
        }
    }
}
