package org.viaduc.web;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.audit.Annotation;
import org.viaduc.exchange.audit.Annotations;
import org.viaduc.exchange.audit.Period;
import org.viaduc.exchange.audit.ReportPage;
import org.viaduc.exchange.audit.Reports;
import org.viaduc.exchange.audit.Sampling;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.journal.Actor;
import org.viaduc.journal.answers.Sample;
import org.viaduc.journal.answers.Stratum;
import org.viaduc.model.Language;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.ReportSeal;
import org.viaduc.web.Problems.BadRequest;

/** What an auditor makes of the journal: a sample drawn by lot, notes, a signed report. */
@RestController
@RequestMapping("/api/journal")
@Tag(name = "audit")
class AuditApi {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<String> PLAN = Set.of("number", "seed", "from", "to", "by", "size");
    private static final Set<String> NOTE = Set.of("exchange", "entry", "text");

    private final Sampling sampling;
    private final Annotations annotations;
    private final Reports reports;
    private final NodeSettings settings;
    private final KeyRing ring;
    private final Clock clock;

    AuditApi(Sampling sampling, Annotations annotations, Reports reports, NodeSettings settings, KeyRing ring,
            Clock clock) {
        this.sampling = sampling;
        this.annotations = annotations;
        this.reports = reports;
        this.settings = settings;
        this.ring = ring;
        this.clock = clock;
    }

    /** A sample. With `seed`, `from`, `to`, `number`, `by` and `checkpoint.size` anybody draws it again. */
    record SampleView(String seed, LocalDate from, LocalDate to, int number, List<String> by,
            JournalApi.CheckpointView checkpoint, long population, List<StratumView> strata, String digest,
            List<AnswersApi.CourseView> drawn) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record StratumView(String track, String partner, String ending, long population, int drawn) {}

