package org.viaduc.web.console.dpo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.rules.DryRun;
import org.viaduc.exchange.rules.Outlook;
import org.viaduc.policy.RuleBook;
import org.viaduc.policy.RuleBookFaults;
import org.viaduc.web.console.Choice;
import org.viaduc.web.console.Crumb;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.console.Say;
import org.viaduc.web.login.Visitor;

/** What a rule book that is not in force would have decided on past exchanges. The books to try stand in {@code rule-books/NAME}. */
@Controller
@Hidden
public class TrialPages {
    private static final List<Crumb> BELOW = List.of(new Crumb("/rules", "menu.rules"));
    private static final int MOST = 1000;
    private final DryRun dryRun;
    private final NodeSettings settings;
    private final Clock clock;

    TrialPages(DryRun dryRun, NodeSettings settings, Clock clock) {
        this.dryRun = dryRun;
        this.settings = settings;
        this.clock = clock;
    }

    /** One change as a page says it. @param sentence of the rule; empty where no rule is named */
    public record Line(String track, String what, int exchanges, SaidLine before, SaidLine after) {}

    /** @param law its articles, comma-separated */
    public record SaidLine(String verdict, String sentence, String code, String law) {}

    @GetMapping("/rules/trial")
    String form(Model model) throws IOException {
        return page(new Given(Map.of("since", today().minusYears(1).toString())), model);
    }

    @PostMapping("/rules/trial")
    String trial(@RequestParam Map<String, String> fields, @ModelAttribute("visitor") Visitor visitor, Locale locale,
            Model model) throws IOException {
        var form = new Given(fields);
        var since = form.required("since", LocalDate::parse);
        var folder = form.required("book", name -> candidates().entrySet().stream()
                .filter(each -> each.getKey().equals(name)).map(Map.Entry::getValue).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such book")));
        if (!form.isFaulty()) {
            try {
                var outlook = dryRun.of(RuleBook.read(folder.orElseThrow()), since.orElseThrow(), MOST,
                        visitor.actor());
                model.addAttribute("outlook", outlook);
                model.addAttribute("lines", lines(outlook, OnEveryPage.say(settings, locale)));
            } catch (RuleBookFaults e) {
                model.addAttribute("faulty", e.getMessage().lines().toList());
            }
        }
        return page(form, model);
    }

    private String page(Given form, Model model) throws IOException {
        model.addAttribute("crumbs", BELOW);
        model.addAttribute("form", form);
        model.addAttribute("most", MOST);
        model.addAttribute("books", candidates().keySet().stream().map(name -> new Choice(name, name)).toList());
        return "trial";
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(settings.zone()));
    }

    private Map<String, Path> candidates() {
        var folder = settings.directory().resolve("rule-books");
        var found = new LinkedHashMap<String, Path>();
        if (Files.isDirectory(folder)) {
            try (var books = Files.list(folder)) {
                books.filter(Files::isDirectory).sorted()
                        .forEach(each -> found.put(String.valueOf(each.getFileName()), each));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("the folder `rule-books` cannot be read", e);
            }
        }
        return found;
    }

    private static List<Line> lines(Outlook outlook, Say say) {
        return outlook.changes().stream().map(each -> new Line(say.begin(each.track().word()),
                each.kind().isEmpty() ? say.pick("la réponse", "the answer") : say.word(each.kind()),
                each.exchanges(), said(each.before(), say), said(each.after(), say))).toList();
    }

    private static SaidLine said(Outlook.Said said, Say say) {
        return new SaidLine(verdict(said.verdict(), say), said.reason().sentence(say.language()), said.code(),
                String.join(", ", said.reason().law()));
    }

    /** A term is said in days after the question. */
    private static String verdict(String verdict, Say say) {
        return verdict.matches("P-?[0-9]+D")
                ? verdict.substring(1, verdict.length() - 1) + say.pick(" jours après", " days after")
                : say.word(verdict);
    }
}
