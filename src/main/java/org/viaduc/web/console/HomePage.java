package org.viaduc.web.console;

import java.util.List;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

import org.viaduc.exchange.node.Habilitations;
import org.viaduc.web.login.InventedUser;
import org.viaduc.web.login.Visitor;

/** Who is logged in and what they may do here; and the two pages around it, before and after. */
@Controller
@Hidden
class HomePage {
    private final Habilitations register;

    HomePage(Habilitations register) {
        this.register = register;
    }

    @GetMapping("/")
    String home(@ModelAttribute("visitor") Visitor visitor, Model model) {
        var agent = register.agent(visitor.login());
        model.addAttribute("office", agent.map(Habilitations.Agent::role).orElse(""));
        model.addAttribute("missions", agent.map(each -> each.missions().stream().sorted().toList())
                .orElse(List.of()));
        return "home";
    }

    /** The demonstration's login; where people log in at the issuer, nobody comes here. */
    @GetMapping("/login")
    String login(Model model) {
        model.addAttribute("users", InventedUser.ALL);
        return "login";
    }

    @GetMapping("/logged-out")
    String loggedOut() {
        return "logged-out";
    }
}
