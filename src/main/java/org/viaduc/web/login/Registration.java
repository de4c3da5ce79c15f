package org.viaduc.web.login;

import java.util.Set;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/** This node's pages as a client of the issuer, described as soon as somebody logs in and not before. */
final class Registration implements ClientRegistrationRepository {
    /** Stands in the addresses {@code /oauth2/authorization/issuer} and {@code /login/oauth2/code/issuer}. */
    static final String ID = "issuer";

    private final Login.OpenId login;
    private final IssuerLine line;
    private volatile ClientRegistration known;

    Registration(Login.OpenId login, IssuerLine line) {
        this.login = login;
        this.line = line;
    }

    @Override
    public ClientRegistration findByRegistrationId(String id) {
        return ID.equals(id) ? registration() : null;
    }

    /** @throws AuthenticationServiceException when the issuer cannot be asked */
    ClientRegistration registration() {
        var now = known;
        if (now == null) {
            try {
                now = described();
            } catch (IssuerLine.Unreachable e) {
                throw new AuthenticationServiceException("the pages' login: " + e.getMessage(), e);
            }
            known = now;
        }
        return now;
    }

    private ClientRegistration described() throws IssuerLine.Unreachable {
        return ClientRegistration.withRegistrationId(ID)
                .clientId(login.client())
                .clientSecret(login.secret().value())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .clientSettings(ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
                .redirectUri(login.at("/login/oauth2/code/" + ID).toString())
                .scope(Set.of("openid", "profile"))
                .issuerUri(line.issuer().toString())
                .authorizationUri(line.at("authorization_endpoint").toString())
                .tokenUri(line.at("token_endpoint").toString())
                .jwkSetUri(line.at("jwks_uri").toString())
                .providerConfigurationMetadata(line.description())
                .build();
    }
}
