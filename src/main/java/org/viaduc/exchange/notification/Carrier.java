package org.viaduc.exchange.notification;

import org.viaduc.exchange.node.Notifications.Correspondent;

/** Carries letters to one kind of correspondent. */
interface Carrier {
    /** Returns once the other side has taken it; the same letter may come again. @throws NotCarried otherwise */
    void carry(Letter letter, Correspondent to);
}
