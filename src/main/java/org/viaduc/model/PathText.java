package org.viaduc.model;

import java.util.ArrayList;

import org.viaduc.model.PathStep.Choice;

/** How a {@link FieldPath} is written. */
final class PathText {
    private PathText() {
    }

    /** @throws IllegalArgumentException naming the path and the place in it where it stops making sense */
    static PathStep[] read(String text) {
        var steps = new ArrayList<PathStep>();
        var at = 0;
        while (at < text.length()) {
            var start = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            var name = text.substring(start, at);
            if (name.isEmpty()) {
                throw fault(text, at);
            }
            var step = PathStep.only(name);
            if (at < text.length() && text.charAt(at) == '[') {
                var end = text.indexOf(']', at);
                if (end < 0) {
                    throw fault(text, at);
                }
                var inside = text.substring(at + 1, end);
                step = inside.equals("*")
                        ? new PathStep(name, Choice.EACH, -1, "", "")
                        : new PathStep(name, Choice.PLACE, place(text, inside, at), "", "");
                at = end + 1;
            } else if (at < text.length() && text.charAt(at) == '(') {
                var end = text.indexOf(')', at);
                var equals = text.indexOf('=', at);
                if (end < 0 || equals < 0 || equals > end) {
                    throw fault(text, at);
                }
                step = new PathStep(name, Choice.WHERE, -1, text.substring(at + 1, equals),
                        text.substring(equals + 1, end));
                at = end + 1;
            }
            steps.add(step);
            if (at < text.length()) {
                if (text.charAt(at) != '.' || at == text.length() - 1) {
                    throw fault(text, at);
                }
                at++;
            }
        }
        if (steps.isEmpty()) {
            throw fault(text, 0);
        }
        return steps.toArray(PathStep[]::new);
    }

    private static int place(String text, String inside, int at) {
        try {
            return Integer.parseInt(inside);
        } catch (NumberFormatException e) {
            throw fault(text, at);
        }
    }

    private static IllegalArgumentException fault(String text, int at) {
        return new IllegalArgumentException("`" + text + "` is no element path: it stops making sense at character "
                + (at + 1));
    }

    static String write(PathStep[] steps) {
        var text = new StringBuilder();
        for (var step : steps) {
            text.append(text.isEmpty() ? "" : ".").append(step.name());
            switch (step.choice()) {
                case ONLY -> {
                }
                case EACH -> text.append("[*]");
                case PLACE -> text.append('[').append(step.place()).append(']');
                case WHERE -> text.append('(').append(step.key()).append('=').append(step.value()).append(')');
            }
        }
        return text.toString();
    }
}
