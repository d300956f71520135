package dev.domibusbackup.message.artemis;

/** Numbers of Artemis's encodings (artemis-commons, {@code DataConstants} and {@code UTF8Util}). */
final class CoreEncoding {

    static final int NULL = 0;
    static final int NOT_NULL = 1;
    static final int BOOLEAN = 2;
    static final int BYTE = 3;
    static final int BYTES = 4;
    static final int SHORT = 5;
    static final int INT = 6;
    static final int LONG = 7;
    static final int FLOAT = 8;
    static final int DOUBLE = 9;
    static final int STRING = 10;
    static final int CHAR = 11;

    /** Strings of streams below this length are UTF-16 units, big-endian. */
    static final int UNITS_BELOW = 9;
    /** Strings of streams below this length are each unit in UTF-8, lone surrogates too; longer ones little-endian. */
    static final int UTF_BELOW = 0xfff;

    private CoreEncoding() {
    }
}
