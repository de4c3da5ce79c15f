package org.viaduc.web.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.model.Language;
import org.viaduc.web.login.Entrance;
import org.viaduc.web.login.Login;
import org.viaduc.web.login.Visitor;

/** What the layout shows around every page. */
@ControllerAdvice(basePackageClasses = OnEveryPage.class)
public class OnEveryPage {
    private final NodeSettings settings;
    private final Entrance entrance;

    OnEveryPage(NodeSettings settings, Entrance entrance) {
        this.settings = settings;
        this.entrance = entrance;
    }

    @ModelAttribute
    void around(Model model, Locale locale, HttpServletRequest request) {
        var path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) == null
                ? request.getRequestURI()
                : "");
        model.addAttribute("menu", Menu.of(visitor().map(Visitor::roles).orElse(Set.of()), path));
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", Given.nothing());
        }
        model.addAttribute("say", say(settings, locale));
        model.addAttribute("department", settings.department().code());
        model.addAttribute("demonstration", entrance.login() instanceof Login.DemonstrationOnly);
        model.addAttribute("language", language(locale));
        model.addAttribute("languages", List.of("fr", "en"));
        model.addAttribute("visitor", visitor().orElse(null));
    }

    /** The words for a reader of that locale. */
    public static Say say(NodeSettings settings, Locale locale) {
        return new Say(Language.of(Locale.of(language(locale))), settings.zone());
    }

    /** The one of our languages in which a locale is answered. */
    static String language(Locale locale) {
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? "en" : "fr";
    }

    static Optional<Visitor> visitor() {
        return Visitor.of(SecurityContextHolder.getContext().getAuthentication());
    }
}
