package org.viaduc.web;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.web.login.LoginBeans;
import org.viaduc.web.login.PagesLogin;

/** Who may see which page: sessions, forms that only we can have made, and pages that nobody can frame or feed a script. */
@Configuration(proxyBeanMethods = false)
class PageKeeper {
    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http, NodeSettings settings, LoginBeans.Pages pages) throws Exception {
        http.securityMatcher(Doorkeeper.onPort(settings.listen().api()));
        if (pages.login().isEmpty()) {
            return closed(http);
        }
        var login = pages.login().get();
        login.into(http);
        return http
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    Doorkeeper.lines(requests, Access.PAGES);
                    login.open().forEach(page -> requests.requestMatchers(HttpMethod.GET, page).permitAll());
                    Access.FOR_ALL.forEach(page -> requests.requestMatchers(HttpMethod.GET, page).authenticated());
                    requests.anyRequest().denyAll();
                })
                .csrf(csrf -> csrf.ignoringRequestMatchers("/logout/back-channel"))
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .headers(headers -> harden(headers, login))
                .exceptionHandling(denied -> denied
                        .authenticationEntryPoint((request, response, why) -> start(login, request, response, why))
                        .accessDeniedHandler((request, response, why) -> response
                                .sendError(HttpServletResponse.SC_FORBIDDEN)))
                .build();
    }

    private static SecurityFilterChain closed(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests
                        .dispatcherTypeMatchers(DispatcherType.ERROR).permitAll().anyRequest().denyAll())
                .exceptionHandling(denied -> denied.authenticationEntryPoint(Denials.askingForToken())
                        .accessDeniedHandler(Denials.askingForToken()))
                .build();
    }

    /** A browser that wants a page is sent to log in; whoever else comes is told that a token is needed. */
    private static void start(PagesLogin login, HttpServletRequest request, HttpServletResponse response,
            AuthenticationException why) throws IOException {
        if (!wantsPage(request)) {
            Denials.askingForToken().commence(request, response, why);
            return;
        }
        var start = login.start();
        if (start.isPresent()) {
            response.sendRedirect(start.get());
        } else {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private static boolean wantsPage(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return request.getMethod().equals("GET") && accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    /** Only a page is come back to after the login. */
    private static HttpSessionRequestCache pagesOnly() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(PageKeeper::wantsPage);
        return cache;
    }

    private static void harden(HeadersConfigurer<HttpSecurity> headers, PagesLogin login) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
                        + "font-src 'self'; form-action 'self'" + login.origin().map(each -> " " + each).orElse("")
                        + "; base-uri 'none'; frame-ancestors 'none'"))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=(), usb=()"))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
    }
}
