package org.viaduc.web.console.auditor;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import org.viaduc.exchange.JournalDesk;
import org.viaduc.exchange.audit.Answers;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.journal.Search;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.web.console.Choice;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.console.exchange.StepLine;
import org.viaduc.web.login.Visitor;

/** Search the journal, newest first, with how much was found of what; and what neighbours witness. Each look is an entry. */
@Controller
@Hidden
public class AuditPages {
    private static final int PAGE = 50;
    private static final Set<String> NAMING = Set.of("person", "actor");

    private final Answers answers;
    private final JournalDesk journal;
    private final NodeSettings settings;

    AuditPages(Answers answers, JournalDesk journal, NodeSettings settings) {
        this.answers = answers;
        this.journal = journal;
        this.settings = settings;
    }

    /** One entry that was found. @param exchange empty where it is of none */
    public record Found(long place, StepLine line, String exchange) {}

    /** By what names nobody; a person or a user is searched for with {@link #asked}, so that neither stands in an address. */
    @GetMapping("/audit")
    String search(@RequestParam Map<String, String> fields, @ModelAttribute("visitor") Visitor visitor, Locale locale,
            Model model) {
        var named = new HashMap<>(fields);
        named.keySet().removeAll(NAMING);
        return asked(named, visitor, locale, model);
    }

    @PostMapping("/audit")
    String asked(@RequestParam Map<String, String> fields, @ModelAttribute("visitor") Visitor visitor, Locale locale,
            Model model) {
        var say = OnEveryPage.say(settings, locale);
        var form = new Given(fields);
        var search = search(form);
        model.addAttribute("form", form);
        model.addAttribute("steps", Arrays.stream(Step.values()).map(Step::word).toList());
        if (!form.isFaulty()) {
            var part = answers.events(search, visitor.actor());
            var found = part.found().stream().map(event -> new Found(event.place(), StepLine.of(event.entry(), say),
                    event.entry().exchange().map(ExchangeId::toString).orElse(""))).toList();
            model.addAttribute("found", found);
            model.addAttribute("counts", found.stream().collect(
                    Collectors.groupingBy(each -> each.line().step(), TreeMap::new, Collectors.counting())));
            model.addAttribute("next", part.next().map(mark -> more(fields, mark.toString())).orElse(Map.of()));
        }
        return "audit";
    }

    private Search search(Given form) {
        var search = Search.latest(PAGE);
        search = form.optional("person", Given::pseudonym).map(search::about).orElse(search);
        search = form.optional("exchange", ExchangeId::of).map(search::of).orElse(search);
        search = form.optional("peer", Department::new).map(search::with).orElse(search);
        search = form.optional("actor", text -> text).map(search::by).orElse(search);
        search = form.optional("rule", AuditPages::rule).map(search::under).orElse(search);
        search = form.optional("step", Step::of).map(search::of).orElse(search);
        var from = form.optional("from-day", LocalDate::parse);
        var to = form.optional("to-day", LocalDate::parse);
        search = from.map(day -> day.atStartOfDay(settings.zone()).toInstant()).map(search::from).orElse(search);
        search = to.map(day -> day.plusDays(1).atStartOfDay(settings.zone()).toInstant()).map(search::to)
                .orElse(search);
        return form.optional("page", Search.Mark::of).map(search::before).orElse(search);
    }

    private static String rule(String text) {
        if (!text.matches("R-[A-Z0-9]{1,16}(-[A-Z0-9]{1,16}){0,5}")) {
            throw new IllegalArgumentException("no id of a rule");
        }
        return text;
    }

    /** What is asked for what comes after, with the same question. */
    private static Map<String, String> more(Map<String, String> fields, String mark) {
        var query = new TreeMap<>(fields);
        query.keySet().removeAll(Set.of("lang", "_csrf"));
        query.values().removeIf(String::isBlank);
        query.put("page", mark);
        return query;
    }

    @GetMapping("/audit/witnesses")
    String witnesses(@ModelAttribute("visitor") Visitor visitor, Locale locale, Model model) {
        var say = OnEveryPage.say(settings, locale);
        var witnessed = journal.witnessed(visitor.actor());
        model.addAttribute("head", journal.checkpoint());
        model.addAttribute("latest", witnessed.latest());
        model.addAttribute("seen", witnessed.seen());
        model.addAttribute("unseen", witnessed.unseen());
        model.addAttribute("contradictions", witnessed.contradictions().stream()
                .map(each -> new Choice(each.origin().code(), each.sentence(say.language()))).toList());
        model.addAttribute("findings", answers.findings(visitor.actor()));
        return "witnesses";
    }
}
