package org.viaduc.exchange.proof;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Round.class);

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        LOG.addAppender(said);
    }

    @AfterEach
    void hearNoMore() {
        LOG.detachAppender(said);
    }

    @Test
    void a_round_that_breaks_is_told_by_its_kind_alone_and_the_next_is_made() throws InterruptedException {
        var made = new CountDownLatch(3);
        var round = new Round("beat", Duration.ofMillis(5), () -> {
            made.countDown();
            throw new IllegalStateException("Le Bihan, Maëlle");
        });

        round.start();
        assertThat(made.await(30, TimeUnit.SECONDS)).as("a third round after two that broke").isTrue();
        round.stop();

        var first = said.list.getFirst();
        assertThat(first.getLevel()).isEqualTo(Level.WARN);
        assertThat(first.getThrowableProxy()).isNull();
        assertThat(first.getFormattedMessage() + first.getKeyValuePairs())
                .contains("work=\"beat\"", "fault=\"IllegalStateException\"").doesNotContain("Bihan");
    }
}
