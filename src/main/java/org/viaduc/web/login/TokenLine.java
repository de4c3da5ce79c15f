package org.viaduc.web.login;

import java.time.Duration;
import java.util.List;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;

/** Gets tokens for codes and for refresh tokens, over the same line as everything else that is asked of the issuer. */
final class TokenLine {
    private final OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes;
    private final OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> renewals;

    TokenLine(IssuerLine line) {
        var requests = new JdkClientHttpRequestFactory(line.http());
        requests.setReadTimeout(Duration.ofSeconds(10));
        var rest = RestClient.builder().requestFactory(requests).messageConverters(converters -> {
            converters.clear();
            converters.addAll(List.of(new FormHttpMessageConverter(),
                    new OAuth2AccessTokenResponseHttpMessageConverter()));
        }).defaultStatusHandler(new OAuth2ErrorResponseErrorHandler()).build();
        var forCodes = new RestClientAuthorizationCodeTokenResponseClient();
        forCodes.setRestClient(rest);
        this.codes = forCodes;
        var forRenewals = new RestClientRefreshTokenTokenResponseClient();
        forRenewals.setRestClient(rest);
        this.renewals = forRenewals;
    }

    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes() {
        return codes;
    }

    OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> renewals() {
        return renewals;
    }
}
