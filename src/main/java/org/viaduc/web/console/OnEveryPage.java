package org.viaduc.web.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.web.login.Entrance;
import org.viaduc.web.login.Login;
import org.viaduc.web.login.Visitor;

/** What the layout shows around every page. */
@ControllerAdvice(basePackageClasses = OnEveryPage.class)
class OnEveryPage {
    private final NodeSettings settings;
    private final Entrance entrance;

    OnEveryPage(NodeSettings settings, Entrance entrance) {
        this.settings = settings;
        this.entrance = entrance;
    }

    @ModelAttribute
    void around(Model model, Locale locale) {
        model.addAttribute("department", settings.department().code());
        model.addAttribute("demonstration", entrance.login() instanceof Login.DemonstrationOnly);
        model.addAttribute("language", language(locale));
        model.addAttribute("languages", List.of("fr", "en"));
        model.addAttribute("visitor", visitor().orElse(null));
    }

    /** The one of our languages in which a locale is answered. */
    static String language(Locale locale) {
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? "en" : "fr";
    }

    static Optional<Visitor> visitor() {
        return Visitor.of(SecurityContextHolder.getContext().getAuthentication());
    }
}
