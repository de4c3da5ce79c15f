package org.viaduc.web.console;

import java.util.Locale;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

import org.viaduc.web.console.auditor.AuditPages;
import org.viaduc.web.console.auditor.EvidencePages;
import org.viaduc.web.console.caseworker.AccessPages;
import org.viaduc.web.console.caseworker.ClaimPages;
import org.viaduc.web.console.caseworker.EmergencyPages;
import org.viaduc.web.console.caseworker.FactPages;
import org.viaduc.web.console.caseworker.FollowUpPages;
import org.viaduc.web.console.caseworker.PersonPages;
import org.viaduc.web.console.caseworker.QuarantinePages;
import org.viaduc.web.console.caseworker.RequestPages;
import org.viaduc.web.console.caseworker.TransferPages;
import org.viaduc.web.console.caseworker.TrayPages;
import org.viaduc.web.console.dpo.RegisterPages;
import org.viaduc.web.console.dpo.RulePages;
import org.viaduc.web.console.dpo.TrialPages;
import org.viaduc.web.console.exchange.ExchangePages;
import org.viaduc.web.console.figures.FiguresPages;
import org.viaduc.web.console.integrator.ConnectorLines;
import org.viaduc.web.console.integrator.ConnectorPages;
import org.viaduc.web.console.integrator.NotificationPages;
import org.viaduc.web.console.integrator.PlaygroundPages;
import org.viaduc.web.console.person.ClaimingPages;
import org.viaduc.web.console.person.OwnPages;

/** The pages, and in which language they speak: French, unless a visitor has chosen English. */
@Configuration(proxyBeanMethods = false)
@Import({HomePage.class, ErrorPage.class, PageFaults.class, OnEveryPage.class, TrayPages.class, ExchangePages.class,
        TransferPages.class, FactPages.class, PersonPages.class, EmergencyPages.class, FollowUpPages.class,
        RequestPages.class, AccessPages.class, ClaimPages.class, QuarantinePages.class, NotificationPages.class,
        ClaimingPages.class, AuditPages.class,
        EvidencePages.class, RulePages.class, TrialPages.class, RegisterPages.class,
        PlaygroundPages.class, ConnectorLines.class, ConnectorPages.class, FiguresPages.class, OwnPages.class})
public class ConsoleBeans implements WebMvcConfigurer {
    /** Chooses the language, as {@code ?lang=en}; a cookie remembers it. */
    static final String LANGUAGE = "lang";

    @Bean
    LocaleResolver localeResolver() {
        var resolver = new CookieLocaleResolver("__Host-viaduc-lang");
        resolver.setDefaultLocale(Locale.FRENCH);
        resolver.setCookiePath("/");
        resolver.setCookieSecure(true);
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        resolver.setRejectInvalidCookies(false);
        return resolver;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var change = new LocaleChangeInterceptor();
        change.setParamName(LANGUAGE);
        change.setIgnoreInvalidLocale(true);
        registry.addInterceptor(change);
    }
}
