package org.viaduc.web.console.dpo;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.registers.BreachRegister;
import org.viaduc.exchange.registers.ProcessingRegister;
import org.viaduc.exchange.rights.Rights;
import org.viaduc.policy.RuleBook;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.console.Say;
import org.viaduc.web.login.Entrance;
import org.viaduc.web.login.Login;
import org.viaduc.web.login.Visitor;

/** The registers of processing (RGPD 30) and of breaches (RGPD 33(5)), to be read, printed and taken away. */
@Controller
@Hidden
public class RegisterPages {
    private final ProcessingRegister processing;
    private final BreachRegister breaches;
    private final Rights rights;
    private final RuleBook rules;
    private final NodeSettings settings;
    private final Entrance entrance;

    RegisterPages(ProcessingRegister processing, BreachRegister breaches, Rights rights, RuleBook rules,
            NodeSettings settings, Entrance entrance) {
        this.processing = processing;
        this.breaches = breaches;
        this.rights = rights;
        this.rules = rules;
        this.settings = settings;
        this.entrance = entrance;
    }

    @GetMapping("/registers/processing")
    String processing(@RequestParam(defaultValue = "") String open, @ModelAttribute("visitor") Visitor visitor,
            Locale locale, Model model) {
        model.addAttribute("open", open);
        var say = OnEveryPage.say(settings, locale);
        var register = processing.now(visitor.actor());
        model.addAttribute("register", register);
        model.addAttribute("lines", register.lines().stream()
                .map(each -> ProcessingLine.of(each, say, rules::title)).toList());
        model.addAttribute("measures", measures(register));
        return "register-processing";
    }

    /** What protects the data, as this node is set up: keys of sentences. */
    private List<String> measures(ProcessingRegister.Register register) {
        return Stream.of("lines", "seal", "rest", "decision", "agents", "journal", "destruction",
                entrance.login() instanceof Login.OpenId
                        ? "login"
                        : entrance.login() instanceof Login.DemonstrationOnly ? "login-none" : "login-closed",
                register.isTimestamped() ? "timestamps" : "timestamps-none",
                register.isFed() ? "syslog" : "syslog-none")
                .map(each -> "register.measure." + each).toList();
    }

    @GetMapping("/registers/processing.csv")
    ResponseEntity<byte[]> processingTable(@ModelAttribute("visitor") Visitor visitor, Locale locale) {
        var say = OnEveryPage.say(settings, locale);
        var register = processing.now(visitor.actor());
        return new Csv(ProcessingLine.head(say), register.lines().stream()
                .map(each -> ProcessingLine.of(each, say, rules::title).cells(register, say)).toList())
                .as("viaduc-" + register.department() + "-rgpd-30-" + register.on() + ".csv");
    }

    @GetMapping("/registers/breaches")
    String breaches(@ModelAttribute("visitor") Visitor visitor, Locale locale, Model model) {
        var say = OnEveryPage.say(settings, locale);
        model.addAttribute("responsible", settings.contacts().responsible());
        model.addAttribute("lines", breaches.all(visitor.actor()).stream().map(each -> BreachLine.of(each, say))
                .toList());
        return "register-breaches";
    }

    /** The officer says that the authority is told, or that there is no risk (RGPD 33(1)). */
    @PostMapping("/registers/breaches/{id}")
    String close(@PathVariable String id, @RequestParam(defaultValue = "") String outcome,
            @ModelAttribute("visitor") Visitor visitor, RedirectAttributes next) {
        if (List.of("authority-told", "no-risk").contains(outcome)) {
            rights.closeBreach(Given.exchange(id), outcome.equals("authority-told"), visitor.actor());
            next.addFlashAttribute("done", "done.breach");
        } else {
            next.addFlashAttribute("undone", "undone.fate");
        }
        return "redirect:/registers/breaches";
    }

    @GetMapping("/registers/breaches.csv")
    ResponseEntity<byte[]> breachTable(@ModelAttribute("visitor") Visitor visitor, Locale locale) {
        Say say = OnEveryPage.say(settings, locale);
        return new Csv(BreachLine.head(say),
                breaches.all(visitor.actor()).stream().map(each -> BreachLine.of(each, say).cells()).toList())
                .as("viaduc-" + settings.department() + "-rgpd-33-5.csv");
    }
}
