package org.viaduc.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** The page that walks through a new system: its files are written, its commands given and its outputs compared, in their order. */
class ConnectASystemTest {
    private static final Path PAGE = Path.of("src/docs/connect-a-system.md");
    private static final Pattern PART = Pattern.compile("(?m)(?:^`([^`\n]+)`\n)?^```(csv|diff|sh|text)\n(.*?)^```$",
            Pattern.DOTALL);
    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";
    private static final String LEFT_OUT = "…";

    @TempDir
    private Path folder;
    private String said = "";

    @Test
    void a_newcomer_who_follows_the_page_gets_a_certified_connector() throws IOException {
        for (var part : PART.matcher(Files.readString(PAGE)).results().toList()) {
            switch (part.group(2)) {
                case "csv" -> Files.writeString(folder.resolve(part.group(1)), part.group(3));
                case "diff" -> change(folder.resolve(part.group(1)), part.group(3).lines().toList());
                case "sh" -> part.group(3).lines().forEach(this::give);
                default -> assertThat(lines(said)).containsSubsequence(lines(part.group(3)));
            }
        }

        assertThat(said).as("of the last command that runs here").contains("d50-galet: CERTIFIED", " 0 not proven");
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.equals(LEFT_OUT) && !line.isBlank())
                .map(line -> line.replaceAll(DAY, "DAY")
                        .stripTrailing())
                .toList();
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

    /** Of a command that needs a running node or a database, only its words are checked. */
    private void give(String command) {
        var words = new ArrayList<String>();
        Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(command.replaceFirst("^target/viaduc ", "")).results()
                .forEach(word -> words.add(word.group(1) != null ? word.group(1) : word.group(2)));
        if (words.contains("--node") || words.contains("serve") || command.contains("jdbc:")) {
            new CommandLine(Viaduc.class).parseArgs(words.toArray(String[]::new));
            return;
        }
        words.replaceAll(word -> word.matches("galet\\.csv|d50(/.*)?") ? folder.resolve(word).toString() : word);
        var out = new ByteArrayOutputStream();
        var line = new CommandLine(Viaduc.class);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(out, true, StandardCharsets.UTF_8));

        var status = line.execute(words.toArray(String[]::new));

        said = out.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
        assertThat(status).as(command + "\n" + said).isZero();
    }
}
