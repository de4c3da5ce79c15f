package org.viaduc.exchange.desk;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

/**
 * What still has to be carried, kept in the node's database: an errand is queued in the transaction of the act that
 * makes it necessary, and run at least once after that transaction has committed.
 */
public final class Outbox {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final String FAILED = """
            select t.task_name, t.task_instance
              from scheduled_tasks t join exchange e on e.id = t.task_instance::uuid
             where e.peer = ? and t.task_name in ('send', 'receipt', 'ask') and not t.picked
               and t.consecutive_failures > 0 and t.execution_time > ?""";

    private final DataSource source;
    private final SchedulerClient client;
    private final Map<Department, Instant> looked = new ConcurrentHashMap<>();
    private volatile Runnable wake = () -> {
    };

    public Outbox(DataSource source) {
        this.source = source;
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(source)).build();
    }

    /** The dispatcher asks to be woken as soon as something due has been queued. */
    void wakes(Runnable dispatcher) {
        this.wake = dispatcher;
    }

    /**
     * A neighbour has just been heard: what failed to reach it, and waits for its next try, is tried now. Looks no more
     * often than every few seconds, so that neither traffic nor a line that works one way only costs anything.
     */
    public void heard(Department neighbour, Instant now) {
        var isToLook = new boolean[1];
        looked.compute(neighbour, (each, before) -> {
            isToLook[0] = before == null || !before.isAfter(now.minus(PAUSE));
            return isToLook[0] ? now : before;
        });
        if (isToLook[0]) {
            var waiting = failed(neighbour, now);
            waiting.forEach(errand -> client.reschedule(errand, now));
            if (!waiting.isEmpty()) {
                wake.run();
            }
        }
    }

    private List<TaskInstanceId> failed(Department neighbour, Instant now) {
        try (var connection = source.getConnection(); var select = connection.prepareStatement(FAILED)) {
            select.setString(1, neighbour.code());
            select.setTimestamp(2, Timestamp.from(now));
            var found = new ArrayList<TaskInstanceId>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(TaskInstanceId.of(rows.getString(1), rows.getString(2)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the outbox cannot be read: " + e.getSQLState(), e);
        }
    }

    /** Queues the errand in the running transaction; one that is queued already keeps its time or takes the earlier one. */
    public void queue(Errand errand, ExchangeId exchange, Instant at) {
        var instance = new TaskInstance<Void>(errand.task().getTaskName(), exchange.toString());
        if (!client.scheduleIfNotExists(instance, at)) {
            client.getScheduledExecution(instance)
                    .filter(planned -> !planned.isPicked() && planned.getExecutionTime().isAfter(at))
                    .ifPresent(planned -> client.reschedule(instance, at));
        }
        Transactions.afterCommit(() -> wake.run());
    }
}
