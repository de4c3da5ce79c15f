package org.viaduc.trust;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.function.Predicate;
import java.util.function.Supplier;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Accepts a certificate for being known, byte for byte, and within its dates; nothing else about it is asked. */
final class PinnedCertificates extends X509ExtendedTrustManager {
    private final Predicate<X509Certificate> known;
    private final Supplier<Instant> now;

    PinnedCertificates(Predicate<X509Certificate> known, Supplier<Instant> now) {
        this.known = known;
        this.now = now;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length != 1 || !known.test(chain[0])) {
            throw new CertificateException("the certificate is not one that a peer file names");
        }
        chain[0].checkValidity(Date.from(now.get()));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
