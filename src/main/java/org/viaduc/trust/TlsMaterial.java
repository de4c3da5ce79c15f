package org.viaduc.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

import com.nimbusds.jose.JOSEException;

import org.viaduc.model.Department;

/**
 * Mutual TLS between nodes: each shows its own self-signed certificate and accepts the other's only byte for byte as
 * its peer file has it. No authority, no host name, nothing else is asked. Every handshake looks at the key ring and the
 * peer directory as they are then, so a reload or a rotation needs no restart.
 */
public final class TlsMaterial {
    private static final String ALIAS = OwnCertificate.ALIAS;

    private final KeyRing ring;
    private final PeerDirectory peers;

    public TlsMaterial(KeyRing ring, PeerDirectory peers) {
        this.ring = ring;
        this.peers = peers;
    }

    /** For the door where peers call: any peer of the directory may. */
    public SSLContext server() {
        return context(trusting(certificate -> peers.owner(certificate).isPresent()));
    }

    /** For calls to that peer, and to no other. */
    public SSLContext client(Department peer) {
        return context(trusting(certificate -> peers.owner(certificate).filter(owner -> owner.department().equals(peer))
                .isPresent()));
    }

    /** For calls to someone who is no node: shows our certificate, accepts theirs when it is, or follows from, one of these. */
    public SSLContext outward(List<X509Certificate> anchors) {
        try {
            var store = empty();
            for (var at = 0; at < anchors.size(); at++) {
                store.setCertificateEntry("anchor-" + at, anchors.get(at));
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[]{keyManager()}, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new BrokenCrypto("prepare TLS", e);
        }
    }

    /** Whose certificate a connection showed. */
    public Optional<Department> peerOf(X509Certificate certificate) {
        return peers.owner(certificate).map(Peer::department);
    }

    public X509ExtendedKeyManager keyManager() {
        return new OwnCertificate(ring);
    }

    /** Accepts any peer of the directory. */
    public X509ExtendedTrustManager trustManager() {
        return trusting(certificate -> peers.owner(certificate).isPresent());
    }

    /** Our key and certificate of this moment, for servers that want a key store; make it again after a rotation. */
    public KeyStore keyStore(char[] password) {
        try {
            var store = empty();
            var key = ring.tlsKey();
            store.setKeyEntry(ALIAS, key.jwk().toECPrivateKey(), password,
                    new X509Certificate[]{OwnKeys.certificate(key)});
            return store;
        } catch (GeneralSecurityException | JOSEException e) {
            throw new BrokenCrypto("fill a key store", e);
        }
    }

    /** The peers' certificates of this moment; make it again after a reload. Without a peer, only our own: nobody else gets in. */
    public KeyStore trustStore() {
        try {
            var store = empty();
            if (peers.peers().isEmpty()) {
                store.setCertificateEntry(ALIAS, OwnKeys.certificate(ring.tlsKey()));
            }
            for (var peer : peers.peers()) {
                for (var i = 0; i < peer.tlsCertificates().size(); i++) {
                    store.setCertificateEntry(peer.department() + "-" + i, peer.tlsCertificates().get(i));
                }
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new BrokenCrypto("fill a trust store", e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new BrokenCrypto("make a key store", e);
        }
    }

    private SSLContext context(X509ExtendedTrustManager trust) {
        try {
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[]{keyManager()}, new TrustManager[]{trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new BrokenCrypto("prepare TLS", e);
        }
    }

    private X509ExtendedTrustManager trusting(Predicate<X509Certificate> known) {
        return new PinnedCertificates(known, ring::now);
    }

    @Override
    public String toString() {
        return "TlsMaterial";
    }
}
