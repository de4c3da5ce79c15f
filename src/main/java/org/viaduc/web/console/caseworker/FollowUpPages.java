package org.viaduc.web.console.caseworker;

import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import org.viaduc.exchange.ShelterDesk;
import org.viaduc.exchange.rights.Fate;
import org.viaduc.exchange.rights.FollowUp;
import org.viaduc.exchange.rights.Matter;
import org.viaduc.exchange.rights.Rights;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.exchange.FollowUpLine;
import org.viaduc.web.login.Visitor;

/** What follows a copy: tell its holder what has happened, and say what became of one that is held here. */
@Controller
@Hidden
public class FollowUpPages {
    private final Rights rights;
    private final ShelterDesk shelter;

    FollowUpPages(Rights rights, ShelterDesk shelter) {
        this.rights = rights;
        this.shelter = shelter;
    }

    @GetMapping("/follow-ups")
    String open(@ModelAttribute("visitor") Visitor visitor, Model model) {
        var open = rights.open();
        var hidden = shelter.hidden(open.stream().map(FollowUp::exchange).toList(), visitor.actor());
        model.addAttribute("followUps",
                open.stream().map(each -> FollowUpLine.of(each, hidden.contains(each.exchange()))).toList());
        model.addAttribute("breaches",
                rights.toDo().stream().filter(each -> each.what().equals("breach")).toList());
        return "follow-ups";
    }

    /** Tells the department that has a copy; from then on it is chased until it has said its last word. */
    @PostMapping("/exchanges/{id}/follow-ups")
    String tell(@PathVariable String id, @RequestParam Map<String, String> fields,
            @ModelAttribute("visitor") Visitor visitor, RedirectAttributes next) {
        var form = new Given(fields);
        var matter = form.required("matter", Matter::of);
        var related = form.optional("related", org.viaduc.model.ExchangeId::of);
        if (matter.isPresent() && matter.get() == Matter.RECTIFIED && related.isEmpty()) {
            form.fault("related", "missing");
        }
        form.speak();
        rights.pursue(Given.exchange(id), matter.orElseThrow(), related, visitor.actor());
        next.addFlashAttribute("done", "done.follow-up");
        return "redirect:/exchanges/{id}";
    }

    @PostMapping("/follow-ups/{id}/fate")
    String choose(@PathVariable String id, @RequestParam Map<String, String> fields,
            @ModelAttribute("visitor") Visitor visitor, RedirectAttributes next) {
        var form = new Given(fields);
        var fate = form.required("fate", Fate::of);
        var proof = form.optional("reference", text -> text);
        if (form.isFaulty()) {
            next.addFlashAttribute("undone", "undone.fate");
            return "redirect:/follow-ups";
        }
        try {
            rights.choose(Given.exchange(id), fate.orElseThrow(), proof.orElse(""), visitor.actor());
            next.addFlashAttribute("done", "done.fate");
        } catch (IllegalArgumentException e) {
            next.addFlashAttribute("undone", "undone.proof");
        }
        return "redirect:/follow-ups";
    }

    /** Closes the register's entry about a file that went to the wrong person's (RGPD 33). */
    @PostMapping("/follow-ups/{id}/breach")
    String close(@PathVariable String id, @RequestParam(defaultValue = "") String outcome,
            @ModelAttribute("visitor") Visitor visitor, RedirectAttributes next) {
        if (List.of("authority-told", "no-risk").contains(outcome)) {
            rights.closeBreach(Given.exchange(id), outcome.equals("authority-told"), visitor.actor());
            next.addFlashAttribute("done", "done.breach");
        } else {
            next.addFlashAttribute("undone", "undone.fate");
        }
        return "redirect:/follow-ups";
    }
}
