package org.viaduc.web.console.caseworker;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import org.viaduc.exchange.node.Habilitations;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.question.Road;
import org.viaduc.exchange.request.Requesting;
import org.viaduc.model.Department;
import org.viaduc.model.Track;
import org.viaduc.policy.Role;
import org.viaduc.policy.RuleBook;
import org.viaduc.trust.PeerDirectory;
import org.viaduc.web.console.Choice;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.login.Visitor;

/** Ask the department of origin for the file of somebody who has come here; and stop waiting for it. */
@Controller
@Hidden
public class RequestPages {
    private final Requesting requesting;
    private final NodeSettings settings;
    private final PeerDirectory peers;
    private final RuleBook rules;
    private final Habilitations register;

    RequestPages(Requesting requesting, NodeSettings settings, PeerDirectory peers, RuleBook rules,
            Habilitations register) {
        this.requesting = requesting;
        this.settings = settings;
        this.peers = peers;
        this.rules = rules;
        this.register = register;
    }

    @GetMapping("/requests/new")
    String form(@ModelAttribute("visitor") Visitor visitor, Locale locale, Model model) {
        return form(new Given(register.agent(visitor.login()).map(agent -> Map.of("holder", agent.role()))
                .orElse(Map.of())), locale, model);
    }

    private String form(Given form, Locale locale, Model model) {
        var say = OnEveryPage.say(settings, locale);
        model.addAttribute("form", form);
        model.addAttribute("departments", Choice.departments(peers, say));
        model.addAttribute("tracks", Choice.of(Arrays.stream(Track.values())
                .filter(each -> Road.of(each).isPresent()).map(Track::word).toList(), say));
        model.addAttribute("roles", Choice.offices(rules, say));
        model.addAttribute("sexes", TraitsForm.sexes(say));
        return "request";
    }

    @PostMapping("/requests/new")
    String ask(@RequestParam Map<String, String> fields, @ModelAttribute("visitor") Visitor visitor, Locale locale,
            Model model, RedirectAttributes next) {
        var form = new Given(fields);
        var of = form.required("of", Department::new);
        var track = form.required("track", Track::of);
        var role = form.required("holder", Role::of);
        var person = TraitsForm.read(form);
        var arrived = form.optional("arrived", LocalDate::parse);
        if (form.isFaulty()) {
            return form(form, locale, model);
        }
        try {
            var id = requesting.ask(new Requesting.Wanted(of.orElseThrow(), track.orElseThrow(), role.orElseThrow(),
                    person.orElseThrow(), arrived), visitor.actor());
            next.addFlashAttribute("done", "done.request");
            return "redirect:/exchanges/" + id;
        } catch (NoSuchElementException e) {
            form.fault("holder", "no-holder");
            return form(form, locale, model);
        }
    }

    @PostMapping("/exchanges/{id}/closure")
    String close(@PathVariable String id, @ModelAttribute("visitor") Visitor visitor, RedirectAttributes next) {
        requesting.close(Given.exchange(id), visitor.actor());
        next.addFlashAttribute("done", "done.closed");
        return "redirect:/exchanges/{id}";
    }
}
