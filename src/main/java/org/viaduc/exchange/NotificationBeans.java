package org.viaduc.exchange;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.notification.Corresponding;
import org.viaduc.exchange.proof.Round;
import org.viaduc.exchange.rights.Rights;
import org.viaduc.trust.TlsMaterial;

/** Puts together what tells people that something waits. */
@Configuration(proxyBeanMethods = false)
class NotificationBeans {
    private static final int LOOKS_IN_AN_INTERVAL = 10;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Bean
    Corresponding corresponding(Desk desk, TlsMaterial tls, Rights rights, Clocks clocks) {
        return new Corresponding(desk, tls, new TrayItems(desk, rights, clocks));
    }

    @Bean
    Round notifying(Desk desk, Corresponding corresponding) {
        var every = desk.settings().contacts().notifications().every().dividedBy(LOOKS_IN_AN_INTERVAL);
        return new Round("notifying", every.compareTo(LONGEST) < 0 ? every : LONGEST, corresponding);
    }
}