    @PostMapping("/samples")
    @Operation(summary = "Tirer un échantillon au sort / Draw a sample by lot", description = """
            `number` exchanges of those that began from `from` to `to` (the last thirty days), in shares of the strata `by`
            (`track`, `partner`, `ending`, with commas). `seed` is any text; without one the node throws the dice. `size` draws
            from the journal as it stood at that checkpoint: the same question draws the same sample. A draw is an entry.""")
    SampleView sample(@RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, PLAN);
        var number = asked.required("number", Integer::valueOf);
        var seed = asked.optional("seed", Sample.Plan::seed);
        var from = asked.optional("from", LocalDate::parse);
        var to = asked.optional("to", LocalDate::parse);
        var by = asked.optional("by", AuditApi::strata);
        var size = asked.optional("size", Long::valueOf);
        if (number.filter(most -> most < 1 || most > 1_000).isPresent()) {
            asked.fault("`number` is from 1 to 1000");
        }
        asked.speak();
        var period = Within.period(settings, from, to, settings.day(clock.instant()));
        var plan = new Sample.Plan(seed.orElseGet(() -> Sample.Plan.seed(HexFormat.of().formatHex(dice()))),
                period.begins(), period.ends(), number.orElseThrow(), by.orElse(Set.of()));
        var sample = sampling.draw(plan, size.map(OptionalLong::of).orElse(OptionalLong.empty()), Who.of(token));
        return new SampleView(plan.seed().hex(), period.from(), period.to(), plan.most(),
                plan.by().stream().sorted().map(Stratum.By::word).toList(),
                JournalApi.CheckpointView.of(sample.checkpoint()), sample.population(),
                sample.strata().stream().map(each -> new StratumView(each.stratum().track(), each.stratum().partner(),
                        each.stratum().ending(), each.population(), each.drawn())).toList(),
                sample.digest().hex(), sample.drawn().stream().map(AnswersApi.CourseView::of).toList());
    }

    private static Set<Stratum.By> strata(String text) {
        var by = EnumSet.noneOf(Stratum.By.class);
        List.of(text.split(",")).stream().map(String::strip).filter(word -> !word.isEmpty()).map(Stratum.By::of)
                .forEach(by::add);
        return by;
    }

    private static byte[] dice() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** A note of an auditor. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NoteView(String id, String exchange, Long entry, String author, Instant at, String text) {
        static NoteView of(Annotation note) {
            return switch (note.on()) {
                case Annotation.On.Exchange(var exchange) -> new NoteView(note.id().toString(), exchange.toString(),
                        null, note.author(), note.at(), note.text());
                case Annotation.On.Entry(var index) ->
                    new NoteView(note.id().toString(), null, index, note.author(), note.at(), note.text());
            };
        }
    }

    @PostMapping("/annotations")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Annoter un échange ou une entrée / Write a note on an exchange or an entry", description = """
            `exchange` or `entry` (its place in the log), and `text`. A note is never changed, and names no person.""")
    NoteView annotate(@RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, NOTE);
        var exchange = asked.optional("exchange", text -> new Annotation.On.Exchange(ExchangeApi.id(text)));
        var entry = asked.optional("entry", text -> new Annotation.On.Entry(Long.parseLong(text)));
        var text = asked.required("text", words -> words);
        if (exchange.isPresent() == entry.isPresent()) {
            asked.fault("give `exchange` or `entry`");
        }
        asked.speak();
        Annotation.On on = exchange.<Annotation.On>map(each -> each).orElseGet(entry::orElseThrow);
        try {
            return NoteView.of(annotations.add(on, text.orElseThrow(), Who.of(token)));
        } catch (IllegalArgumentException e) {
            throw new BadRequest(List.of(e.getMessage()));
        }
    }

    @GetMapping("/annotations")
    @Operation(summary = "Les annotations d'un échange ou d'une période / The notes on an exchange or of a period")
    List<NoteView> annotations(@RequestParam Optional<String> exchange, @RequestParam Optional<LocalDate> from,
            @RequestParam Optional<LocalDate> to, @AuthenticationPrincipal Jwt token) {
        var found = exchange.isPresent()
                ? annotations.on(ExchangeApi.id(exchange.get()), Who.of(token))
                : annotations.in(Within.period(settings, from, to, settings.day(clock.instant())), Who.of(token));
        return found.stream().map(NoteView::of).toList();
    }

    @GetMapping("/report")
    @Operation(summary = "Le rapport signé d'une période / The signed report of a period", description = """
            `jws` is signed with the node's key (ES256, RFC 7515, type `viaduc+report`) and holds the report as JSON; `html` is
            what it holds as a page, in French with English beside; `keys` are those under which it stands. With `format=pdf` a
            document to file and to print, in French or, with `lang=en`, in English, under one PAdES signature over all of it.""")
    ResponseEntity<Object> report(@RequestParam Optional<String> format, @RequestParam Optional<String> lang,
            @RequestParam Optional<LocalDate> from, @RequestParam Optional<LocalDate> to,
            @AuthenticationPrincipal Jwt token) {
        var asked = Within.period(settings, from, to, settings.day(clock.instant()));
        return switch (format.orElse("json")) {
            case "json" -> ResponseEntity.ok(report(asked, Who.of(token)));
            case "pdf" -> ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF)
                    .body(reports.pdf(asked, language(lang), Who.of(token)));
            default -> throw new BadRequest(List.of("`format` is `json` or `pdf`"));
        };
    }

    private static Language language(Optional<String> lang) {
        return switch (lang.orElse("fr")) {
            case "fr" -> Language.FR;
            case "en" -> Language.EN;
            default -> throw new BadRequest(List.of("`lang` is `fr` or `en`"));
        };
    }

    private Map<String, String> report(Period period, Actor auditor) {
        var jws = reports.sign(period, auditor);
        var report = ReportSeal.open(jws, ring.publicKeys()).orElseThrow();
        return Map.of("jws", jws, "report", new String(report, StandardCharsets.UTF_8), "html",
                ReportPage.of(report).html(), "keys", ring.publicKeys());
    }
}
