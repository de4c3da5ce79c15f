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
import org.viaduc.exchange.shelter.OfficersOnly;
import org.viaduc.web.console.Crumb;
import org.viaduc.web.console.Given;
import org.viaduc.web.login.Visitor;

/** A fund's answer about somebody who must not be found: a named officer lets it count, or destroys it; others learn who does. */
@Controller
@Hidden
public class QuarantinePages {
    private final ShelterDesk shelter;

    QuarantinePages(ShelterDesk shelter) {
        this.shelter = shelter;
    }

    /** Whoever is no officer is told the same of what stands apart and of what does not. */
    @GetMapping("/tray/{id}/quarantine")
    String look(@PathVariable String id, @ModelAttribute("visitor") Visitor visitor, Model model) {
        var exchange = Given.exchange(id);
        model.addAttribute("crumbs", List.of(new Crumb("/tray", "menu.tray")));
        model.addAttribute("id", id);
        model.addAttribute("looked",
                shelter.isOfficer(visitor.actor()) ? shelter.look(exchange, visitor.actor()) : null);
        return "quarantine";
    }

    @PostMapping("/tray/{id}/quarantine")
    String decide(@PathVariable String id, @RequestParam Map<String, String> fields,
            @ModelAttribute("visitor") Visitor visitor, RedirectAttributes next) {
        var form = new Given(fields);
        var isFreed = form.required("act", QuarantinePages::isFreed);
        form.speak();
        try {
            if (isFreed.orElseThrow()) {
                shelter.free(Given.exchange(id), visitor.actor());
                next.addFlashAttribute("done", "done.freed");
            } else {
                shelter.discard(Given.exchange(id), visitor.actor());
                next.addFlashAttribute("done", "done.discarded");
            }
        } catch (OfficersOnly e) {
            next.addFlashAttribute("undone", "undone.officers-only");
        }
        return "redirect:/tray";
    }

    private static boolean isFreed(String act) {
        return switch (act) {
            case "release" -> true;
            case "discard" -> false;
            default -> throw new IllegalArgumentException("release or discard");
        };
    }
}
