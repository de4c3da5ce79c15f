package org.viaduc.web.console.dpo;

import java.util.List;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.retention.Retention;
import org.viaduc.exchange.rules.BooksInForce;
import org.viaduc.policy.BookPage;
import org.viaduc.policy.RuleBook;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.login.Visitor;

/** The rule book as tables, and what is kept until when, for the data protection officer. */
@Controller
@Hidden
public class RulePages {
    private static final int SHOWN = 100;
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
            return new Table("table-" + at, say.begin(table.title()), table.head(), table.rows().stream()
                    .map(row -> row.stream().map(cell -> cell.lines().toList()).toList()).toList());
        }).toList());
        return "rules";
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
