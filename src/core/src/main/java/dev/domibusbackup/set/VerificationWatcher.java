package dev.domibusbackup.set;

/** Is told how far a {@link SetVerifier} is, and can end it. Called from the verifying thread, often. */
public interface VerificationWatcher {

    /** Bytes that will be read in all; said once. A file whose content is read after its hash counts twice. */
    void expect(long bytes);

    /** More bytes have been read. */
    void read(long bytes);

    /** Whether the verification is to end as soon as it can. */
    boolean isStopRequested();
}
