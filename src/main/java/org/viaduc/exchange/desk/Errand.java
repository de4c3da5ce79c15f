package org.viaduc.exchange.desk;

import java.util.Locale;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;

/** What the outbox can be told to do for an exchange. */
public enum Errand {
    /** Carry the file to the peer, or ask again for the receipt of one that was carried. */
    SEND,
    /** Hand a received file over to the department. */
    DELIVER,
    /** Carry our latest receipt to the sender. */
    RECEIPT,
    /** Carry a notice about a copy, or our word on one. */
    NOTICE,
    /** Tell the other side where a hand-over of responsibility stands here. */
    HAND_OVER,
    /** Carry our request for a person's file to the neighbour. */
    ASK,
    /** Look for the person whose file a neighbour asks for. */
    SEEK,
    /** Ask an open question again, because a new day has begun. */
    REASK,
    /** Destroy what is kept of an exchange and whose term is over. */
    DESTROY,
    /** Carry a message that says what waits here to whoever is to know. */
    NOTIFY;

    private final TaskDescriptor<Void> task = TaskDescriptor.of(name().toLowerCase(Locale.ROOT).replace('_', '-'));

    TaskDescriptor<Void> task() {
        return task;
    }

    /** What to do after an errand was run. */
    public sealed interface Next {
        /** It is done. */
        record Done() implements Next {}

        /** Run it again at this time. */
        record Again(java.time.Instant at) implements Next {}
    }
}
