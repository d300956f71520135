package dev.domibusbackup.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/** Names and sizes of the format of message files; the specification says what they mean. */
final class MessageFormat {

    static final String NAME = "domibus-backup-messages";
    static final int MAJOR = 1;
    static final int MINOR = 0;
    static final String VERSION = MAJOR + "." + MINOR;

    /** A text or content above this goes into a body file. */
    static final int INLINE_MAX = 1 << 20;
    /** Once a message has this many bytes in its line, only small values join them. */
    static final int INLINE_BUDGET = 8 << 20;
    /** A value up to this size is small: never worth a file. */
    static final int SMALL = 4096;

    static final String BODIES = "bodies/";

    static final String FORMAT = "format";
    static final String FORMAT_VERSION = "version";
    static final String QUEUE = "queue";
    static final String COUNT = "count";

    static final String ID = "id";
    static final String BROKER_ID = "brokerId";
    static final String TIMESTAMP = "timestamp";
    static final String JMS_TYPE = "jmsType";
    static final String CORRELATION_ID = "correlationId";
    static final String REPLY_TO = "replyTo";
    static final String PRIORITY = "priority";
    static final String PERSISTENT = "persistent";
    static final String EXPIRATION = "expiration";
    static final String DUE = "due";
    static final String DELIVERY_COUNT = "deliveryCount";
    static final String PROPERTIES = "properties";
    static final String BODY = "body";

    static final String TYPE = "type";
    static final String VALUE = "value";
    static final String NAME_FIELD = "name";
    static final String FILE = "file";
    static final String SIZE = "size";
    static final String SHA256 = "sha256";
    static final String CHARSET = "charset";

    static final String UTF_8 = "UTF-8";
    /** For texts that are not valid Unicode, which UTF-8 cannot hold. */
    static final String UTF_16BE = "UTF-16BE";

    private MessageFormat() {
    }

    /**
     * Jackson as both sides use it. Names of fields are data of strangers here and are not kept in a symbol table; the
     * buffers are not bound to threads, which belong to the server.
     */
    static JsonFactory jsonFactory(MessageLimits limits) {
        return new JsonFactoryBuilder()
                .rootValueSeparator("")
                .recyclerPool(JsonRecyclerPools.newLockFreePool())
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(limits.lineBytes())
                        .maxNameLength(limits.lineBytes())
                        .maxNestingDepth(limits.depth())
                        .maxNumberLength(40)
                        .build())
                .build();
    }
}
