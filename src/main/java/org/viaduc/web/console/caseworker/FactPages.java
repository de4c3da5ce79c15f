package org.viaduc.web.console.caseworker;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import org.viaduc.exchange.ConsentDesk;
import org.viaduc.exchange.Counter;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.model.UnknownCode;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.consent.ConsentRefused;
import org.viaduc.policy.consent.Consents;
import org.viaduc.policy.consent.Evidence;
import org.viaduc.policy.consent.Recording;
import org.viaduc.trust.PeerDirectory;
import org.viaduc.web.console.Choice;
import org.viaduc.web.console.Crumb;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.console.Say;
import org.viaduc.web.login.Visitor;

/** State a fact about the person of an exchange: first which, then its day, its fields and its evidence. */
@Controller
@Hidden
public class FactPages {
    private final Counter counter;
    private final ConsentDesk consents;
    private final NodeSettings settings;
    private final PeerDirectory peers;
    private final Clock clock;

    FactPages(Counter counter, ConsentDesk consents, NodeSettings settings, PeerDirectory peers, Clock clock) {
        this.counter = counter;
        this.consents = consents;
        this.settings = settings;
        this.peers = peers;
        this.clock = clock;
    }

    /** One field as the form shows it. */
    public record Shown(String name, String way, List<Choice> choices) {}

    @GetMapping("/exchanges/{id}/facts/new")
    String form(@PathVariable String id, @RequestParam(name = "fact", defaultValue = "") String kind, Locale locale,
            Model model) {
        Given.exchange(id);
        var chosen = kind.isEmpty() ? Optional.<FactKind>empty() : known(kind);
        return form(id, chosen, new Given(Map.of("on", settings.day(clock.instant()).toString(), "fact", kind)), locale,
                model);
    }

    private String form(String id, Optional<FactKind> kind, Given form, Locale locale, Model model) {
        var say = OnEveryPage.say(settings, locale);
        model.addAttribute("crumbs", List.of(new Crumb("/exchanges", "menu.exchanges"),
                new Crumb("/exchanges/" + id, "fact.exchange")));
        model.addAttribute("form", form);
        model.addAttribute("id", id);
        model.addAttribute("kind", kind.map(FactKind::word).orElse(""));
        model.addAttribute("kinds", Choice.of(FactForm.kinds().stream().map(FactKind::word).toList(), say));
        model.addAttribute("fields", kind.map(FactForm::fields).orElse(List.of()).stream()
                .map(field -> shown(field, say)).toList());
        model.addAttribute("evidence", kind.filter(FactForm::isConsent).isPresent());
        return "fact";
    }

    private Shown shown(FactForm.Field field, Say say) {
        return new Shown(field.name(), field.way().name().toLowerCase(Locale.ROOT),
                field.way() == FactForm.Way.DEPARTMENT
                        ? Choice.departments(peers, say)
                        : Choice.of(field.words(), say));
    }

    @PostMapping("/exchanges/{id}/facts/new")
    String state(@PathVariable String id, @RequestParam MultiValueMap<String, String> all,
            @ModelAttribute("visitor") Visitor visitor, Locale locale, Model model, RedirectAttributes next) {
        var exchange = new Counter.About.Exchange(Given.exchange(id));
        var given = new LinkedHashMap<String, String>();
        all.forEach((name, values) -> given.put(name, String.join(" ", values)));
        var form = new Given(given);
        var kind = form.required("fact", FactKind::of).filter(FactForm.kinds()::contains);
        var on = form.required("on", LocalDate::parse);
        var fields = new LinkedHashMap<String, String>();
        for (var field : kind.map(FactForm::fields).orElse(List.of())) {
            (field.isNeeded() ? form.required(field.name(), text -> text) : form.optional(field.name(), text -> text))
                    .ifPresent(text -> fields.put(field.name(), text));
        }
        var evidence = form.optional("evidence", text -> new Evidence(text, Optional.empty()));
        if (!form.isFaulty()) {
            state(exchange, fact(kind.orElseThrow(), on.orElseThrow(), fields, form, visitor), evidence, form, visitor);
        }
        if (form.isFaulty()) {
            return form(id, kind, form, locale, model);
        }
        next.addFlashAttribute("done", "done.fact");
        return "redirect:/exchanges/{id}";
    }

    private Optional<Fact> fact(FactKind kind, LocalDate on, Map<String, String> fields, Given form, Visitor visitor) {
        if (on.isAfter(settings.day(clock.instant()))) {
            form.fault("on", "future");
            return Optional.empty();
        }
        try {
            return Optional.of(FactCodec.fact(new FactId(UUID.randomUUID().toString()), kind, on, fields,
                    visitor.login(), clock.instant(), "api", Optional.empty()));
        } catch (IllegalArgumentException e) {
            form.fault(fields.keySet().stream().findFirst().orElse("fact"), "senseless");
            return Optional.empty();
        }
    }

    private void state(Counter.About about, Optional<Fact> stated, Optional<Evidence> evidence, Given form,
            Visitor visitor) {
        if (stated.isEmpty()) {
            return;
        }
        var fact = stated.get();
        if (!FactForm.isConsent(fact.kind())) {
            counter.state(about, fact, visitor.actor());
            return;
        }
        try {
            consents.add(about, Consents.captured(fact, evidence),
                    new Recording(visitor.login(), clock.instant(), "api", Optional.empty(), Set.of()),
                    visitor.actor());
        } catch (ConsentRefused e) {
            form.fault("evidence", evidence.isEmpty() ? "missing" : "senseless");
        }
    }

    private static Optional<FactKind> known(String word) {
        try {
            return Optional.of(FactKind.of(word)).filter(FactForm.kinds()::contains);
        } catch (UnknownCode e) {
            return Optional.empty();
        }
    }
}
