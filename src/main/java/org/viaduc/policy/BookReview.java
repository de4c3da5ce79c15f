package org.viaduc.policy;

import java.util.ArrayList;
import java.util.List;

import org.viaduc.model.Language;

/** What a lawyer has to look at before signing a book: the articles with their dates, and the points left open. */
final class BookReview {
    private final RuleBook book;
    private final Language language;

    BookReview(RuleBook book, Language language) {
        this.book = book;
        this.language = language;
    }

    BookPage.Table articles() {
        var rows = new ArrayList<List<String>>();
        var citations = book.imprint.citations();
        for (var each : citations.all()) {
            rows.add(List.of(each.article(), each.read(), each.since().orElse(language.pick("à confirmer",
                    "to be confirmed")), each.until().orElse(""), each.note()));
        }
        for (var reading : citations.readings()) {
            rows.add(List.of(reading.code(), "", reading.at().orElse(""), "", language.pick(reading.french(), reading
                    .english())));
        }
        return new BookPage.Table(language.pick("Les textes cités", "The articles cited"),
                List.of(language.pick("Texte", "Article"), language.pick("Vérification", "Verification"), language
                        .pick("En vigueur depuis", "In force since"), language.pick("Jusqu'au", "Until"), "Note"),
                rows);
    }

    BookPage.Table toConfirm() {
        var rows = new ArrayList<List<String>>();
        points(book).forEach(point -> rows.add(List.of(point.rule(), point.text())));
        return new BookPage.Table(language.pick("À confirmer avant signature", "To be confirmed before signing"),
                List.of(language.pick("Règle", "Rule"), "Point"), rows);
    }

    /** @param rule the rule that it concerns, or {@code *} for all */
    record Point(String rule, String text) {}

    /** Each rule's points for counsel, those of all rules, and every article of which no text was read. */
    static List<Point> points(RuleBook book) {
        var points = new ArrayList<Point>();
        book.imprint.counsel().forEach(text -> points.add(new Point("*", text)));
        for (var road : book.roads.values()) {
            road.counsel.forEach(text -> points.add(new Point(road.rule, text)));
            road.reasons().stream().flatMap(reason -> reason.law().stream()).distinct()
                    .filter(cited -> book.imprint.citations().all().stream().anyMatch(each -> each.isUnread() && each
                            .cited().equals(cited)))
                    .forEach(cited -> points.add(new Point(road.rule, cited)));
        }
        return List.copyOf(points);
    }
}
