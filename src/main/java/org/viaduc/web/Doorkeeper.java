package org.viaduc.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.ParseException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.RequestMatcher;

import org.viaduc.exchange.node.NodeSettings;

/** Who may call what. Whatever is not named here is denied. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class Doorkeeper {
    /** Starts exchanges, states facts, works on the tray. */
    static final String CASE_WORKER = "case-worker";
    /** Reads the journal. */
    static final String AUDITOR = "auditor";

    @Bean
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

    @Bean
    SecurityFilterChain clients(HttpSecurity http, NodeSettings settings, JwtDecoder tokens) throws Exception {
        return stateless(http)
                .securityMatcher(onPort(settings.listen().api()))
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(HttpMethod.GET, "/actuator/health", "/v3/api-docs", "/v3/api-docs.yaml",
                                "/fhir/metadata")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/person/received").hasAuthority(Who.PERSON)
                        .requestMatchers("/api/journal/**").hasAuthority(AUDITOR)
                        .requestMatchers(HttpMethod.GET, "/fhir/AuditEvent").hasAuthority(AUDITOR)
                        .requestMatchers(HttpMethod.GET, "/api/**").hasAnyAuthority(CASE_WORKER, AUDITOR)
                        .requestMatchers("/api/**").hasAuthority(CASE_WORKER)
                        .anyRequest().denyAll())
                .exceptionHandling(denied -> denied.authenticationEntryPoint(Denials.askingForToken())
                        .accessDeniedHandler(Denials.askingForToken()))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(Denials.askingForToken())
                        .accessDeniedHandler(Denials.askingForToken())
                        .jwt(jwt -> jwt.decoder(tokens).jwtAuthenticationConverter(roles())))
                .build();
    }

    @Bean
    JwtDecoder tokens(NodeSettings settings) throws IOException, ParseException {
        var issuer = settings.issuer().orElseThrow(() -> new IllegalStateException("node.yaml: `issuer` is missing"));
        OAuth2TokenValidator<Jwt> audience = new JwtClaimValidator<Collection<String>>("aud",
                named -> named != null && named.contains(issuer.audience()));
        var checks = new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer.uri().toString()), audience, Doorkeeper::names);
        if (issuer.keys().isEmpty()) {
            NimbusJwtDecoder decoder = JwtDecoders.fromIssuerLocation(issuer.uri().toString());
            decoder.setJwtValidator(checks);
            return decoder;
        }
        var keys = JWKSet.parse(Files.readString(issuer.keys().get(), StandardCharsets.UTF_8));
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256),
                new ImmutableJWKSet<>(keys)));
        processor.setJWTClaimsSetVerifier((claims, context) -> {
        });
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(checks);
        return decoder;
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

    private static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    private static RequestMatcher onPort(int port) {
        return (HttpServletRequest request) -> request.getLocalPort() == port;
    }

    private static JwtAuthenticationConverter roles() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(token -> {
            var roles = token.getClaimAsStringList("roles");
            return roles == null
                    ? List.of()
                    : roles.stream().<GrantedAuthority>map(SimpleGrantedAuthority::new).toList();
        });
        return converter;
    }
}
