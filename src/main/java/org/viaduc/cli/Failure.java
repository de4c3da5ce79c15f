package org.viaduc.cli;

/** Says a failure in the user's words: the messages from the outermost to the innermost, each once. */
final class Failure {
    private Failure() {
    }

    static String words(Throwable failure) {
        var words = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            var message = each.getMessage();
            if (message != null && words.indexOf(message) < 0) {
                words.append(words.isEmpty() ? "" : ": ").append(message);
            }
        }
        return words.isEmpty() ? failure.getClass().getSimpleName() : words.toString();
    }
}
