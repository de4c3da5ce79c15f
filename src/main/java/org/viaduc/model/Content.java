package org.viaduc.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Where the bytes of an attachment are read from, each time anew. Implementations print nothing of them. */
public interface Content {
    InputStream open() throws IOException;

    static Content of(byte[] bytes) {
        var copy = bytes.clone();
        return new Content() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(copy);
            }

            @Override
            public String toString() {
                return "Content[" + copy.length + " bytes]";
            }
        };
    }
}
