package org.viaduc.web.console.caseworker;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import org.viaduc.exchange.NoNeighbour;
import org.viaduc.exchange.Previewing;
import org.viaduc.exchange.node.Habilitations;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.exchange.question.Wording;
import org.viaduc.model.Department;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;
import org.viaduc.policy.RuleBook;
import org.viaduc.trust.PeerDirectory;
import org.viaduc.web.console.Choice;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.login.Visitor;

/** Start a transfer: the file is collected and decided, and leaves only when what would leave was seen. */
@Controller
@Hidden
public class TransferPages {
    private static final Set<Track> ELSEWHERE = Set.of(Track.BREAK_GLASS, Track.PERSON_ACCESS);

    private final Previewing previewing;
    private final NodeSettings settings;
    private final PeerDirectory peers;
    private final RuleBook rules;
    private final Habilitations register;

    TransferPages(Previewing previewing, NodeSettings settings, PeerDirectory peers, RuleBook rules,
            Habilitations register) {
        this.previewing = previewing;
        this.settings = settings;
        this.peers = peers;
        this.rules = rules;
        this.register = register;
    }

    @GetMapping("/transfers/new")
    String form(@ModelAttribute("visitor") Visitor visitor, Locale locale, Model model) {
        return form(new Given(register.agent(visitor.login()).map(agent -> Map.of("role", agent.role()))
                .orElse(Map.of())), locale, model);
    }

    private String form(Given form, Locale locale, Model model) {
        var say = OnEveryPage.say(settings, locale);
        model.addAttribute("form", form);
        model.addAttribute("connectors", settings.connectors().values().stream().filter(Connector::collects)
                .map(each -> new Choice(each.name(), each.name())).toList());
        model.addAttribute("departments", Choice.departments(peers, say));
        model.addAttribute("tracks", Choice.of(Arrays.stream(Track.values()).filter(each -> !ELSEWHERE.contains(each))
                .map(Track::word).toList(), say));
        model.addAttribute("roles", Choice.offices(rules, say));
        model.addAttribute("missions", Arrays.stream(Mission.values())
                .map(each -> new Choice(each.name(), each.name())).toList());
        model.addAttribute("purposes", Arrays.stream(Purpose.values())
                .map(each -> new Choice(each.word(), each.word())).toList());
        return "transfer";
    }

    @PostMapping("/transfers/new")
    String start(@RequestParam Map<String, String> fields, @ModelAttribute("visitor") Visitor visitor, Locale locale,
            Model model, RedirectAttributes next) {
        var form = new Given(fields);
        var connector = form.required("connector", text -> text).filter(name -> collects(name, form));
        var localId = form.required("localId", text -> text);
        var track = form.required("track", Track::of);
        var to = form.required("to", Department::new);
        var role = form.required("role", Role::of);
        var wording = new Wording(form.optional("purpose", Purpose::of), form.optional("mission", Mission::of),
                form.optional("recipient", Role::of));
        if (form.isFaulty()) {
            return form(form, locale, model);
        }
        try {
            var id = previewing.start(connector.orElseThrow(), localId.orElseThrow(), track.orElseThrow(),
                    to.orElseThrow(), role.orElseThrow(), wording, visitor.actor());
            next.addFlashAttribute("done", "done.transfer");
            return "redirect:/exchanges/" + id;
        } catch (NoNeighbour e) {
            form.fault("to", "unknown");
            return form(form, locale, model);
        } catch (Wording.Unworded e) {
            missing(wording, form);
            return form(form, locale, model);
        }
    }

    private boolean collects(String name, Given form) {
        var collects = Optional.ofNullable(settings.connectors().get(name)).filter(Connector::collects).isPresent();
        if (!collects) {
            form.fault("connector", "unknown");
        }
        return collects;
    }

    /** A road without a usual wording wants all three. */
    private static void missing(Wording wording, Given form) {
        for (var each : List.of(Map.entry("purpose", wording.purpose().isPresent()),
                Map.entry("mission", wording.mission()
                        .isPresent()),
                Map.entry("recipient", wording.recipient().isPresent()))) {
            form.fault(each.getKey(), each.getValue() ? "not-here" : "missing");
        }
    }

    @PostMapping("/exchanges/{id}/confirmation")
    String confirm(@PathVariable String id, @RequestParam Map<String, String> fields,
            @ModelAttribute("visitor") Visitor visitor, RedirectAttributes next) {
        var exchange = Given.exchange(id);
        var form = new Given(fields);
        var isSent = form.required("act", TransferPages::isSent);
        form.speak();
        if (isSent.orElseThrow()) {
            var isAsSeen = previewing.confirm(exchange, form.value("decision"), visitor.actor());
            next.addFlashAttribute(isAsSeen ? "done" : "undone", isAsSeen ? "done.confirmed" : "undone.decision");
        } else {
            previewing.cancel(exchange, visitor.actor());
            next.addFlashAttribute("done", "done.cancelled");
        }
        return "redirect:/exchanges/{id}";
    }

    private static boolean isSent(String act) {
        return switch (act) {
            case "send" -> true;
            case "cancel" -> false;
            default -> throw new IllegalArgumentException("send or cancel");
        };
    }
}
