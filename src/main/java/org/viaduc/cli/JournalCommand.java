package org.viaduc.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import org.viaduc.model.Language;

/** Copies a node's journal to a file, and proves that a journal was not rewritten. */
@Command(name = "journal", description = "Copies a node's journal, and checks that nobody rewrote it.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
        VerifyCommand.class, ExportCommand.class,
        CheckpointCommand.class, OutletsCommand.class, ClockCommand.class, ProveCommand.class, WitnessesCommand.class,
        SearchCommand.class, ReconcileCommand.class, RetentionCommand.class})
public final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: `journal verify` or `journal export`");
    }

    /** {@code fr} or {@code en}. */
    static final class FrenchOrEnglish implements ITypeConverter<Language> {
        @Override
        public Language convert(String word) {
            return switch (word) {
                case "fr" -> Language.FR;
                case "en" -> Language.EN;
                default -> throw new TypeConversionException("`" + word + "` is neither `fr` nor `en`");
            };
        }
    }
}
