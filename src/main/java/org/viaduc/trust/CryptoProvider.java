package org.viaduc.trust;

import java.security.Security;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import org.slf4j.LoggerFactory;

/** Amazon Corretto Crypto Provider where its native library loads (ten times the signatures a second), else the JDK's. */
public final class CryptoProvider {
    private static final boolean FAST = install();

    private CryptoProvider() {
    }

    /** Makes the faster provider the first one of this process; says which it is in one log line, the first time only. */
    public static boolean isFast() {
        return FAST;
    }

    private static boolean install() {
        var log = LoggerFactory.getLogger(CryptoProvider.class);
        try {
            var corretto = AmazonCorrettoCryptoProvider.INSTANCE;
            if (corretto.getLoadingError() == null && corretto.runSelfTests() == SelfTestStatus.PASSED) {
                Security.removeProvider(corretto.getName());
                Security.insertProviderAt(corretto, 1);
                log.info("crypto provider={} version={}", corretto.getName(), corretto.getVersionStr());
                return true;
            }
            log.info("crypto provider=jdk reason=\"Amazon Corretto Crypto Provider does not load on this platform\"");
        } catch (LinkageError e) {
            log.info("crypto provider=jdk reason=\"{}\"", e.getClass().getSimpleName());
        }
        return false;
    }
}
