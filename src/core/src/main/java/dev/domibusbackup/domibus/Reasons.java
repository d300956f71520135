package dev.domibusbackup.domibus;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What an exception says, in the words of a fact: a file exception's own message is often a path alone. */
final class Reasons {

    private Reasons() {
    }

    static String of(Exception exception) {
        if (exception instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (exception instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (exception instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return exception.getMessage() == null ? exception.getClass().getSimpleName() : exception.getMessage();
    }
}
