package org.viaduc.mapping.local;

import java.io.IOException;
import java.io.InputStream;

/** What a department handed over, where it can be read from its beginning as often as need be. */
public interface LocalFile {
    /** Its bytes, from the first on. @throws IOException when it cannot be opened */
    InputStream open() throws IOException;
}
