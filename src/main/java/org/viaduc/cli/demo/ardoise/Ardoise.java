package org.viaduc.cli.demo.ardoise;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.viaduc.cli.demo.local.Control;
import org.viaduc.cli.demo.local.Credentials;
import org.viaduc.cli.demo.local.LocalSettings;
import org.viaduc.cli.demo.population.Population;

/** One running Ardoise: its files, its web service and its control. */
public final class Ardoise implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalSettings settings;
    private final PersonFiles files;
    private final ArdoiseService service;
    private final SoapDoor door;
    private final Control control;

    private Ardoise(LocalSettings settings) throws IOException, SQLException, GeneralSecurityException {
        this.settings = settings;
        Files.createDirectories(settings.folder());
        this.files = PersonFiles.open(settings.folder(), settings.clock());
        fill();
        this.service = new ArdoiseService(files, settings.acknowledging());
        this.door = SoapDoor.open(service, Credentials.in(settings.folder()), settings.host(),
                settings.port());
        this.control = Control.open(settings.controlPort(),
                Map.of("POST /event", this::event, "GET /received", asked -> received()));
    }

    /** Starts with what its folder holds; an empty folder is filled with the invented population. */
    public static Ardoise start(LocalSettings settings) throws IOException, SQLException, GeneralSecurityException {
        return new Ardoise(settings);
    }

    public int port() {
        return door.port();
    }

    public int controlPort() {
        return control.port();
    }

    @Override
    public void close() throws SQLException {
        control.close();
        door.close();
        files.close();
    }

    private void fill() throws SQLException {
        if (!settings.populated() || !files.isEmpty()) {
            return;
        }
        for (var household : Population.of(settings.seed(), settings.today()).in(Population.D44)) {
            for (var member : household.members()) {
                files.open(member.number(), new ArdoiseFiles(household, member).entries());
            }
        }
    }

    private JsonNode event(JsonNode asked) throws SQLException, Control.Refusal {
        var entry = Entry.of(Rubric.FAIT, asked.path("code").asText(),
                asked.path("on").asText(settings.today().toString()), asked.path("value1").asText(),
                asked.path("author").asText());
        var readable = entry.fields().entrySet().stream()
                .allMatch(field -> Rubric.FAIT.accepts(field.getKey(), field.getValue()));
        if (!readable || !entry.fields().containsKey("code") || !files.happened(asked.path("person").asText(), entry)) {
            throw new Control.Refusal("an event needs a `code`, a `person` known here, and a day `on` as 2026-11-21");
        }
        return JSON.createObjectNode().put("recorded", true);
    }

    private JsonNode received() throws SQLException {
        var answer = JSON.createObjectNode();
        var list = answer.putArray("exchanges");
        for (var each : files.received()) {
            list.addObject().put("exchange", each.exchange()).put("person", each.number()).put("rows", each.rubrics())
                    .put("repeats", each.repeats());
        }
        service.acknowledged().forEach(each -> list.addObject().put("exchange", each));
        return answer.put("count", list.size()).put("rejected", 0);
    }
}
