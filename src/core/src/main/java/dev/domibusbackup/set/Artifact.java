package dev.domibusbackup.set;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One file of a set.
 *
 * @param path      relative to the set's folder, with {@code /}
 * @param component the component it belongs to
 * @param bytes     its size
 * @param sha256    its hash, 64 hexadecimal digits
 * @param counts    what it holds, by unit: {@code messages}, {@code rows}, {@code files} …
 */
public record Artifact(String path, Component component, long bytes, String sha256, Map<String, Long> counts) {

    public Artifact {
        Objects.requireNonNull(component, "component");
        if (path.startsWith("/") || path.contains("\\") || ("/" + path + "/").contains("/../")) {
            throw new IllegalArgumentException("not a path inside a set: " + path);
        }
        if (!sha256.matches("[0-9a-f]{64}") || bytes < 0) {
            throw new IllegalArgumentException("not a size and hash: " + bytes + " " + sha256);
        }
        counts = new TreeMap<>(counts);
    }
}
