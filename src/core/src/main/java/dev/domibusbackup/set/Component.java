package dev.domibusbackup.set;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

/** A part of a backup set; the borders do not overlap. */
public enum Component {
    /** The JMS messages of Domibus's queues. */
    MESSAGES,
    /** All schemas of Domibus. */
    DATABASES,
    /** The Domibus configuration folder without plugins, extensions and {@code work}, and files it refers to. */
    CONFIGURATION,
    /** The folders {@code plugins} and {@code extensions}. */
    PLUGINS,
    /** Payload, eArchive, temporary and FS-plugin folders. */
    PAYLOADS,
    /** Settings of the application server, startup arguments, deployments, logs. */
    SERVER,
    /** The WAR of Domibus. */
    APPLICATION;

    /** The name in JSON and in messages. */
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Component> of(String key) {
        return Arrays.stream(values()).filter(component -> component.key().equals(key)).findFirst();
    }
}
