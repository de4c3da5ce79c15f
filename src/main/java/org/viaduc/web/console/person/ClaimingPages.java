package org.viaduc.web.console.person;

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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import org.viaduc.exchange.audit.PersonsView;
import org.viaduc.exchange.audit.Received;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.rights.Claim;
import org.viaduc.exchange.rights.Claims;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.Role;
import org.viaduc.web.console.Choice;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.console.Say;
import org.viaduc.web.login.Visitor;

/** A person's rights, and how they use them here: ask for a correction, contest a transmission that they were shown. */
@Controller
@Hidden
public class ClaimingPages {
    private final Claims claims;
    private final PersonsView view;
    private final NodeSettings settings;

    ClaimingPages(Claims claims, PersonsView view, NodeSettings settings) {
        this.claims = claims;
        this.view = view;
        this.settings = settings;
    }

    /** @param disclosure the transmission that the person comes from, which the form then names */
    @GetMapping("/me/rights")
    String rights(@RequestParam(defaultValue = "") String disclosure, @ModelAttribute("visitor") Visitor visitor,
            Locale locale, Model model) {
        return rights(disclosure.isEmpty()
                ? Given.nothing()
                : new Given(Map.of("claim", Claim.Kind.CONTEST.word(), "disclosure", disclosure)), visitor, locale,
                model);
    }

    private String rights(Given form, Visitor visitor, Locale locale, Model model) {
        var say = OnEveryPage.say(settings, locale);
        model.addAttribute("form", form);
        model.addAttribute("known", visitor.person().isPresent());
        model.addAttribute("claims", visitor.person().map(claims::of).orElse(List.of()));
        model.addAttribute("disclosures", shown(visitor).stream().map(each -> choice(each, say)).toList());
        return "me-rights";
    }

    private List<Received> shown(Visitor visitor) {
        return visitor.person().map(person -> view.of(person, Role.PERSON, visitor.actor()).received())
                .orElse(List.of());
    }

    private static Choice choice(Received each, Say say) {
        return new Choice(each.reference().toString(),
                say.day(each.on()) + each.to().map(to -> ", " + say.department(to.code())).orElse(""));
    }

    @PostMapping("/me/rights")
    String claim(@RequestParam Map<String, String> fields, @ModelAttribute("visitor") Visitor visitor, Locale locale,
            Model model, RedirectAttributes next) {
        var person = visitor.person().orElseThrow(() -> new NoSuchElementException("the account names no person"));
        var form = new Given(fields);
        var kind = form.required("claim", Claim.Kind::of);
        var said = form.required("said", text -> text);
        var isContest = kind.filter(each -> each == Claim.Kind.CONTEST).isPresent();
        var contested = isContest
                ? form.required("disclosure", text -> own(text, visitor))
                : Optional.<ExchangeId>empty();
        if (form.isFaulty()) {
            return rights(form, visitor, locale, model);
        }
        claims.raise(person, kind.orElseThrow(), contested, said.orElseThrow(), visitor.actor());
        next.addFlashAttribute("done", "done.claimed");
        return "redirect:/me/rights";
    }

    /** One that the person was shown: of what is hidden from them, nothing can be contested, as of what never was. */
    private ExchangeId own(String text, Visitor visitor) {
        var named = ExchangeId.of(text);
        return shown(visitor).stream().map(Received::reference).filter(named::equals).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no transmission that was shown"));
    }
}
