package dev.domibusbackup.domibus;

/** The folders in which Domibus keeps what belongs to messages. Each tenant has its own, without a fallback. */
public enum StoreKind {
    /** Payloads, written once; without it they are in the database. */
    PAYLOAD("domibus.attachment.storage.location", true),
    /** Sources of messages that are sent in pieces; purged by age. */
    TEMPORARY("domibus.attachment.temp.storage.location", false),
    /** Archives of batches; folders only appear. */
    EARCHIVE("domibus.earchive.storage.location", true),
    /** OUT, IN, SENT and FAILED of the file system plugin; files are renamed as they are sent. */
    FS_PLUGIN("fsplugin.messages.location", false);

    private final String property;
    private final boolean writtenOnce;

    StoreKind(String property, boolean writtenOnce) {
        this.property = property;
        this.writtenOnce = writtenOnce;
    }

    /** The property that names the folder, without a domain's code. */
    public String property() {
        return property;
    }

    /** Whether a file never changes after it was written, so that it may be copied while Domibus runs. */
    public boolean writtenOnce() {
        return writtenOnce;
    }
}
