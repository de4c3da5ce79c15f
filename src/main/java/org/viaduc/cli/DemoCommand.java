package org.viaduc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.viaduc.cli.demo.Demonstration;
import org.viaduc.cli.demo.local.QuietLog;
import org.viaduc.cli.demo.story.Ending;
import org.viaduc.cli.demo.story.Screen;
import org.viaduc.model.Language;
import org.viaduc.trust.CheckpointKeys;

/** Two departments, their local systems and families' moves, end to end, on this machine. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Starts two departments on this machine and carries families' files across, telling each step.", footer = {
        "Everything is written below target/demo, which begins afresh at each run. Everyone in it is invented.",
        "Exit status 0 when every file ended as the law has it and both journals verify, 1 otherwise."})
public final class DemoCommand implements Callable<Integer> {
    private static final Path FOLDER = Path.of("target", "demo");

    @Spec
    private CommandSpec spec;
    @Option(names = "--lang", paramLabel = "fr|en", description = "the language of the story", converter = JournalCommand.FrenchOrEnglish.class)
    private Language language = Language.of(Locale.getDefault());
    @Option(names = "--stay", description = "keeps the two nodes up after the story, until Ctrl-C")
    private boolean stays;
    @Option(names = "--json", description = "prints the endings as JSON instead of the story")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        QuietLog.start();
        var demonstration = new Demonstration(FOLDER.toAbsolutePath(), language, CheckpointKeys::of);
        try (var screen = json
                ? new Screen(new PrintWriter(Writer.nullWriter()), false)
                : Screen.onStandardOutput()) {
            var outcome = demonstration.run(screen, stays);
            if (json) {
                spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(json(outcome)));
                spec.commandLine().getOut().flush();
            }
            return outcome.isGood() ? 0 : 1;
        }
    }

    private static com.fasterxml.jackson.databind.JsonNode json(Demonstration.Outcome outcome) {
        var result = JsonNodeFactory.instance.objectNode().put("good", outcome.isGood()).put("elapsedMillis",
                outcome.time().toMillis());
        var endings = result.putArray("endings");
        for (var ending : outcome.endings()) {
            var family = ending.family();
            var one = endings.addObject().put("family", family.key()).put("from", family.from().code())
                    .put("to", family.to().code()).put("track", family.track().word())
                    .put("exchange", ending.exchange());
            Ending.expected(family).forEach(one.putArray("expected")::add);
            ending.seen().forEach(one.putArray("seen")::add);
            one.put("asExpected", ending.isAsExpected()).put("millis", ending.time().toMillis());
        }
        var journals = result.putArray("journals");
        outcome.journals().forEach(report -> journals.addObject().put("origin", report.origin().code())
                .put("holds", report.holds()).put("entries", report.entries()));
        outcome.deliveries().forEach(result.putArray("notReceivedOnce")::add);
        return result;
    }
}
