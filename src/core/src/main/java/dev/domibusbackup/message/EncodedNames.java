package dev.domibusbackup.message;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Arrays;
import java.util.List;

/** The names that stand in every message, encoded once and not for each of a million messages. */
final class EncodedNames {

    static final SerializableString ID = new SerializedString(MessageFormat.ID);
    static final SerializableString BROKER_ID = new SerializedString(MessageFormat.BROKER_ID);
    static final SerializableString TIMESTAMP = new SerializedString(MessageFormat.TIMESTAMP);
    static final SerializableString JMS_TYPE = new SerializedString(MessageFormat.JMS_TYPE);
    static final SerializableString CORRELATION_ID = new SerializedString(MessageFormat.CORRELATION_ID);
    static final SerializableString REPLY_TO = new SerializedString(MessageFormat.REPLY_TO);
    static final SerializableString PRIORITY = new SerializedString(MessageFormat.PRIORITY);
    static final SerializableString PERSISTENT = new SerializedString(MessageFormat.PERSISTENT);
    static final SerializableString EXPIRATION = new SerializedString(MessageFormat.EXPIRATION);
    static final SerializableString DUE = new SerializedString(MessageFormat.DUE);
    static final SerializableString DELIVERY_COUNT = new SerializedString(MessageFormat.DELIVERY_COUNT);
    static final SerializableString PROPERTIES = new SerializedString(MessageFormat.PROPERTIES);
    static final SerializableString BODY = new SerializedString(MessageFormat.BODY);
    static final SerializableString TYPE = new SerializedString(MessageFormat.TYPE);
    static final SerializableString VALUE = new SerializedString(MessageFormat.VALUE);
    static final SerializableString NAME_FIELD = new SerializedString(MessageFormat.NAME_FIELD);
    static final SerializableString FILE = new SerializedString(MessageFormat.FILE);
    static final SerializableString SIZE = new SerializedString(MessageFormat.SIZE);
    static final SerializableString SHA256 = new SerializedString(MessageFormat.SHA256);
    static final SerializableString CHARSET = new SerializedString(MessageFormat.CHARSET);

    private static final List<SerializableString> TYPES = Arrays.stream(TypedValue.Type.values())
            .map(type -> encoded(type.id())).toList();
    private static final List<SerializableString> KINDS = Arrays.stream(Body.Kind.values())
            .map(kind -> encoded(kind.id())).toList();

    private EncodedNames() {
    }

    static SerializableString of(TypedValue.Type type) {
        return TYPES.get(type.ordinal());
    }

    static SerializableString of(Body.Kind kind) {
        return KINDS.get(kind.ordinal());
    }

    private static SerializableString encoded(String name) {
        return new SerializedString(name);
    }
}
