package org.viaduc.web;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;

import org.viaduc.connectors.Clients;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.web.login.TokenCheck;
import org.viaduc.web.login.UserRole;

/** Who may call what on the two ports. Whatever {@link Access} does not name is denied. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class Doorkeeper {
    /** What only clients call; pages are never below these. */
    private static final List<String> FOR_CLIENTS = List.of("/api", "/actuator", "/v3", "/peer", "/fhir", "/hooks");

    @Bean
    @Order(1)
    SecurityFilterChain peers(HttpSecurity http, NodeSettings settings) throws Exception {
        return stateless(http)
                .securityMatcher(onPort(settings.listen().peers()))
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(HttpMethod.POST, "/peer/messages")
                        .access((who, call) -> new AuthorizationDecision(
                                call.getRequest().getAttribute("jakarta.servlet.request.X509Certificate") != null))
                        .anyRequest().denyAll())
                .exceptionHandling(denied -> denied.authenticationEntryPoint(Denials.forGood())
                        .accessDeniedHandler(Denials.forGood()))
                .build();
    }

    /** Nobody looks at timings of single filters, and they cost as much as the filters. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Whoever shows a token is a client wherever it calls, and no page opens to it; no cookie opens what clients call. */
    @Bean
    @Order(2)
    SecurityFilterChain clients(HttpSecurity http, NodeSettings settings, JwtDecoder tokens) throws Exception {
        return stateless(http)
                .securityMatcher(call -> call.getLocalPort() == settings.listen().api() && isClient(call))
                .authorizeHttpRequests(requests -> {
                    lines(requests, Access.CLIENTS);
                    requests.anyRequest().denyAll();
                })
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(denied -> denied.authenticationEntryPoint(Denials.askingForToken())
                        .accessDeniedHandler(Denials.askingForToken()))
                .oauth2ResourceServer(server -> {
                    server.authenticationEntryPoint(Denials.askingForToken());
                    server.accessDeniedHandler(Denials.askingForToken());
                    server.jwt(jwt -> jwt.decoder(tokens).jwtAuthenticationConverter(roles(settings)));
                    server.addObjectPostProcessor(sayingNo());
                })
                .build();
    }

    private static boolean isClient(HttpServletRequest call) {
        var path = call.getRequestURI();
        return call.getHeader(HttpHeaders.AUTHORIZATION) != null
                || FOR_CLIENTS.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }

    @Bean
    JwtDecoder tokens(NodeSettings settings, TokenCheck check) {
        return check.accessTokens(settings.issuer().orElseThrow().audience(), Doorkeeper::names);
    }

    /** A token that names nobody, or in a form that the journal cannot take, opens nothing. */
    private static OAuth2TokenValidatorResult names(Jwt token) {
        try {
            Who.of(token);
            return OAuth2TokenValidatorResult.success();
        } catch (IllegalArgumentException e) {
            return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));
        }
    }

    static void lines(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            List<Access> table) {
        for (var line : table) {
            var matched = requests.requestMatchers(line.method(), line.pattern());
            if (line.isForSystems()) {
                matched.hasAuthority(Program.CONNECTOR);
            } else if (line.roles().isEmpty()) {
                matched.permitAll();
            } else {
                matched.hasAnyAuthority(line.roles().stream().map(UserRole::word).toArray(String[]::new));
            }
        }
    }

    /** When the issuer cannot be asked, that is said as well, and not thrown. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> sayingNo() {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                var denials = new AuthenticationEntryPointFailureHandler(Denials.askingForToken());
                denials.setRethrowAuthenticationServiceException(false);
                filter.setAuthenticationFailureHandler(denials);
                return filter;
            }
        };
    }

    private static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    static RequestMatcher onPort(int port) {
        return (HttpServletRequest request) -> request.getLocalPort() == port;
    }

    /** What a token opens: its roles, and, where it is a connector's own system that shows it, what is for such systems. */
    private static JwtAuthenticationConverter roles(NodeSettings settings) {
        var clients = Clients.of(settings);
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(token -> {
            var authorities = new ArrayList<GrantedAuthority>(
                    UserRole.authorities(token.getClaimAsStringList("roles")));
            Program.connector(token, clients)
                    .ifPresent(connector -> authorities.add(new SimpleGrantedAuthority(Program.CONNECTOR)));
            return authorities;
        });
        return converter;
    }
}
