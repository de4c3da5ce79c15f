package org.viaduc.web.console.person;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
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
import org.viaduc.exchange.audit.PersonsView;
import org.viaduc.exchange.audit.Received;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.model.Section;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Role;
import org.viaduc.policy.consent.Consents;
import org.viaduc.policy.consent.Recording;
import org.viaduc.web.console.Choice;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.console.Say;
import org.viaduc.web.login.Visitor;

/**
 * What a person reads about themselves: who received what, their own agreements and oppositions, and their rights. What the
 * law hides has no trace here, see {@link PersonsView}; of consents, only those that the person gave are shown.
 */
@Controller
@Hidden
public class OwnPages {
    private static final Set<FactKind> OWN = EnumSet.of(FactKind.CONSENT, FactKind.OPPOSITION,
            FactKind.WRITTEN_AGREEMENT);

    private final PersonsView view;
    private final ConsentDesk consents;
    private final NodeSettings settings;
    private final Clock clock;

    OwnPages(PersonsView view, ConsentDesk consents, NodeSettings settings, Clock clock) {
        this.view = view;
        this.consents = consents;
        this.settings = settings;
        this.clock = clock;
    }

    /** One disclosure. */
    public record Line(String id, LocalDate on, String from, String to, String office, List<String> what, List<Why> why,
            boolean isTakenBack) {
        static Line of(Received each, Say say) {
            return new Line(each.reference().toString(), each.on(), say.department(each.from().code()),
                    each.to().map(to -> say.department(to.code())).orElse(""), each.office(),
                    each.what().stream().map(section -> section.title(say.language())).toList(),
                    each.basis().stream().map(reason -> new Why(reason.sentence(say.language()),
                            reason.law().stream().map(law -> law.replaceAll(" \\([A-Z0-9+]+\\)$", "")).toList()))
                            .toList(),
                    each.isTakenBack());
        }
    }

    /** On what it rested. */
    public record Why(String sentence, List<String> law) {}

    /** Something that the person has said. @param sections empty for all */
    public record Word(String id, String kind, LocalDate on, List<String> sections, LocalDate withdrawn) {
        static Word of(ConsentDesk.Standing each, Fact fact, Say say) {
            var fields = FactCodec.fields(fact);
            return new Word(each.id(), fact.kind().word(), fact.on(),
                    Say.listed(fields.getOrDefault("for", fields.getOrDefault("to", ""))).stream().map(say::word)
                            .toList(),
                    each.withdrawnOn().orElse(null));
        }
    }

    @GetMapping("/me")
    String received(@ModelAttribute("visitor") Visitor visitor, Locale locale, Model model) {
        var say = OnEveryPage.say(settings, locale);
        var seen = visitor.person().map(person -> view.of(person, Role.PERSON, visitor.actor()));
        model.addAttribute("known", seen.isPresent());
        model.addAttribute("since", seen.map(PersonsView.Seen::since).orElse(null));
        model.addAttribute("received", seen.map(PersonsView.Seen::received).orElse(List.of()).stream()
                .map(each -> Line.of(each, say)).toList());
        return "me";
    }

    @GetMapping("/me/words")
    String words(@ModelAttribute("visitor") Visitor visitor, Locale locale, Model model) {
        return words(Given.nothing(), visitor, locale, model);
    }

    private String words(Given form, Visitor visitor, Locale locale, Model model) {
        var say = OnEveryPage.say(settings, locale);
        model.addAttribute("form", form);
        model.addAttribute("known", visitor.person().isPresent());
        model.addAttribute("words", visitor.person().map(person -> said(person, visitor, say)).orElse(List.of()));
        model.addAttribute("sections", Choice.of(List.of(Section.values()).stream().map(Section::name).toList(), say));
        return "me-words";
    }

    private List<Word> said(Pseudonym person, Visitor visitor, Say say) {
        try {
            return consents.of(new Counter.About.Person(person), visitor.actor()).stream()
                    .flatMap(each -> each.facts().stream().filter(OwnPages::isOwn)
                            .map(fact -> Word.of(each, fact, say)))
                    .toList();
        } catch (NoSuchElementException e) {
            return List.of();
        }
    }

    private static boolean isOwn(Fact fact) {
        return OWN.contains(fact.kind()) && "person".equals(FactCodec.fields(fact).get("by"));
    }

    @PostMapping("/me/words")
    String say(@RequestParam MultiValueMap<String, String> fields, @ModelAttribute("visitor") Visitor visitor,
            Locale locale, Model model, RedirectAttributes next) {
        var person = visitor.person().orElseThrow(() -> new NoSuchElementException("the account names no person"));
        var sections = String.join(" ", fields.getOrDefault("sections", List.of()));
        var form = new Given(Map.of("word", Optional.ofNullable(fields.getFirst("word")).orElse(""), "sections",
                sections));
        var kind = form.required("word", FactKind::of)
                .filter(each -> each == FactKind.CONSENT || each == FactKind.OPPOSITION);
        form.required("sections", text -> text);
        if (kind.isPresent() && !form.isFaulty()) {
            try {
                var fact = FactCodec.fact(new FactId(UUID.randomUUID().toString()), kind.get(), today(),
                        Map.of("by", "person", kind.get() == FactKind.CONSENT ? "for" : "to", sections),
                        visitor.login(), clock.instant(), "api", Optional.empty());
                consents.add(new Counter.About.Person(person), Consents.captured(fact, Optional.empty()),
                        recording(visitor), visitor.actor());
                next.addFlashAttribute("done", "done.word");
                return "redirect:/me/words";
            } catch (IllegalArgumentException e) {
                form.fault("sections", "senseless");
            }
        }
        return words(form, visitor, locale, model);
    }

    @PostMapping("/me/words/{id}/withdrawal")
    String withdraw(@PathVariable String id, @ModelAttribute("visitor") Visitor visitor, Locale locale,
            RedirectAttributes next) {
        var person = visitor.person().orElseThrow(() -> new NoSuchElementException("the account names no person"));
        var isOwn = said(person, visitor, OnEveryPage.say(settings, locale)).stream()
                .anyMatch(each -> each.id().equals(id) && each.withdrawn() == null);
        if (!isOwn) {
            throw new NoSuchElementException("no such word of this person stands");
        }
        consents.withdraw(new Counter.About.Person(person), id, today(), recording(visitor), visitor.actor());
        next.addFlashAttribute("done", "done.word-withdrawn");
        return "redirect:/me/words";
    }

    private Recording recording(Visitor visitor) {
        return new Recording(visitor.login(), clock.instant(), "api", Optional.empty(), Set.of());
    }

    private LocalDate today() {
        return settings.day(clock.instant());
    }
}
