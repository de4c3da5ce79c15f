package org.viaduc.web.console.auditor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.servlet.http.HttpServletResponse;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import org.viaduc.exchange.JournalDesk;
import org.viaduc.exchange.audit.Annotation;
import org.viaduc.exchange.audit.Annotations;
import org.viaduc.exchange.audit.Period;
import org.viaduc.exchange.audit.ReportPage;
import org.viaduc.exchange.audit.Reports;
import org.viaduc.exchange.audit.Sampling;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.journal.About;
import org.viaduc.journal.EvidenceReport;
import org.viaduc.journal.JournalCheck;
import org.viaduc.journal.answers.Sample;
import org.viaduc.journal.answers.Stratum;
import org.viaduc.model.UnknownCode;
import org.viaduc.trust.CheckpointKeys;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.ReportSeal;
import org.viaduc.web.console.Crumb;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.login.Visitor;

/** What an auditor makes of the journal: proofs that are checked in the page, notes, samples, signed reports, exports. */
@Controller
@Hidden
public class EvidencePages {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<Crumb> BELOW = List.of(new Crumb("/audit", "menu.audit"));
    private static final int MONTH = 30;
    private static final int LARGEST_SAMPLE = 1_000;

    private final JournalDesk journal;
    private final Annotations annotations;
    private final Sampling sampling;
    private final Reports reports;
    private final NodeSettings settings;
    private final KeyRing ring;
    private final Clock clock;

    EvidencePages(JournalDesk journal, Annotations annotations, Sampling sampling, Reports reports,
            NodeSettings settings, KeyRing ring, Clock clock) {
        this.journal = journal;
        this.annotations = annotations;
        this.sampling = sampling;
        this.reports = reports;
        this.settings = settings;
        this.ring = ring;
        this.clock = clock;
    }

    @GetMapping("/audit/exchanges/{id}")
    String evidence(@PathVariable String id, @ModelAttribute("visitor") Visitor visitor, Locale locale, Model model)
            throws IOException {
        return evidence(id, Given.nothing(), visitor, model);
    }

    private String evidence(String id, Given form, Visitor visitor, Model model) throws IOException {
        var exchange = Given.exchange(id);
        model.addAttribute("crumbs", List.of(BELOW.getFirst(), new Crumb("/exchanges/" + id, "fact.exchange")));
        model.addAttribute("form", form);
        model.addAttribute("id", id);
        model.addAttribute("proof", checked(new About.OneExchange(exchange), visitor));
        model.addAttribute("notes", annotations.on(exchange, visitor.actor()));
        return "audit-exchange";
    }

    /** Makes the evidence as it would be taken away, and checks it as whoever takes it away would. */
    private EvidenceReport checked(About about, Visitor visitor) throws IOException {
        var file = Files.createTempFile("viaduc-evidence", ".ndjson");
        try {
            try (var out = Files.newOutputStream(file)) {
                journal.evidence(about, visitor.actor(), out);
            }
            return JournalCheck.verifyEvidence(file, List.of(), CheckpointKeys::of);
        } finally {
            Files.delete(file);
        }
    }

    @PostMapping("/audit/exchanges/{id}/notes")
    String note(@PathVariable String id, @RequestParam(defaultValue = "") String text,
            @ModelAttribute("visitor") Visitor visitor, Model model, RedirectAttributes next) throws IOException {
        var form = new Given(java.util.Map.of("text", text));
        var note = form.required("text", words -> words);
        if (note.isPresent()) {
            try {
                annotations.add(new Annotation.On.Exchange(Given.exchange(id)), note.get(), visitor.actor());
                next.addFlashAttribute("done", "done.note");
                return "redirect:/audit/exchanges/{id}";
            } catch (IllegalArgumentException e) {
                form.fault("text", "personal");
            }
        }
        return evidence(id, form, visitor, model);
    }

    @GetMapping("/audit/samples")
    String samples(Model model) {
        model.addAttribute("crumbs", BELOW);
        model.addAttribute("sample", null);
        model.addAttribute("ticked", List.of());
        model.addAttribute("form", new Given(java.util.Map.of("number", "20", "from-day",
                today().minusDays(MONTH).toString(), "to-day", today().toString())));
        return "samples";
    }

