package org.viaduc.web.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.viaduc.model.Department;
import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;
import org.viaduc.person.Doubt;

/** How a page says codes, days, hours and departments to its reader: in one language, and in the node's zone. */
public record Say(Language language, ZoneId zone) {
    /** What a code of the node means; a code of which nothing is known stands for itself. */
    public String word(String code) {
        return Arrays.stream(Doubt.values()).filter(doubt -> doubt.word().equals(code)).findFirst()
                .map(doubt -> doubt.sentence(language)).orElseGet(() -> Lexicon.say(code, language));
    }

    /** The same of several, comma-separated. */
    public String words(List<String> codes) {
        return codes.stream().map(this::word).collect(Collectors.joining(", "));
    }

    /** Why a ledger says so: a code, or a mapping's own sentence, which gives both languages with a stroke between. */
    public String reason(String reason) {
        var both = reason.split(" / ", -1);
        return both.length == 2 ? language.pick(both[0], both[1]) : word(reason);
    }

    /** The codes of a list with commas or spaces between. */
    public static List<String> listed(String codes) {
        return Stream.of(codes.split("[\\s,]+")).map(String::strip).filter(code -> !code.isEmpty()).toList();
    }

    /** A code with a capital, as the beginning of a line. */
    public String begin(String code) {
        var word = word(code);
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(locale()) + word.substring(1);
    }

    public String day(LocalDate day) {
        return first(day.format(DateTimeFormatter.ofPattern("d MMMM yyyy", locale())));
    }

    /** A day to compare with a form or a card: in French as civil registers print it, in figures. */
    public String date(LocalDate day) {
        return day.format(DateTimeFormatter.ofPattern(language.pick("dd/MM/yyyy", "d MMMM yyyy"), locale()));
    }

    /** A version, which is named after a day; any other name as it is. */
    public String version(String name) {
        return name.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? day(LocalDate.parse(name)) : name;
    }

    /** The day and the hour, here. */
    public String moment(Instant at) {
        return first(DateTimeFormatter
                .ofPattern(language.pick("d MMMM yyyy 'à' HH:mm", "d MMMM yyyy 'at' HH:mm"), locale())
                .withZone(zone).format(at));
    }

    private String first(String day) {
        return day.replaceFirst("^1 ", language.pick("1er ", "1 "));
    }

    public String department(String code) {
        if (code.isEmpty() || code.equals(Department.UNKNOWN.code())) {
            return language.pick("département non communiqué", "department not communicated");
        }
        return code.startsWith("BE-")
                ? "CPAS " + code
                : language.pick("département ", "department ") + code.replaceFirst("^D", "");
    }

    /** Of two sentences, the reader's. */
    public String pick(String french, String english) {
        return language.pick(french, english);
    }

    private Locale locale() {
        return language == Language.FR ? Locale.FRENCH : Locale.ENGLISH;
    }
}
