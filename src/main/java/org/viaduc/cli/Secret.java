package org.viaduc.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads a secret from where the settings say it is: {@code ${file:path}} or {@code ${env:NAME}}, never in the file itself. */
final class Secret {
    private static final Pattern SHAPE = Pattern.compile("\\$\\{(file|env):([^}]+)}");

    private Secret() {
    }

    static boolean isOne(String text) {
        return SHAPE.matcher(text).matches();
    }

    /**
     * @param folder relative file names are below it
     * @throws IllegalArgumentException when the text is no placeholder, or what it names is not there
     */
    static String read(String text, Path folder) {
        var matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a secret is written ${file:…} or ${env:…}, never itself");
        }
        if (matcher.group(1).equals("env")) {
            var value = System.getenv(matcher.group(2));
            if (value == null) {
                throw new IllegalArgumentException("the environment has no `" + matcher.group(2) + "`");
            }
            return value;
        }
        try {
            return Files.readString(folder.resolve(matcher.group(2)), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("the file `" + matcher.group(2) + "` cannot be read", e);
        }
    }
}
