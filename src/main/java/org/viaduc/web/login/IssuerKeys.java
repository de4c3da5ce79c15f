package org.viaduc.web.login;

import java.time.Duration;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;

/**
 * The issuer's keys as a node keeps them: for {@link #KEPT}; asked for again when a token names a key that is not among
 * them, which is how a new key is learnt at once, but then at most twice in {@link #PAUSE}, since any stranger can name a
 * key; and used a little longer, for {@link #OUTAGE}, when the issuer does not answer.
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {
    static final Duration KEPT = Duration.ofMinutes(5);
    static final Duration PAUSE = Duration.ofSeconds(30);
    static final Duration OUTAGE = Duration.ofMinutes(10);
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final IssuerLine line;

    private IssuerKeys(IssuerLine line) {
        this.line = line;
    }

    static JWKSource<SecurityContext> of(IssuerLine line) {
        return JWKSourceBuilder.create(new IssuerKeys(line))
                .cache(KEPT.toMillis(), WAIT.toMillis())
                .refreshAheadCache(false)
                .rateLimited(PAUSE.toMillis())
                .outageTolerant(OUTAGE.toMillis())
                .retrying(false)
                .build();
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
            throws KeySourceException {
        try {
            return line.keys();
        } catch (IssuerLine.Unreachable e) {
            throw new JWKSetUnavailableException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
    }
}
