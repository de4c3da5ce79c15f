package org.viaduc.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.rules.BooksInForce;
import org.viaduc.exchange.rules.DryRun;
import org.viaduc.exchange.rules.Outlook;
import org.viaduc.policy.RuleBook;
import org.viaduc.policy.RuleBookFaults;
import org.viaduc.web.Problems.BadRequest;

/** The rule book's past: which ones decided here, and what another would have decided. Nothing here says anything of a person. */
@RestController
@RequestMapping("/api/policy")
@Tag(name = "policy", description = "Le recueil de règles / The rule book")
class PolicyApi {
    private static final int USUAL = 1000;
    private static final int MOST = 10_000;

    private final BooksInForce books;
    private final DryRun dryRun;
    private final NodeSettings settings;
    private final Clock clock;

    PolicyApi(BooksInForce books, DryRun dryRun, NodeSettings settings, Clock clock) {
        this.books = books;
        this.dryRun = dryRun;
        this.settings = settings;
        this.clock = clock;
    }

    /** A book that decided here. @param since when the node first started with it */
    record BookView(String version, String digest, Instant since) {}

    @GetMapping("/books")
    @Operation(summary = "Les recueils qui ont été en vigueur / The rule books that were in force")
    List<BookView> books() {
        return books.all().stream()
                .map(each -> new BookView(each.version(), each.digest().hex(), each.since())).toList();
    }

    /** One of the two books. */
    record NamedBook(String version, String digest) {
        static NamedBook of(Outlook.Book book) {
            return new NamedBook(book.version(), book.digest().hex());
        }
    }

    /** One side of a change. @param reason its rule's code; empty where no rule is named */
    record SaidView(String verdict, String reason, List<String> law, String fr, String en) {
        static SaidView of(Outlook.Said said) {
            return new SaidView(said.verdict(), said.code(), said.reason().law(), said.reason().french(),
                    said.reason().english());
        }
    }

    /** @param kind of piece, or the obligation; empty for an outcome */
    record ChangeView(String track, String matter, String kind, int exchanges, SaidView before, SaidView after) {
        static ChangeView of(Outlook.Change each) {
            return new ChangeView(each.track().word(), each.matter().word(), each.kind(), each.exchanges(),
                    SaidView.of(each.before()), SaidView.of(each.after()));
        }
    }

    /** What would have been decided. @param unasked how many could not be asked again, by why */
    record OutlookView(NamedBook before, NamedBook after, int looked, int asked, int different,
            Map<String, Integer> unasked, List<ChangeView> changes) {
        static OutlookView of(Outlook outlook) {
            var unasked = new TreeMap<String, Integer>();
            outlook.unasked().forEach((why, times) -> unasked.put(why.word(), times));
            return new OutlookView(NamedBook.of(outlook.before()), NamedBook.of(outlook.after()), outlook.looked(),
                    outlook.asked(), outlook.different(), unasked,
                    outlook.changes().stream().map(ChangeView::of).toList());
        }
    }

    @PostMapping("/trials")
    @Operation(summary = "Ce qu'un autre recueil aurait décidé / What another rule book would have decided", description = """
            `files`: the texts of the book's files by name; `since`: a day, a year ago by default; `limit`: of the latest exchanges,
            so many. Each question is asked again where what is kept of it leads, by its own book, to the very answer that was given;
            `unasked` counts the others. Names rules, kinds of pieces and numbers; asking is itself an entry.""")
    OutlookView trial(@RequestBody JsonNode body, @AuthenticationPrincipal Jwt token) {
        var asked = new Asked(body, Set.of("files", "since", "limit"));
        var since = asked.optional("since", LocalDate::parse);
        var limit = asked.optional("limit", PolicyApi::limit);
        asked.speak();
        var today = LocalDate.now(clock.withZone(settings.zone()));
        return OutlookView.of(dryRun.of(book(body.path("files")), since.orElse(today.minusYears(1)),
                limit.orElse(USUAL), Who.of(token)));
    }

    private static int limit(String text) {
        var limit = Integer.parseInt(text);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("it is from 1 to " + MOST);
        }
        return limit;
    }

    private static RuleBook book(JsonNode files) {
        var texts = new LinkedHashMap<String, String>();
        files.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        try {
            return RuleBook.of(texts);
        } catch (RuleBookFaults e) {
            throw (BadRequest) new BadRequest(
                    List.of("`files` is no rule book without faults: `policy check` names them"))
                    .initCause(e);
        }
    }
}
