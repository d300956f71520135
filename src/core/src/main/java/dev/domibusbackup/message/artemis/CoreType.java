package dev.domibusbackup.message.artemis;

import java.util.Locale;

/** The types of Artemis's core messages that JMS has a kind for. */
public enum CoreType {
    DEFAULT, BYTES, MAP, OBJECT, STREAM, TEXT;

    private final String xml = name().toLowerCase(Locale.ROOT);

    /** The name in exports of the command line. */
    String xml() {
        return xml;
    }

    /** The type with this name; unknown ones are plain messages, as the command line's import takes them. */
    static CoreType ofXml(String name) {
        for (CoreType type : values()) {
            if (type.xml.equals(name)) {
                return type;
            }
        }
        return DEFAULT;
    }
}
