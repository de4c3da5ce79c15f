package org.viaduc.connectors.kit.scaffold;

import java.util.Map;
import java.util.Optional;

import org.viaduc.connectors.kit.guess.CodeWords;

/** A code table of a new system: the words of the sample, those that were recognised and those that somebody must place. */
record CodeText(Plan plan, String table, Map<String, Optional<String>> words) {
    String write() {
        var known = CodeWords.of(table);
        var text = new StringBuilder("# ").append(plan.system()).append(" : ").append(table)
                .append(", d'après les mots de l'échantillon / guessed from the words of the sample: check each line.\n")
                .append("# Questions : ").append(plan.questions()).append(".\n");
        text.append("local;common;display;valid-from;valid-to\n");
        words.forEach((word, common) -> common.ifPresent(code -> text.append(cell(word)).append(';').append(code)
                .append(';').append(known.display(code)).append(";;\n")));
        var open = words.entrySet().stream().filter(each -> each.getValue().isEmpty()).toList();
        open.forEach(each -> text.append(Undecided.CODE).append(cell(each.getKey())).append(";;;;\n"));
        if (!open.isEmpty()) {
            text.append("# common: ").append(String.join(", ", known.commons())).append('\n');
        }
        return text.toString();
    }

    /** A table has no quotation marks: a word with a semicolon cannot stand in one. */
    private static String cell(String word) {
        return word.replace(';', ',');
    }
}
