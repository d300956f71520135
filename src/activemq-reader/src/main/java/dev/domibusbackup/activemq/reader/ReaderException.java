package dev.domibusbackup.activemq.reader;

/** Why the stores cannot be read, in the words of the frame that says so. */
public final class ReaderException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is the matter; the parent process knows the names. */
    public enum Kind {
        /** The folder was not made as a copy to be read: opening a store writes into it. */
        NOT_A_COPY,
        /** The store's files contradict each other, or a part of them is missing. */
        DAMAGED,
        /** A message that is in the store cannot be read. */
        MESSAGE_UNREADABLE,
        /** What was read is not what the store counts. */
        NOT_RECONCILED
    }

    private final Kind kind;
    private final String subject;

    public ReaderException(Kind kind, String subject, String reason, Throwable cause) {
        super(reason, cause);
        this.kind = kind;
        this.subject = subject;
    }

    public Kind kind() {
        return kind;
    }

    /** The folder, queue or message it is about. */
    public String subject() {
        return subject;
    }

    /** The reason of a failure inside ActiveMQ: its own words, and those of what was behind it. */
    public static String reason(Throwable failure) {
        StringBuilder reason = new StringBuilder(String.valueOf(failure.getMessage()));
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < 3; depth++, cause = cause.getCause()) {
            if (cause.getMessage() != null && reason.indexOf(cause.getMessage()) < 0) {
                reason.append("; ").append(cause.getMessage());
            }
        }
        return reason.toString();
    }
}
