package org.viaduc.exchange.desk;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.MaxRetriesFailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.model.ExchangeId;

/**
 * Runs what the outbox holds: at once when it is due, again with growing pauses when it fails, on whichever instance of
 * the node is free. An errand whose instance died is taken over by another after eight seconds.
 */
public final class Dispatcher implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final double GROWTH = 1.7;
    private static final int RETRIES = 16;

    private final Scheduler scheduler;

    /**
     * @param run    does an errand; what it throws is a failure that is tried again
     * @param giveUp called when the last retry has failed
     */
    public Dispatcher(DataSource source, Outbox outbox, Clock clock, BiFunction<Errand, ExchangeId, Next> run,
            BiConsumer<Errand, ExchangeId> giveUp) {
        var tasks = Arrays.stream(Errand.values()).<Task<?>>map(errand -> task(errand, run, giveUp)).toList();
        this.scheduler = Scheduler.create(source, tasks)
                .clock(clock::instant)
                .threads(24)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(Duration.ofMillis(200))
                .heartbeatInterval(Duration.ofSeconds(2))
                .missedHeartbeatsLimit(4)
                .serializer(new JacksonSerializer())
                .failureLogging(com.github.kagkarlsson.scheduler.logging.LogLevel.OFF, false)
                .shutdownMaxWait(Duration.ofSeconds(10))
                .build();
        outbox.wakes(scheduler::triggerCheckForDueExecutions);
    }

    /** Begins to run what is due; until then nothing is run. */
    public void start() {
        scheduler.start();
    }

    @Override
    public void close() {
        scheduler.stop();
    }

    private static Task<Void> task(Errand errand, BiFunction<Errand, ExchangeId, Next> run,
            BiConsumer<Errand, ExchangeId> giveUp) {
        return Tasks.custom(errand.task())
                .onDeadExecutionRevive()
                .onFailure(new MaxRetriesFailureHandler<>(RETRIES,
                        new ExponentialBackoffFailureHandler<>(FIRST_PAUSE, GROWTH),
                        (complete, operations) -> giveUp.accept(errand,
                                ExchangeId.of(complete.getExecution().getId()))))
                .execute((instance, context) -> after(run.apply(errand, ExchangeId.of(instance.getId()))));
    }

    private static CompletionHandler<Void> after(Next next) {
        return switch (next) {
            case Next.Done done -> new CompletionHandler.OnCompleteRemove<>();
            case Next.Again again -> (complete, operations) -> operations.reschedule(complete, again.at());
        };
    }

}
