package org.viaduc.exchange;

import java.time.Instant;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import org.viaduc.model.ExchangeId;

/**
 * What still has to be carried, kept in the node's database: an errand is queued in the transaction of the act that
 * makes it necessary, and run at least once after that transaction has committed.
 */
final class Outbox {
    private final SchedulerClient client;
    private volatile Runnable wake = () -> {
    };

    Outbox(DataSource source) {
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(source)).build();
    }

    /** The dispatcher asks to be woken as soon as something due has been queued. */
    void wakes(Runnable dispatcher) {
        this.wake = dispatcher;
    }

    /** Queues the errand in the running transaction; one that is queued already keeps its time or takes the earlier one. */
    void queue(Errand errand, ExchangeId exchange, Instant at) {
        var instance = new TaskInstance<Void>(errand.task().getTaskName(), exchange.toString());
        if (!client.scheduleIfNotExists(instance, at)) {
            client.getScheduledExecution(instance)
                    .filter(planned -> !planned.isPicked() && planned.getExecutionTime().isAfter(at))
                    .ifPresent(planned -> client.reschedule(instance, at));
        }
        Transactions.afterCommit(() -> wake.run());
    }
}
