package dev.domibusbackup.message;

import java.io.IOException;
import java.io.OutputStream;

/** Where a {@link MessageFileWriter} puts the bodies that do not go into the message file. */
@FunctionalInterface
public interface Bodies {

    /**
     * Creates a body file, or empties the one that an earlier attempt left.
     *
     * @param name relative to the folder of the message file, {@code bodies/<queue>/<message>-<value>}; made of
     *             characters that every file system takes. The folders may have to be made
     * @return closed by the writer once everything is written; syncing to the disk is its own part, when it closes
     */
    OutputStream create(String name) throws IOException;
}
