package org.viaduc.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** Follows a page: its files are written, its commands given and their outputs compared, in their order. */
final class PageWalk {
    private static final Pattern PART = Pattern.compile("(?m)(?:^`([^`\n]+)`\n)?^```(csv|diff|sh|text)\n(.*?)^```$",
            Pattern.DOTALL);
    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";
    private static final String LEFT_OUT = "…";

    private final Path folder;
    private final Elsewhere elsewhere;
    private final List<String> all = new ArrayList<>();
    private Optional<String> said = Optional.empty();

    /** Gives a command that needs a running node or a database. */
    @FunctionalInterface
    interface Elsewhere {
        /** @return what it printed; empty when it was not given, and nothing can be compared */
        Optional<String> give(List<String> words) throws IOException;
    }

    PageWalk(Path folder, Elsewhere elsewhere) {
        this.folder = folder;
        this.elsewhere = elsewhere;
    }

    /** @return what every command printed, in their order */
    List<String> along(Path page) throws IOException {
        for (var part : PART.matcher(Files.readString(page)).results().toList()) {
            switch (part.group(2)) {
                case "csv" -> Files.writeString(folder.resolve(part.group(1)), part.group(3));
                case "diff" -> change(folder.resolve(part.group(1)), part.group(3).lines().toList());
                case "sh" -> {
                    for (var command : part.group(3).lines().toList()) {
                        give(command);
                    }
                }
                default -> said.ifPresent(text -> compare(text, part.group(3)));
            }
        }
        return all;
    }

    /** Lines that are left out, and what is left out of a line, is shown as {@code …}; a day is any day. */
    private static void compare(String text, String shown) {
        var lines = text.lines().map(PageWalk::undated).iterator();
        for (var line : shown.lines().filter(each -> !each.equals(LEFT_OUT) && !each.isBlank())
                .map(PageWalk::undated).toList()) {
            var pattern = Pattern.compile(Pattern.quote(line).replace(LEFT_OUT, "\\E.*\\Q"));
            var isFound = false;
            while (!isFound && lines.hasNext()) {
                isFound = pattern.matcher(lines.next()).matches();
            }
            assertThat(isFound).as("`" + line + "`, in this order, in:\n" + text).isTrue();
        }
    }

    private static String undated(String line) {
        return line.replaceAll(DAY, "DAY").stripTrailing();
    }

    /** Lines that begin with a minus go, those with a plus stand in their place. */
    private static void change(Path file, List<String> difference) throws IOException {
        var old = difference.stream().filter(line -> line.startsWith("-")).map(line -> line.substring(1)).toList();
        var lines = new ArrayList<>(Files.readAllLines(file));
        assertThat(lines).as(file.toString()).containsAll(old);
        var at = lines.indexOf(old.getFirst());
        lines.removeAll(old);
        lines.addAll(at,
                difference.stream().filter(line -> line.startsWith("+")).map(line -> line.substring(1)).toList());
        Files.write(file, lines);
    }

    private void give(String command) throws IOException {
        var words = new ArrayList<String>();
        Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(command.replaceFirst("^target/viaduc ", "")).results()
                .forEach(word -> words.add(word.group(1) != null ? word.group(1) : word.group(2)));
        words.replaceAll(word -> word.matches("galet\\.csv|falun-password|d50(/.*)?")
                ? folder.resolve(word).toString()
                : word);
        said = words.contains("--node") || words.contains("serve") || command.contains("jdbc:")
                ? elsewhere.give(words)
                : Optional.of(run(words));
        said = said.map(text -> text.replace(folder + "/", ""));
        said.ifPresent(all::add);
    }

    /** Gives a command in this process. @return what it printed, on both streams */
    static String run(List<String> words) {
        var out = new ByteArrayOutputStream();
        var line = new CommandLine(Viaduc.class);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(out, true, StandardCharsets.UTF_8));
        var status = line.execute(words.toArray(String[]::new));
        var said = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(String.join(" ", words) + "\n" + said).isZero();
        return said;
    }
}
