package org.viaduc.web.console.caseworker;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
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

import org.viaduc.exchange.access.PieceLines;
import org.viaduc.exchange.glass.BreakGlass;
import org.viaduc.exchange.glass.GlassDuties;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.mapping.Translator;
import org.viaduc.model.Department;
import org.viaduc.policy.Motive;
import org.viaduc.policy.ObligationCode;
import org.viaduc.trust.PeerDirectory;
import org.viaduc.web.console.Choice;
import org.viaduc.web.console.Crumb;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.login.Visitor;

/** Declare an emergency, see the little that may be seen for a day, and say what followed. */
@Controller
@Hidden
public class EmergencyPages {
    private static final int SHOWN = 50;
    private final BreakGlass glass;
    private final GlassDuties duties;
    private final PeerDirectory peers;
    private final NodeSettings settings;
    private final Translator tables;

    EmergencyPages(BreakGlass glass, GlassDuties duties, PeerDirectory peers, NodeSettings settings,
            MappingsInForce mappings) {
        this.tables = new Translator(mappings, Clock.systemUTC());
        this.glass = glass;
        this.duties = duties;
        this.peers = peers;
        this.settings = settings;
    }

    @GetMapping("/emergencies")
    String list(Model model) {
        model.addAttribute("emergencies", duties.latest(SHOWN));
        model.addAttribute("others", GlassDuties.BY_ANOTHER);
        return "emergencies";
    }

    @GetMapping("/emergencies/new")
    String form(Locale locale, Model model) {
        return form(Given.nothing(), locale, model);
    }

    private String form(Given form, Locale locale, Model model) {
        var say = OnEveryPage.say(settings, locale);
        model.addAttribute("crumbs", List.of(new Crumb("/emergencies", "menu.emergencies")));
        model.addAttribute("form", form);
        model.addAttribute("departments", Choice.departments(peers, say));
        model.addAttribute("sexes", TraitsForm.sexes(say));
        return "emergency-new";
    }

    @PostMapping("/emergencies/new")
    String declare(@RequestParam Map<String, String> fields, @ModelAttribute("visitor") Visitor visitor, Locale locale,
            Model model) {
        var form = new Given(fields);
        var of = form.required("of", Department::new);
        var motive = form.required("motive", Motive::new);
        var person = TraitsForm.read(form);
        if (form.isFaulty()) {
            return form(form, locale, model);
        }
        try {
            return "redirect:/emergencies/" + glass.declare(
                    new BreakGlass.Emergency(of.orElseThrow(), person.orElseThrow(), motive.orElseThrow()),
                    visitor.actor());
        } catch (NoSuchElementException e) {
            form.fault("of", "no-emergency");
        }
        return form(form, locale, model);
    }

    /** Why it was declared here, for whoever reviews it; each reading is an entry. */
    @GetMapping("/emergencies/{id}/motive")
    String motive(@PathVariable String id, @ModelAttribute("visitor") Visitor visitor, Model model) {
        model.addAttribute("crumbs", List.of(new Crumb("/emergencies", "menu.emergencies")));
        model.addAttribute("motive", glass.motive(Given.exchange(id), visitor.actor()));
        return "emergency-motive";
    }

    /** One piece as a page shows it. */
    public record Seen(String kind, List<PieceLines.Line> lines) {}

    @GetMapping("/emergencies/{id}")
    String view(@PathVariable String id, @ModelAttribute("visitor") Visitor visitor, Locale locale, Model model) {
        var language = OnEveryPage.say(settings, locale).language();
        var exchange = Given.exchange(id);
        model.addAttribute("crumbs", List.of(new Crumb("/emergencies", "menu.emergencies")));
        var found = glass.found(exchange, visitor.actor());
        model.addAttribute("found", found);
        var view = look(exchange, visitor);
        model.addAttribute("pieces", view.map(each -> each.pieces().stream()
                .map(piece -> new Seen(piece.kind().code(), PieceLines.of(piece, language, tables))).toList())
                .orElse(List.of()));
        model.addAttribute("dangers", view.map(BreakGlass.View::dangers).orElse(List.of()));
        return "emergency";
    }

    private Optional<BreakGlass.View> look(org.viaduc.model.ExchangeId id, Visitor visitor) {
        try {
            return Optional.of(glass.view(id, visitor.actor()));
        } catch (NoSuchElementException e) {
            return Optional.empty();
        }
    }

    @PostMapping("/emergencies/{id}/done")
    String done(@PathVariable String id, @RequestParam Map<String, String> fields,
            @ModelAttribute("visitor") Visitor visitor, RedirectAttributes next) {
        var form = new Given(fields);
        var duty = form.required("duty", ObligationCode::of);
        var isJustified = form.optional("justified", EmergencyPages::isTrue);
        form.speak();
        duties.done(Given.exchange(id), duty.orElseThrow(), isJustified.orElse(true), visitor.actor());
        next.addFlashAttribute("done", "done.duty");
        return "redirect:/emergencies";
    }

    private static boolean isTrue(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }
}
