package org.viaduc.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.viaduc.model.Kind;
import org.viaduc.model.UnknownCode;

/**
 * The form that a value must have. Together they leave no place for a name or a NIR: what is long is a random id or a
 * digest of fixed form, what is a word is listed, what is a number has few digits.
 */
enum Shape {
    UUID("a UUID in lower case", Form.UUID.asMatchPredicate()), //
    UUIDS("UUIDs with a space between", each(Form.UUID.asMatchPredicate())), //
    IDS("ids of facts (UUIDs, or 32 or 64 hexadecimal digits) with a space between",
            each(Form.ID.asMatchPredicate())), //
    DIGEST("64 lower-case hexadecimal digits", Form.DIGEST.asMatchPredicate()), //
    COUNT("a number from 0 to 999999999", Form.COUNT.asMatchPredicate()), //
    LENGTH("a number of bytes with at most 12 digits", Form.LENGTH.asMatchPredicate()), //
    DATE("a date as 2026-11-22", Shape::isDate), //
    INSTANT("a UTC time as 2026-11-22T08:00:00Z", Shape::isInstant), //
    TRUTH("`true` or `false`", Set.of("true", "false")::contains), //
    DEPARTMENT("a department as D35, BE-LIEGE or unknown", Form.DEPARTMENT.asMatchPredicate()), //
    WORDS("words of journal/words.txt with a space between", each(Vocabulary::hasWord)), //
    KINDS("kinds as S10.ip with a space between", each(Shape::isKind)), //
    RULES("rule ids as R-ASE-IP with a space between", each(Form.RULE.asMatchPredicate())), //
    PATHS("element paths as S01.identity/name.family with a space between", each(Shape::isPath)), //
    KEYS("key ids (RFC 7638 thumbprints) with a space between", each(Form.KEY.asMatchPredicate())), //
    VERSION("a version as 2026-11-01, 1.2.0 or `solidor 2026-11-01`", Form.VERSION.asMatchPredicate()), //
    NAME("the name of a folder or a route as d35-solidor", Form.NAME.asMatchPredicate()), //
    REFERENCE("a local reference with at most 12 digits, a UUID or a digest", Form.REFERENCE.asMatchPredicate()), //
    AGENT("an agent's id as agent-35-012", Form.AGENT.asMatchPredicate());

    /** Longer lists are counted instead. */
    static final int LONGEST = 32_000;

    private final String description;
    private final Predicate<String> fits;

    Shape(String description, Predicate<String> fits) {
        this.description = description;
        this.fits = fits;
    }

    boolean fits(String value) {
        return !value.isEmpty() && value.length() <= LONGEST && fits.test(value);
    }

    /** True for ids that others choose: one without the form is written as its digest. */
    boolean isForeignId() {
        return this == IDS || this == REFERENCE;
    }

    String description() {
        return description;
    }

    private static Predicate<String> each(Predicate<String> one) {
        return value -> {
            for (var start = 0; start <= value.length();) {
                var space = value.indexOf(' ', start);
                var end = space < 0 ? value.length() : space;
                if (!one.test(value.substring(start, end))) {
                    return false;
                }
                start = end + 1;
            }
            return true;
        };
    }

    private static boolean isDate(String value) {
        try {
            return LocalDate.parse(value).toString().equals(value) && value.length() == 10;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isInstant(String value) {
        try {
            return Instant.parse(value).toString().equals(value);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isKind(String value) {
        try {
            Kind.of(value);
            return true;
        } catch (UnknownCode e) {
            return false;
        }
    }

    /** Element names with dots between, after an optional kind and slash. */
    private static boolean isPath(String value) {
        var slash = value.indexOf('/');
        if (slash >= 0 && !isKind(value.substring(0, slash))) {
            return false;
        }
        for (var name : value.substring(slash + 1).split("\\.", -1)) {
            if (!Vocabulary.hasElement(name)) {
                return false;
            }
        }
        return true;
    }

    /** The patterns of the shapes. */
    private static final class Form {
        private static final String ONE_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
        private static final String ONE_DIGEST = "[0-9a-f]{64}";
        private static final Pattern UUID = Pattern.compile(ONE_UUID);
        private static final Pattern DIGEST = Pattern.compile(ONE_DIGEST);
        private static final Pattern ID = Pattern.compile(ONE_UUID + "|[0-9a-f]{32}|" + ONE_DIGEST);
        private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,8}");
        private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,11}");
        private static final Pattern DEPARTMENT = Pattern
                .compile("(?!(.*[0-9]){9})(unknown|D[0-9][0-9AB][0-9]?|BE-[A-Z0-9-]{1,30})");
        private static final Pattern RULE = Pattern.compile("R-[A-Z0-9]{1,16}(-[A-Z0-9]{1,16}){0,5}");
        private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{43}");
        private static final Pattern VERSION = Pattern
                .compile("([a-z]{2,20}(-?[0-9]{1,3}|-[a-z]{2,20}){0,2}[ @])?(" //
                        + "[0-9]{4}-[0-9]{2}-[0-9]{2}(\\.[0-9]{1,3})?|" //
                        + "[0-9]{1,4}(\\.[0-9]{1,4}){0,2}(-SNAPSHOT)?|" + ONE_DIGEST + ")");
        private static final Pattern NAME = Pattern
                .compile("(?=.{1,48}$)(?!(.*[0-9]){9})[a-z][a-z0-9]*(-[a-z0-9]+){0,6}");
        private static final Pattern REFERENCE = Pattern
                .compile("(?!(.*[0-9]){13})[A-Z]{0,3}-?[0-9]{1,12}(-[0-9]{1,8})?|"
                        + "([A-Z]{1,12}_)?" + ONE_UUID + "(\\.[a-z]{2,4})?|" + ONE_DIGEST);
        private static final Pattern AGENT = Pattern.compile("[a-z]{1,12}(-[a-z]{1,8})?-[0-9]{1,4}(-[0-9]{1,4})?");
    }
}
