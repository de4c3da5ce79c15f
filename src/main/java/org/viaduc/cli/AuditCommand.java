package org.viaduc.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** An auditor's questions to a running node, samples, notes and reports. That somebody asked is an entry of its journal. */
@Command(name = "audit", description = "Asks a running node's journal what an auditor asks, draws samples, keeps notes, makes signed reports. That somebody asked is an entry.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
        AuditCommand.Received.class, AuditCommand.Readings.class, AuditCommand.Releases.class,
        AuditCommand.Endings.class, AuditCommand.Emergencies.class, AuditCommand.Deadlines.class,
        AuditCommand.Sample.class, AuditCommand.Note.class, AuditCommand.Notes.class, ReportCommand.class})
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "received", mixinStandardHelpOptions = true, description = "Who received anything about a person: departments, kinds, dates, rules.")
    static final class Received implements Callable<Integer> {
        @Mixin
        private Asking asking;
        @Parameters(index = "0", paramLabel = "PSEUDONYM", description = "the person, as this node names them")
        private String person;

        @Override
        public Integer call() throws IOException {
            var asked = asking.days();
            asked.put("person", person);
            return asking.whole("disclosures", asked, List.of("at", "from", "to", "track", "role",
                    "outcome", "released", "masked", "rules", "exchange"));
        }
    }

    @Command(name = "readings", mixinStandardHelpOptions = true, description = "What a user opened, searched or took away.")
    static final class Readings implements Callable<Integer> {
        @Mixin
        private Asking asking;
        @Parameters(index = "0", paramLabel = "USER", description = "the login of a user or a client")
        private String user;

        @Override
        public Integer call() throws IOException {
            var asked = asking.days();
            asked.put("user", user);
            return asking.paged("readings", asked, List.of("at", "step", "exchange", "details"));
        }
    }

    @Command(name = "releases", mixinStandardHelpOptions = true, description = "Every release that rested on a rule.")
    static final class Releases implements Callable<Integer> {
        @Mixin
        private Asking asking;
        @Parameters(index = "0", paramLabel = "RULE", description = "as R-ASE-IP")
        private String rule;

        @Override
        public Integer call() throws IOException {
            var asked = asking.days();
            asked.put("rule", rule);
            return asking.paged("releases", asked, List.of("began", "exchange", "way", "partner", "track", "ending",
                    "rules"));
        }
    }

    @Command(name = "endings", mixinStandardHelpOptions = true, description = "Everything that was withheld, refused or awaited, and where it stands by now.")
    static final class Endings implements Callable<Integer> {
        @Mixin
        private Asking asking;
        @Parameters(index = "0", paramLabel = "withheld|refused|awaiting", description = "which")
        private String which;

        @Override
        public Integer call() throws IOException {
            var asked = asking.days();
            asked.put("of", which);
            return asking.paged("endings", asked,
                    List.of("at", "what", "exchange", "now.partner", "now.track", "now.ending", "details"));
        }
    }

    @Command(name = "emergencies", mixinStandardHelpOptions = true, description = "Every use of the break-glass, and its review: in-time, late, never or due.")
    static final class Emergencies implements Callable<Integer> {
        @Mixin
        private Asking asking;

        @Override
        public Integer call() throws IOException {
            return asking.paged("emergencies", asking.days(), List.of("declaredAt", "exchange", "declaredBy", "peer",
                    "outcome", "review", "reviewedBy", "finding"));
        }
    }

    @Command(name = "deadlines", mixinStandardHelpOptions = true, description = "Deadlines that were missed, by department; of the last thirty days, or of those given.")
    static final class Deadlines implements Callable<Integer> {
        @Mixin
        private Asking asking;

        @Override
        public Integer call() throws IOException {
            return asking.whole("deadlines", asking.days(),
                    List.of("department", "what", "due", "done", "other", "exchange"));
        }
    }

    @Command(name = "sample", mixinStandardHelpOptions = true, description = "Draws exchanges by lot. With the seed and the checkpoint's size anybody draws the same again.")
    static final class Sample implements Callable<Integer> {
        @Mixin
        private Asking asking;
        @Option(names = "--number", required = true, paramLabel = "N", description = "how many exchanges, 1 to 1000")
        private int number;
        @Option(names = "--seed", paramLabel = "TEXT", description = "decides the lot; without it the node throws the dice")
        private String seed;
        @Option(names = "--by", paramLabel = "track,partner,ending", description = "strata that all give their share")
        private String by;
        @Option(names = "--size", paramLabel = "N", description = "draw from the journal as it stood at the checkpoint of that size")
        private Long size;

        @Override
        public Integer call() throws IOException {
            Map<String, Object> plan = new LinkedHashMap<>(asking.days());
            plan.put("number", number);
            if (seed != null) {
                plan.put("seed", seed);
            }
            if (by != null) {
                plan.put("by", by);
            }
            if (size != null) {
                plan.put("size", size);
            }
            var sample = asking.client().post("/api/journal/samples", plan);
            var out = asking.out();
            if (asking.json()) {
                out.println(sample.toPrettyString());
            } else {
                out.println(asking.line(sample, List.of("from", "to", "population", "checkpoint.size",
                        "checkpoint.root")));
                out.println("seed " + sample.path("seed").asText() + "  digest " + sample.path("digest").asText());
                sample.path("strata").forEach(each -> out.println("  " + asking.line(each, List.of("track",
                        "partner", "ending", "drawn", "population"))));
                sample.path("drawn").forEach(each -> out.println(asking.line(each, List.of("exchange", "way",
                        "partner", "track", "ending"))));
            }
            out.flush();
            return 0;
        }
    }

    /** What a note is on. */
    static final class On {
        @Option(names = "--exchange", paramLabel = "ID", required = true, description = "an exchange")
        private String exchange;
        @Option(names = "--entry", paramLabel = "N", required = true, description = "an entry, by its place in the log")
        private Long entry;
    }

    @Command(name = "note", mixinStandardHelpOptions = true, description = "Writes a note on an exchange or an entry. It is never changed, and names no person.")
    static final class Note implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @ArgGroup(multiplicity = "1")
        private On on;
        @Parameters(index = "0", paramLabel = "TEXT", description = "1 to 2000 characters")
        private String text;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            var place = on.exchange != null
                    ? Map.<String, Object>of("exchange", on.exchange, "text", text)
                    : Map.<String, Object>of("entry", on.entry, "text", text);
            spec.commandLine().getOut().println(node.required().post("/api/journal/annotations", place).path("id")
                    .asText());
            return 0;
        }
    }

    @Command(name = "notes", mixinStandardHelpOptions = true, description = "Lists the notes on an exchange, or of a period.")
    static final class Notes implements Callable<Integer> {
        @Mixin
        private Asking asking;
        @Option(names = "--exchange", paramLabel = "ID", description = "only those on this exchange")
        private String exchange;

        @Override
        public Integer call() throws IOException {
            var asked = asking.days();
            if (exchange != null) {
                asked.put("exchange", exchange);
            }
            return asking.whole("annotations", asked, List.of("at", "author", "exchange", "entry", "text"));
        }
    }
}