    @PostMapping("/audit/samples")
    String draw(@RequestParam MultiValueMap<String, String> fields, @ModelAttribute("visitor") Visitor visitor,
            Model model) {
        var form = new Given(fields.toSingleValueMap());
        var number = form.required("number", EvidencePages::number);
        var seed = form.optional("seed", Sample.Plan::seed);
        var size = form.optional("size", Long::valueOf);
        var period = period(form);
        var by = EnumSet.noneOf(Stratum.By.class);
        fields.getOrDefault("by", List.of()).forEach(word -> stratum(word, form).ifPresent(by::add));
        model.addAttribute("crumbs", BELOW);
        model.addAttribute("form", form);
        model.addAttribute("ticked", fields.getOrDefault("by", List.of()));
        model.addAttribute("sample", null);
        if (!form.isFaulty()) {
            var plan = new Sample.Plan(seed.orElseGet(() -> Sample.Plan.seed(HexFormat.of().formatHex(dice()))),
                    period.begins(), period.ends(), number.orElseThrow(), by);
            try {
                model.addAttribute("sample", sampling.draw(plan,
                        size.map(OptionalLong::of).orElse(OptionalLong.empty()), visitor.actor()));
            } catch (NoSuchElementException e) {
                form.fault("size", "unknown");
            }
        }
        return "samples";
    }

    private static Optional<Stratum.By> stratum(String word, Given form) {
        try {
            return Optional.of(Stratum.By.of(word));
        } catch (UnknownCode e) {
            form.fault("strata", "unknown");
            return Optional.empty();
        }
    }

    private static int number(String text) {
        var number = Integer.parseInt(text);
        if (number < 1 || number > LARGEST_SAMPLE) {
            throw new IllegalArgumentException("a sample is of 1 to " + LARGEST_SAMPLE);
        }
        return number;
    }

    private static byte[] dice() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @GetMapping("/audit/reports")
    String reports(Model model) {
        model.addAttribute("crumbs", BELOW);
        model.addAttribute("form", new Given(java.util.Map.of("from-day", today().minusDays(MONTH).toString(),
                "to-day", today().toString())));
        return "reports";
    }

    /** The report as a document or a page to print, or as what was signed; a fault of the days leads back to the form. */
    @PostMapping("/audit/reports")
    String report(@RequestParam java.util.Map<String, String> fields, @ModelAttribute("visitor") Visitor visitor,
            Locale locale, Model model, HttpServletResponse response) throws IOException {
        var form = new Given(fields);
        var period = period(form);
        if (form.isFaulty()) {
            model.addAttribute("crumbs", BELOW);
            model.addAttribute("form", form);
            return "reports";
        }
        var name = "viaduc-" + settings.department().code() + "-" + period.from() + "-" + period.to();
        switch (fields.getOrDefault("as", "")) {
            case "pdf" -> send(response, "application/pdf", name + ".pdf",
                    reports.pdf(period, OnEveryPage.say(settings, locale).language(), visitor.actor()));
            case "signed" -> send(response, "application/jose", name + ".jws",
                    reports.sign(period, visitor.actor()).getBytes(StandardCharsets.UTF_8));
            default -> send(response, "text/html", name + ".html", page(reports.sign(period, visitor.actor())));
        }
        return null;
    }

    private byte[] page(String jws) {
        return ReportPage.of(ReportSeal.open(jws, ring.publicKeys()).orElseThrow()).html()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpServletResponse response, String type, String name, byte[] file) throws IOException {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        response.getOutputStream().write(file);
    }

    /** Evidence of one exchange, or the whole journal: lines that are verified with nothing else. */
    @PostMapping("/audit/export")
    void export(@RequestParam(defaultValue = "") String exchange, @ModelAttribute("visitor") Visitor visitor,
            HttpServletResponse response) throws IOException {
        var id = exchange.isEmpty() ? null : Given.exchange(exchange);
        response.setContentType("application/x-ndjson");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"viaduc-"
                + settings.department().code() + (id == null ? "" : "-" + id) + ".ndjson\"");
        if (id == null) {
            journal.export(visitor.actor(), response.getOutputStream());
        } else {
            journal.evidence(new About.OneExchange(id), visitor.actor(), response.getOutputStream());
        }
    }

    private Period period(Given form) {
        var from = form.required("from-day", LocalDate::parse).orElse(today());
        var to = form.required("to-day", LocalDate::parse).orElse(today());
        if (to.isBefore(from)) {
            form.fault("to-day", "before");
            return new Period(to, to, settings.zone());
        }
        return new Period(from, to, settings.zone());
    }

    private LocalDate today() {
        return settings.day(clock.instant());
    }
}
