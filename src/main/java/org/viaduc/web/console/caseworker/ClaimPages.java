package org.viaduc.web.console.caseworker;

import java.time.LocalDate;
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

import org.viaduc.exchange.rights.Claim;
import org.viaduc.exchange.rights.Claims;
import org.viaduc.model.ExchangeId;
import org.viaduc.web.console.Given;
import org.viaduc.web.login.UserRole;
import org.viaduc.web.login.Visitor;

/** What persons claim of their own files, for whoever answers: a case worker or the data protection officer. */
@Controller
@Hidden
public class ClaimPages {
    private final Claims claims;

    ClaimPages(Claims claims) {
        this.claims = claims;
    }

    /** One claim. @param exchange the contested one; empty where none is @param files the local numbers of the person's file */
    public record Line(String id, String kind, String said, LocalDate due, String exchange, List<String> files) {}

    @GetMapping("/claims")
    String open(@ModelAttribute("visitor") Visitor visitor, Model model) {
        model.addAttribute("claims", claims.open(visitor.actor()).stream().map(this::line).toList());
        model.addAttribute("opens", visitor.roles().contains(UserRole.CASE_WORKER));
        return "claims";
    }

    private Line line(Claim each) {
        return new Line(each.id().toString(), each.kind().word(), each.said(), each.due(),
                each.exchange().map(ExchangeId::toString).orElse(""), claims.files(each));
    }

    /** What was written comes back with the list, in the form of its claim. */
    @PostMapping("/claims/{id}")
    String answer(@PathVariable String id, @RequestParam Map<String, String> fields,
            @ModelAttribute("visitor") Visitor visitor, RedirectAttributes next) {
        var form = new Given(Map.of("claim", id, "why", fields.getOrDefault("why", ""), "outcome",
                fields.getOrDefault("outcome", "")));
        var outcome = form.required("outcome", ClaimPages::isHeeded);
        var why = form.required("why", text -> text);
        if (form.isFaulty()) {
            next.addFlashAttribute("undone", "undone.claim");
            next.addFlashAttribute("form", form);
        } else {
            claims.answer(Given.exchange(id), outcome.orElseThrow(), why.orElseThrow(), visitor.actor());
            next.addFlashAttribute("done", "done.claim");
        }
        return "redirect:/claims";
    }

    private static boolean isHeeded(String outcome) {
        return switch (outcome) {
            case "heeded" -> true;
            case "declined" -> false;
            default -> throw new IllegalArgumentException("an answer heeds or declines");
        };
    }
}
