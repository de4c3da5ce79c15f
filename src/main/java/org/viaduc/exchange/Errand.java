package org.viaduc.exchange;

import java.util.Locale;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;

/** What the outbox can be told to do for an exchange. */
enum Errand {
    /** Carry the file to the peer, or ask again for the receipt of one that was carried. */
    SEND,
    /** Hand a received file over to the department. */
    DELIVER,
    /** Carry our latest receipt to the sender. */
    RECEIPT,
    /** Ask an open question again, because a new day has begun. */
    REASK;

    private final TaskDescriptor<Void> task = TaskDescriptor.of(name().toLowerCase(Locale.ROOT));

    TaskDescriptor<Void> task() {
        return task;
    }

    /** What to do after an errand was run. */
    sealed interface Next {
        /** It is done. */
        record Done() implements Next {}

        /** Run it again at this time. */
        record Again(java.time.Instant at) implements Next {}
    }
}
