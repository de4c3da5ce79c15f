package org.viaduc.connectors.kit.sample;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** In which characters a file is written, told from its bytes. */
record Encoding(Charset charset, String text) {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final char MARK = '\uFEFF';

    /** @throws NoSample for UTF-16, and for what is no text */
    static Encoding of(byte[] bytes, String source) {
        if (bytes.length > 1 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFE + 0xFF
                && ((bytes[0] & 0xFF) == 0xFE || (bytes[0] & 0xFF) == 0xFF)) {
            throw new NoSample("`" + source + "` is written in UTF-16: export it again as UTF-8 or windows-1252");
        }
        for (var b : bytes) {
            if (b == 0) {
                throw new NoSample("`" + source + "` is no text file");
            }
        }
        try {
            var text = strict(StandardCharsets.UTF_8, bytes);
            return new Encoding(StandardCharsets.UTF_8,
                    !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            var charset = hasControls(bytes) ? Charset.forName("ISO-8859-15") : WINDOWS;
            return new Encoding(charset, new String(bytes, charset));
        }
    }

    private static String strict(Charset charset, byte[] bytes) throws CharacterCodingException {
        return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString();
    }

    /** The five bytes that windows-1252 leaves open. */
    private static boolean hasControls(byte[] bytes) {
        for (var b : bytes) {
            var code = b & 0xFF;
            if (code == 0x81 || code == 0x8D || code == 0x8F || code == 0x90 || code == 0x9D) {
                return true;
            }
        }
        return false;
    }
}
