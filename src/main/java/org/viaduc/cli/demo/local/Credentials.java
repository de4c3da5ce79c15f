package org.viaduc.cli.demo.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** The user and password that a local system expects, from {@code credentials.properties} in its folder. */
public final class Credentials {
    private static final String FILE = "credentials.properties";

    private final String user;
    private final String password;

    private Credentials(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /** Reads the file, or makes one with a password by chance that only the owner may read. */
    public static Credentials in(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        if (Files.notExists(file)) {
            make(file);
        }
        var found = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            found.load(reader);
        }
        return new Credentials(needed(found, "user", file), needed(found, "password", file));
    }

    /** In a time that does not depend on where the first difference is. */
    public boolean admit(String givenUser, String givenPassword) {
        return same(user, givenUser) & same(password, givenPassword);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static void make(Path file) throws IOException {
        var random = new byte[16];
        new SecureRandom().nextBytes(random);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "user=viaduc\npassword=" + HexFormat.of().formatHex(random) + "\n");
    }

    private static String needed(Properties found, String key, Path file) throws IOException {
        var value = found.getProperty(key, "");
        if (value.isEmpty()) {
            throw new IOException("`" + file + "` has no `" + key + "`: write it, or delete the file to have one made");
        }
        return value;
    }

    @Override
    public String toString() {
        return "Credentials[]";
    }
}
