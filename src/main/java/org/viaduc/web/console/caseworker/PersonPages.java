package org.viaduc.web.console.caseworker;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import org.viaduc.exchange.TrayDesk;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.person.Doubt;
import org.viaduc.web.console.Crumb;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.login.Visitor;

/** Say whom a file is about: its five traits beside each person whom it may be, and nothing else of the file. */
@Controller
@Hidden
public class PersonPages {
    private static final String NEW = "new";
    private final TrayDesk tray;
    private final NodeSettings settings;

    PersonPages(TrayDesk tray, NodeSettings settings) {
        this.tray = tray;
        this.settings = settings;
    }

    /** One trait. @param key of its name @param value of the file @param differs by candidate, the doubts about it */
    public record Row(String key, String value, List<List<String>> differs) {}

    @GetMapping("/tray/{id}/person")
    String compare(@PathVariable String id, @ModelAttribute("visitor") Visitor visitor, Locale locale,
            Model model) {
        return compare(id, Given.nothing(), visitor, locale, model);
    }

    private String compare(String id, Given form, Visitor visitor, Locale locale, Model model) {
        var say = OnEveryPage.say(settings, locale);
        var doubtful = tray.doubtful(Given.exchange(id), visitor.actor());
        model.addAttribute("crumbs", List.of(new Crumb("/tray", "menu.tray")));
        model.addAttribute("form", form);
        model.addAttribute("id", id);
        model.addAttribute("reasons", doubtful.reasons());
        model.addAttribute("overBudget", doubtful.reasons().contains("over-budget"));
        model.addAttribute("candidates", doubtful.candidates());
        model.addAttribute("localId", doubtful.localId());
        var traits = doubtful.person();
        model.addAttribute("rows", List.of(
                row("birth-name", traits.map(each -> each.birthName()), doubtful, Doubt.FAMILY_NAME_DIFFERS,
                        Doubt.NAMES_SWAPPED),
                row("given-names", traits.map(each -> String.join(", ", each.givenNames())), doubtful,
                        Doubt.GIVEN_NAMES_DIFFER, Doubt.GIVEN_NAME_TRUNCATED, Doubt.NAMES_SWAPPED),
                row("sex", traits.map(each -> "sex." + each.sex().name().toLowerCase(Locale.ROOT)), doubtful,
                        Doubt.SEX_DIFFERS),
                row("birth-date", traits.map(each -> say.date(each.birthDate())), doubtful,
                        Doubt.BIRTH_DATE_DIFFERS, Doubt.DAY_AND_MONTH_SWAPPED),
                row("birth-place", traits.map(each -> each.birthPlaceCog()), doubtful,
                        Doubt.BIRTH_PLACE_DIFFERS)));
        return "person-doubt";
    }

    private static Row row(String key, Optional<String> value, TrayDesk.Doubtful doubtful, Doubt... doubts) {
        var words = List.of(doubts).stream().map(Doubt::word).toList();
        return new Row(key, value.orElse(""), doubtful.candidates().stream()
                .map(each -> each.candidate().reasons().stream().filter(words::contains).toList()).toList());
    }

    @PostMapping("/tray/{id}/person")
    String resolve(@PathVariable String id, @RequestParam(defaultValue = "") String person,
            @ModelAttribute("visitor") Visitor visitor, Locale locale, Model model, RedirectAttributes next) {
        var form = new Given(java.util.Map.of("person", person));
        var chosen = form.required("person", text -> text.equals(NEW)
                ? Optional.<org.viaduc.person.Pseudonym>empty()
                : Optional.of(Given.pseudonym(text)));
        if (chosen.isEmpty()) {
            return compare(id, form, visitor, locale, model);
        }
        tray.resolve(Given.exchange(id), chosen.get(), visitor.actor());
        next.addFlashAttribute("done", "done.resolved");
        return "redirect:/tray";
    }
}
