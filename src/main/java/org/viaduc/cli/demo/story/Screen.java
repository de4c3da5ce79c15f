package org.viaduc.cli.demo.story;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where the story appears. On a terminal it has colours, and one live line stands below what has been told; elsewhere it
 * is plain lines. Safe for several threads.
 */
public final class Screen implements AutoCloseable {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintWriter out;
    private final boolean isTerminal;
    private final boolean colours;
    private String live = "";

    /** @param isTerminal whether a live line can be drawn again; colours are left out where {@code NO_COLOR} is set */
    public Screen(PrintWriter out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.colours = isTerminal && System.getenv("NO_COLOR") == null;
    }

    /** Standard output; a machine that claims to know ASCII only is given UTF-8, which every terminal reads. */
    public static Screen onStandardOutput() {
        var named = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"));
        var charset = named.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : named;
        return new Screen(new PrintWriter(new FileOutputStream(FileDescriptor.out), false, charset), onTerminal());
    }

    private static boolean onTerminal() {
        var console = System.console();
        if (console == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            // Since Java 22, which is newer than the language level here.
            return (boolean) console.getClass().getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJava22) {
            return true;
        }
    }

    public boolean isTerminal() {
        return isTerminal;
    }

    public synchronized void blank() {
        print(List.of(""));
    }

    /** One paragraph at the left edge. */
    public void tell(Span body) {
        tell(List.of(), body);
    }

    /** One paragraph beside its lead. */
    public synchronized void tell(List<Span> lead, Span body) {
        print(Layout.hanging(lead, body, colours));
    }

    /** One line that is not broken: an address, a command. */
    public synchronized void exactly(String line) {
        print(List.of(line));
    }

    /** Draws the line that is always the last; nothing where there is no terminal. */
    synchronized void live(String line) {
        if (isTerminal) {
            live = line.length() > Layout.WIDTH ? line.substring(0, Layout.WIDTH) : line;
            out.print(CLEAR_LINE + Style.DIM.on(live, colours));
            out.flush();
        }
    }

    private void print(List<String> lines) {
        if (!live.isEmpty()) {
            out.print(CLEAR_LINE);
        }
        lines.forEach(out::println);
        if (!live.isEmpty()) {
            out.print(Style.DIM.on(live, colours));
        }
        out.flush();
    }

    @Override
    public synchronized void close() {
        if (!live.isEmpty()) {
            live = "";
            out.print(CLEAR_LINE);
        }
        out.flush();
    }
}
