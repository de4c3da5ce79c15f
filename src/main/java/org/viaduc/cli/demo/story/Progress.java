package org.viaduc.cli.demo.story;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.viaduc.model.Language;

/** How far the demonstration is: a live line with a spinner on a terminal, one plain line for each stretch elsewhere. */
public final class Progress implements AutoCloseable {
    private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final int TICK_MILLIS = 120;

    private final Screen screen;
    private final int units;
    private final Language language;
    private final ScheduledExecutorService ticker = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("progress").daemon().factory());
    private String doing = "";
    private int done;
    private int tick;

    /** @param units how many times {@link #done} will be said in all */
    public Progress(Screen screen, int units, Language language) {
        this.screen = screen;
        this.units = units;
        this.language = language;
        if (screen.isTerminal()) {
            ticker.scheduleAtFixedRate(this::draw, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** What is being done from now on. */
    public synchronized void doing(String what) {
        doing = Typography.set(what, language);
        if (!screen.isTerminal()) {
            screen.tell(Span.plain("[" + "%3d".formatted(percent()) + "\u00a0%] " + doing));
        }
    }

    /** One unit more is done. */
    public synchronized void done() {
        done++;
    }

    private int percent() {
        return Math.min(100, 100 * done / units);
    }

    private synchronized void draw() {
        screen.live(" " + SPINNER.charAt(tick++ % SPINNER.length()) + " %3d".formatted(percent()) + "\u00a0%  " + doing);
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        screen.close();
    }
}
