package org.viaduc.web.login;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** The sessions that live in this process, so that one which ended at the issuer can be ended here. */
final class Sessions implements HttpSessionListener {
    private static final String ORIGIN = Sessions.class.getName() + ".origin";

    private final Set<HttpSession> alive = ConcurrentHashMap.newKeySet();

    /** Of which session of which user at the issuer a session here is the image. */
    private record Origin(Optional<String> session, String subject) {}

    /** @param session the issuer's id of its session ({@code sid}), when it gives one */
    void began(HttpSession here, Optional<String> session, String subject) {
        here.setAttribute(ORIGIN, new Origin(session, subject));
        alive.add(here);
    }

    /** Ends the images of one session. @return how many there were */
    int endOf(String session) {
        return end(origin -> origin.session().filter(session::equals).isPresent());
    }

    /** Ends all sessions of one user. @return how many there were */
    int endAllOf(String subject) {
        return end(origin -> origin.subject().equals(subject));
    }

    private int end(Predicate<Origin> meant) {
        var ended = 0;
        for (var session : alive) {
            try {
                if (session.getAttribute(ORIGIN) instanceof Origin origin && meant.test(origin)) {
                    session.invalidate();
                    ended++;
                }
            } catch (IllegalStateException e) {
                // it has ended by itself meanwhile, which is what was wanted
                alive.remove(session);
            }
        }
        return ended;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        alive.remove(event.getSession());
    }
}
