package org.viaduc.connectors.kit.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.viaduc.connectors.kit.guess.Hint;

/**
 * What somebody still has to decide in a mapping folder: fields that are dropped for want of a decision, and words of code
 * tables without a common code. The checker accepts both; nothing is lost silently, since the ledger counts them.
 *
 * @param place file and line
 * @param what  the field or the word
 * @param why   a hint
 */
public record Undecided(String place, String what, Hint why) {
    static final String CODE = "# to decide: ";
    /** A line of its own: what, then why in both languages. */
    static final String LINE = "# à décider / to decide: ";
    static final Hint NUMBER = new Hint("un numéro du système local", "a number of the local system");
    static final Hint HIDDEN = new Hint("un second champ qui protège une adresse",
            "a second field that protects an address");
    private static final String FRENCH = "à décider : ";
    private static final String ENGLISH = "to decide: ";
    private static final Pattern LOCAL = Pattern.compile("local: (\"[^\"]*\"|[^,} ]+)");
    private static final Pattern NOTE = Pattern.compile(LINE + "(.*?): (.*?) / (.*)");
    private static final Pattern REASON = Pattern.compile("reason: \"" + FRENCH + "(.*?) / " + ENGLISH + "(.*?)\"");

    /** All of it in a line. */
    public Hint told() {
        var where = place + "  `" + what + "` : ";
        return new Hint(where + why.french(), where + why.english());
    }

    static String reason(Hint hint) {
        return FRENCH + hint.french() + " / " + ENGLISH + hint.english();
    }

    /**
     * Of a connector: what its routes beside the system's folder leave open, then fields, file by file in the order of their
     * lines, then words of code tables.
     */
    public static List<Undecided> of(String connector, Path folder) throws IOException {
        var found = new ArrayList<Undecided>();
        var routes = folder.resolve("../../routes").normalize();
        for (var file : files(routes, ".yaml")) {
            if (file.getFileName().toString().matches(Pattern.quote(connector) + "-[a-z]+\\.yaml")) {
                notes(file, "routes/" + file.getFileName(), found);
            }
        }
        found.addAll(of(folder));
        return found;
    }

    private static void notes(Path file, String name, List<Undecided> found) throws IOException {
        var lines = Files.readAllLines(file);
        for (var i = 0; i < lines.size(); i++) {
            var note = NOTE.matcher(lines.get(i));
            if (note.find()) {
                found.add(new Undecided(name + ":" + (i + 1), note.group(1), new Hint(note.group(2), note.group(3))));
            }
        }
    }

    /** Of a system's folder alone. */
    static List<Undecided> of(Path folder) throws IOException {
        var found = new ArrayList<Undecided>();
        for (var file : files(folder, ".yaml")) {
            var local = "";
            var lines = Files.readAllLines(file);
            for (var i = 0; i < lines.size(); i++) {
                var named = LOCAL.matcher(lines.get(i));
                local = named.find() ? named.group(1).replace("\"", "") : local;
                var note = NOTE.matcher(lines.get(i));
                if (note.find()) {
                    found.add(new Undecided(place(folder, file, i), note.group(1),
                            new Hint(note.group(2), note.group(3))));
                }
                var reason = REASON.matcher(lines.get(i));
                if (reason.find()) {
                    found.add(new Undecided(place(folder, file, i), local,
                            new Hint(reason.group(1), reason.group(2))));
                }
            }
        }
        for (var file : files(folder.resolve("codes"), ".csv")) {
            var lines = Files.readAllLines(file);
            for (var i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith(CODE)) {
                    found.add(new Undecided(place(folder, file, i),
                            lines.get(i).substring(CODE.length()).split(";", -1)[0],
                            new Hint("quel code commun ?", "which common code?")));
                }
            }
        }
        return found;
    }

    private static String place(Path folder, Path file, int line) {
        return "mappings/" + folder.getFileName() + "/" + folder.relativize(file).toString().replace('\\', '/') + ":"
                + (line + 1);
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }
}
