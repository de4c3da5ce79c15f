package org.viaduc.trust;

import java.util.Arrays;

/** The one way to write a compact message: base64url without padding whose unused bits are zero (RFC 4648, 3.5). */
final class CompactForm {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (var i = 0; i < ALPHABET.length(); i++) {
            VALUES[ALPHABET.charAt(i)] = (byte) i;
        }
    }

    private CompactForm() {
    }

    /** How many parts, each written in the one way; 0 when one is not, so that no altered byte goes unnoticed. */
    static int parts(byte[] message) {
        var parts = 0;
        var start = 0;
        for (var at = 0; at <= message.length; at++) {
            if (at == message.length || message[at] == '.') {
                if (!isCanonical(message, start, at)) {
                    return 0;
                }
                parts++;
                start = at + 1;
            } else if (message[at] < 0 || VALUES[message[at]] < 0) {
                return 0;
            }
        }
        return parts;
    }

    private static boolean isCanonical(byte[] message, int from, int to) {
        return switch ((to - from) % 4) {
            case 0 -> to > from;
            case 2 -> (VALUES[message[to - 1]] & 0b1111) == 0;
            case 3 -> (VALUES[message[to - 1]] & 0b11) == 0;
            default -> false;
        };
    }
}
