package org.viaduc.exchange.notification;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.viaduc.exchange.notification.Letter.Line;
import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;

/** A letter in words, French first. */
record LetterText(Letter letter, URI link, Duration every) {

    String subject() {
        return "Viaduc " + letter.node() + " : " + waiting(Language.FR) + " / " + waiting(Language.EN);
    }

    String body() {
        return body(Language.FR) + "\n----\n\n" + body(Language.EN);
    }

    private String body(Language language) {
        var text = new StringBuilder(language.pick("Bonjour,\n\nAu nœud Viaduc ", "Hello,\n\nAt the Viaduc node "))
                .append(letter.node()).append(language.pick(" : ", ": ")).append(waiting(language))
                .append(language.pick(", dont ", ", of which ")).append(letter.fresh())
                .append(language.pick(letter.fresh() == 1 ? " nouveau.\n\n" : " nouveaux.\n\n", " new.\n\n"));
        letter.lines().forEach(line -> text.append(line(line, language)).append('\n'));
        return text.append('\n').append(link).append("\n\n").append(language.pick(
                "Ce message ne dit rien de personne. Il part au plus une fois par ",
                "This message says nothing about anybody. It leaves at most once in ")).append(said(language))
                .append(language.pick(" et n'appelle pas de réponse.\n", " and expects no answer.\n")).toString();
    }

    private String waiting(Language language) {
        var waiting = letter.waiting();
        var late = letter.overdue();
        var text = waiting + language.pick(waiting == 1 ? " élément attend" : " éléments attendent",
                waiting == 1 ? " item waits" : " items wait");
        return late == 0 ? text : text + ", " + late + language.pick(" en retard", " overdue");
    }

    private static String line(Line line, Language language) {
        var text = new StringBuilder("  ").append(line.count()).append("  ").append(kind(line.kind(), language));
        if (line.overdue() > 0) {
            text.append(", ").append(line.overdue()).append(language.pick(" en retard", " overdue"));
        }
        line.next().ifPresent(day -> text.append(language.pick(", prochaine échéance le ", ", next term on "))
                .append(day(day, language)));
        return text.toString();
    }

    /** What waits in the tray has words of its own here; terms of the law have those of everywhere. */
    static String kind(String kind, Language language) {
        return Lexicon.say(Lexicon.knows("waits:" + kind) ? "waits:" + kind : kind, language);
    }

    private static String day(LocalDate day, Language language) {
        return day.format(DateTimeFormatter.ofPattern("d MMMM yyyy", language == Language.FR
                ? Locale.FRENCH
                : Locale.ENGLISH));
    }

    private String said(Language language) {
        return every.toMinutes() % 60 == 0
                ? every.toHours() == 1
                        ? language.pick("heure", "an hour")
                        : every.toHours() + language.pick(" heures", " hours")
                : every.toMinutes() + language.pick(" minutes", " minutes");
    }
}
