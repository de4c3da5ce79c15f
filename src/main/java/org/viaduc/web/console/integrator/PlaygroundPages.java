package org.viaduc.web.console.integrator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.MappingFaults;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.mapping.Translator;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.CommonRecord;
import org.viaduc.web.console.Choice;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.exchange.LedgerView;

/**
 * A place to try mappings: a record is translated, translated back and accounted for, by
 * the tables in force or by one that is edited here. Nothing is kept, no exchange is opened, no person is looked up.
 */
@Controller
@Hidden
public class PlaygroundPages {
    private static final int LONGEST = 200_000;
    private static final int RECORDS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MappingsInForce mappings;
    private final MappingFiles files;
    private final Clock clock;

    PlaygroundPages(MappingsInForce mappings, NodeSettings settings, Clock clock) {
        this.mappings = mappings;
        this.files = new MappingFiles(settings);
        this.clock = clock;
    }

    /** What became of one record. @param common in common terms @param back in local ones again, after the return */
    public record Tried(String number, String common, String back, LedgerView ledger, LedgerView returned,
            List<String> doubts) {}

    @GetMapping("/playground")
    String playground(@RequestParam(defaultValue = "") String system, @RequestParam(defaultValue = "") String table,
            Model model) {
        var known = known(system);
        var tables = known.map(files::of).orElse(Map.of());
        var chosen = Optional.of(table).filter(tables::containsKey);
        return page(new Given(Map.of("system", known.orElse(""), "table", chosen.orElse(""))),
                chosen.map(tables::get).orElse(""), "", List.of(), List.of(), model);
    }

    private String page(Given form, String edited, String record, List<Tried> tried, List<String> faults,
            Model model) {
        var system = known(form.value("system"));
        model.addAttribute("form", form);
        model.addAttribute("system", system.orElse(""));
        model.addAttribute("systems", mappings.book().systems().stream().sorted()
                .map(each -> new Choice(each, each)).toList());
        model.addAttribute("tables", system.map(files::of).orElse(Map.of()).keySet().stream()
                .map(each -> new Choice(each, each)).toList());
        model.addAttribute("edited", edited);
        model.addAttribute("record", record);
        model.addAttribute("tried", tried);
        model.addAttribute("mistakes", faults);
        return "playground";
    }

    private Optional<String> known(String system) {
        return Optional.of(system).filter(mappings.book().systems()::contains);
    }

    @PostMapping("/playground")
    String attempt(@RequestParam Map<String, String> fields, Locale locale, Model model) throws IOException {
        var record = fields.getOrDefault("record", "");
        var edited = fields.getOrDefault("edited", "");
        var form = new Given(Map.of("system", fields.getOrDefault("system", ""), "table",
                fields.getOrDefault("table", "")));
        var system = form.required("system", text -> known(text).orElseThrow(IllegalArgumentException::new));
        if (record.isBlank()) {
            form.fault("record", "missing");
        } else if (record.length() > LONGEST || edited.length() > LONGEST) {
            form.fault("record", "too-long");
        }
        var tried = new ArrayList<Tried>();
        var faults = new ArrayList<String>();
        if (!form.isFaulty()) {
            try {
                var table = form.optional("table", text -> text).filter(text -> !edited.isBlank());
                var book = table.isEmpty() ? mappings.book() : files.with(system.orElseThrow(), table, edited);
                attempt(book, system.orElseThrow(), record, tried, faults);
            } catch (MappingFaults e) {
                e.faults().forEach(fault -> faults.add(fault.place() + " – " + fault.reason()));
            }
        }
        return page(form, edited, record, tried, faults, model);
    }

    private void attempt(MappingBook book, String system, String record, List<Tried> tried, List<String> faults)
            throws IOException {
        var description = book.system(system);
        var format = LocalFormat.of(description);
        var translator = new Translator(book, clock);
        var charset = description.wire().charset();
        var batch = format.read(new ByteArrayInputStream(record.replace("\r\n", "\n").getBytes(charset)), "playground");
        batch.faults().forEach(fault -> faults.add(fault.place() + " – " + fault.reason()));
        for (var each : batch.records().stream().limit(RECORDS).toList()) {
            var translation = translator.translate(each);
            var back = translator.back(translation.record(), system);
            tried.add(new Tried(each.localId(), common(translation.record()),
                    new String(format.write(back), charset),
                    LedgerView.of(translation.ledger()), LedgerView.of(back.ledger()), translation.doubts()));
        }
        if (batch.records().isEmpty() && batch.faults().isEmpty()) {
            faults.add("–");
        }
    }

    private static String common(CommonRecord record) throws JsonProcessingException {
        var text = new StringBuilder();
        for (var piece : record.pieces()) {
            text.append("# ").append(piece.kind().code()).append(piece.marks().isEmpty() ? "" : " " + piece.marks())
                    .append('\n').append(JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(piece.resource().copy()))
                    .append("\n\n");
        }
        return text.toString().strip();
    }
}
