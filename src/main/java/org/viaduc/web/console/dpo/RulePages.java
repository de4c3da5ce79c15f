package org.viaduc.web.console.dpo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.retention.Retention;
import org.viaduc.exchange.rules.BooksInForce;
import org.viaduc.model.Section;
import org.viaduc.model.Track;
import org.viaduc.policy.BookPage;
import org.viaduc.policy.RuleBook;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.console.Say;
import org.viaduc.web.login.Visitor;

/** The rule book as tables, and what is kept until when, for the data protection officer. */
@Controller
@Hidden
public class RulePages {
    private static final int SHOWN = 100;
    private static final Set<String> SECTIONS = Arrays.stream(Section.values()).map(Enum::name)
            .collect(Collectors.toSet());
    private static final Set<String> ROADS = Arrays.stream(Track.values()).map(Track::word)
            .collect(Collectors.toSet());
    private final RuleBook rules;
    private final BooksInForce books;
    private final Retention retention;
    private final NodeSettings settings;

    RulePages(RuleBook rules, BooksInForce books, Retention retention, NodeSettings settings) {
        this.rules = rules;
        this.books = books;
        this.retention = retention;
        this.settings = settings;
    }

    /** One table of the book. @param title said to the reader @param rows each cell as its lines */
    public record Table(String id, String title, List<String> head, List<List<List<String>>> rows) {}

    /** Folded by section. @param open {@code all} for what is read through or printed */
    @GetMapping("/rules")
    String rules(@RequestParam(defaultValue = "") String open, Locale locale, Model model) {
        model.addAttribute("open", open);
        var say = OnEveryPage.say(settings, locale);
        model.addAttribute("version", rules.version());
        model.addAttribute("digest", rules.digest().hex());
        model.addAttribute("history", books.all());
        var tables = new BookPage(rules, say.language()).tables();
        model.addAttribute("tables", java.util.stream.IntStream.range(0, tables.size()).mapToObj(at -> {
            var table = tables.get(at);
            return new Table("table-" + at, say.begin(table.title()),
                    table.head().stream().map(cell -> said(cell, say)).toList(), table.rows().stream()
                            .map(row -> row.stream().map(cell -> cell.lines().map(line -> said(line, say)).toList())
                                    .toList())
                            .toList());
        }).toList());
        return "rules";
    }

    /** A section or a road that stands alone is a code: the reader gets its word, too. */
    private static String said(String text, Say say) {
        return SECTIONS.contains(text)
                ? text + " " + say.word(text)
                : ROADS.contains(text) ? say.word(text) : text;
    }

    @GetMapping("/retention")
    String retention(@ModelAttribute("visitor") Visitor visitor, Model model) {
        var kept = retention.kept(SHOWN, visitor.actor());
        model.addAttribute("today", kept.today());
        model.addAttribute("terms", kept.rules());
        model.addAttribute("nearest", kept.nearest());
        model.addAttribute("gone", kept.gone());
        return "retention";
    }
}
