package org.viaduc.web.console.integrator;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.notification.Corresponding;
import org.viaduc.exchange.notification.Letter;
import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;
import org.viaduc.policy.Mission;
import org.viaduc.web.console.OnEveryPage;

/** Who is told that something waits, what they were told, and since when a server is away. */
@Controller
@Hidden
public class NotificationPages {
    private static final int LATEST = 50;
    private final Corresponding corresponding;
    private final NodeSettings settings;

    NotificationPages(Corresponding corresponding, NodeSettings settings) {
        this.corresponding = corresponding;
        this.settings = settings;
    }

    /** One correspondent. @param missions empty for all of them @param failing since when; null when nothing fails */
    public record Line(String way, String place, String role, List<String> missions, Instant carried, Instant failing,
            String why) {
        static Line of(Corresponding.Standing each, Language language) {
            var to = each.correspondent();
            return new Line(to.way().word(), to.way().place(), to.audience().word(),
                    to.missions().stream().map(Mission::name).sorted().toList(), each.carried().orElse(null),
                    each.failing().orElse(null), said(each.why(), language));
        }
    }

    /** One letter. @param carried null while it has not arrived */
    public record Written(Instant at, String to, int waiting, int fresh, int overdue, List<String> kinds,
            Instant carried, Instant failing, String why) {
        static Written of(Corresponding.Written each, Language language) {
            var letter = each.letter();
            return new Written(letter.at(), each.to().substring(each.to().indexOf(':') + 1), letter.waiting(),
                    letter.fresh(), letter.overdue(),
                    letter.lines().stream().map(line -> kind(line, language)).toList(), each.carried().orElse(null),
                    each.failing().orElse(null), said(each.why(), language));
        }

        private static String kind(Letter.Line line, Language language) {
            var word = "waits:" + line.kind();
            return line.count() + " × " + Lexicon.say(Lexicon.knows(word) ? word : line.kind(), language);
        }
    }

    /** What kept a letter from arriving, in words; a server's refusal with its number. */
    static String said(String why, Language language) {
        return why.startsWith("status-")
                ? language.pick("répond ", "answers ") + why.substring("status-".length())
                : Lexicon.say("carry:" + why, language);
    }

    @GetMapping("/notifications")
    String notifications(Locale locale, Model model) {
        var language = OnEveryPage.say(settings, locale).language();
        model.addAttribute("correspondents",
                corresponding.standing().stream().map(each -> Line.of(each, language)).toList());
        model.addAttribute("letters",
                corresponding.latest(LATEST).stream().map(each -> Written.of(each, language)).toList());
        return "notifications";
    }
}
