package org.viaduc.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamException;

/**
 * The characters of an XML file, by what its first bytes say of them (XML 1.0, appendix F): its mark, or its declaration, or
 * UTF-8. What is not written so breaks off, and nothing is put in its place.
 *
 * @param charset in which the file says it is written
 */
public record XmlCharacters(Charset charset, InputStream in) {
    private static final int HEAD = 1024;
    private static final Pattern DECLARED = Pattern.compile("\\A<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"']*)[\"']");

    /** The file's characters. @throws XMLStreamException when nobody knows the charset that is declared */
    public static XmlCharacters of(InputStream in) throws IOException, XMLStreamException {
        var pushed = new PushbackInputStream(in, HEAD);
        var head = pushed.readNBytes(HEAD);
        var mark = mark(head);
        pushed.unread(head, mark, head.length - mark);
        return new XmlCharacters(mark == 3 ? StandardCharsets.UTF_8 : said(head), pushed);
    }

    /** How many bytes the mark of UTF-8 takes; that of UTF-16 is read with the text. */
    private static int mark(byte[] head) {
        return head.length > 2 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF ? 3 : 0;
    }

    private static Charset said(byte[] head) throws XMLStreamException {
        if (head.length > 1 && (head[0] == 0 || head[1] == 0 || head[0] == (byte) 0xFE || head[0] == (byte) 0xFF)) {
            return head[1] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16;
        }
        var declared = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1));
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(declared.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new XMLStreamException("the declared charset is unknown", e);
        }
    }

    /** Whether each byte stands for a character by itself, so that no byte is wrong there. */
    public boolean isOneByte() {
        return charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1;
    }

    /** Breaks off with a {@link java.nio.charset.CharacterCodingException} where a byte is wrong. */
    public Reader reader() {
        return new InputStreamReader(in, charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    }
}
