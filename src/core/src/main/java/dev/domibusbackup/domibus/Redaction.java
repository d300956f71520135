package dev.domibusbackup.domibus;

import java.util.Collection;
import java.util.regex.Pattern;

/** Takes out of text whatever looks like a secret. Rather too much than too little. */
final class Redaction {

    private static final String SECRET_WORD =
            "pass(?:word|wd|phrase|code)?|pwd|secret|credential|token|api[._-]?key|access[._-]?key";
    private static final Pattern SECRET_NAME = Pattern.compile(SECRET_WORD, Pattern.CASE_INSENSITIVE);
    /** Names with such a word that hold settings, and no secret. */
    private static final Pattern NO_SECRET = Pattern.compile(
            "password\\.?encryption|password\\.?polic|\\.(?:active|enabled|cron|location|type|expiration)$",
            Pattern.CASE_INSENSITIVE);
    /** {@code name=value} inside a value, as in JDBC URLs and agent options. */
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "([\\w.-]*(?:" + SECRET_WORD + ")[\\w.-]*\\s*[=:]\\s*)(?!//)([^&;,)\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern USER_INFO = Pattern.compile("(//)\\S*@");
    /** {@code jdbc:oracle:thin:user/password@…}. */
    private static final Pattern ORACLE_USER = Pattern.compile("(jdbc:oracle:\\w+:)\\S+@");
    private static final Pattern ENCRYPTED = Pattern.compile("ENC\\([^)]*\\)");
    /** Shorter ones, as {@code domibus}, would be found in any text: redacted only where they are the whole value. */
    private static final int SHORTEST_SEARCHED = 8;

    private Redaction() {
    }

    /** Whether a property of that name holds a secret. */
    static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name).find() && !NO_SECRET.matcher(name).find();
    }

    /** A text without passwords in URLs and assignments. */
    static String text(String text) {
        String result = ENCRYPTED.matcher(text).replaceAll(Secret.REDACTED);
        result = USER_INFO.matcher(result).replaceAll("$1" + Secret.REDACTED + "@");
        result = ORACLE_USER.matcher(result).replaceAll("$1" + Secret.REDACTED + "@");
        return ASSIGNMENT.matcher(result).replaceAll("$1" + Secret.REDACTED);
    }

    /** The value of a property, without what is secret in it. */
    static String value(String name, String value, Collection<Secret> known) {
        if (isSecretName(name)) {
            return value.isEmpty() ? value : Secret.REDACTED;
        }
        return text(without(value, known));
    }

    /** A text without the secrets that are known. */
    static String without(String text, Collection<Secret> known) {
        String result = text;
        for (Secret secret : known) {
            String revealed = secret.reveal();
            if (result.equals(revealed)) {
                return Secret.REDACTED;
            }
            if (revealed.length() >= SHORTEST_SEARCHED) {
                result = result.replace(revealed, Secret.REDACTED);
            }
        }
        return result;
    }
}
