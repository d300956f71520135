package dev.domibusbackup.domibus;

import java.util.List;

/** Brings JNDI names into one form, so that what Domibus looks up and what the server exports can be compared. */
final class JndiNames {

    private static final List<String> PREFIXES = List.of("java:jboss/exported/", "java:jboss/", "java:comp/env/",
            "java:global/", "java:app/", "java:module/", "java:/", "java:");

    private JndiNames() {
    }

    /** {@code java:/jms/x}, {@code java:jboss/exported/jms/x} and {@code /jms/x} become {@code jms/x}. */
    static String plain(String name) {
        String text = name.strip();
        for (String prefix : PREFIXES) {
            if (text.startsWith(prefix)) {
                text = text.substring(prefix.length());
                break;
            }
        }
        return text.startsWith("/") ? text.substring(1) : text;
    }
}
