package dev.domibusbackup.domibus;

import dev.domibusbackup.problem.DomibusProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decrypts values of the form {@code ENC(base64)}: AES-256 in GCM mode with a tag of 128 bits. The key file is base64
 * text of an initialisation vector of 12 bytes followed by the key of 32 bytes; Domibus uses the one vector for all
 * values.
 */
final class PropertyEncryption {

    /** The key file's name in the folder that {@code domibus.password.encryption.key.location} names. */
    static final String KEY_FILE = "encrypted.key";

    private static final String PREFIX = "ENC(";
    private static final String SUFFIX = ")";
    private static final int VECTOR_BYTES = 12;
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;
    /** A key file has 60 characters. */
    private static final long LARGEST_KEY_FILE = 4096;

    private PropertyEncryption() {
    }

    static boolean isEncrypted(String value) {
        return value.startsWith(PREFIX) && value.endsWith(SUFFIX);
    }

    /**
     * @param property  whose value it is, for messages
     * @param value     {@code ENC(...)}
     * @param keyFolder folder of {@value #KEY_FILE}
     * @throws dev.domibusbackup.problem.ProblemException if the key is missing, malformed or not the one
     */
    static Secret decrypt(String property, String value, Path keyFolder) {
        Path keyFile = keyFolder.resolve(KEY_FILE);
        byte[] vectorAndKey = key(property, keyFile);
        try {
            byte[] encrypted = Base64.getMimeDecoder()
                    .decode(value.substring(PREFIX.length(), value.length() - SUFFIX.length()));
            if (encrypted.length < TAG_BITS / 8) {
                throw DomibusProblem.NOT_DECRYPTABLE.exception("property", property, "path", keyFile);
            }
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(vectorAndKey, VECTOR_BYTES, KEY_BYTES, "AES"),
                    new GCMParameterSpec(TAG_BITS, vectorAndKey, 0, VECTOR_BYTES));
            return Secret.of(new String(cipher.doFinal(encrypted), StandardCharsets.UTF_8));
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw DomibusProblem.NOT_DECRYPTABLE.caused(e, "property", property, "path", keyFile);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/GCM/NoPadding, which every JDK has", e);
        } finally {
            Arrays.fill(vectorAndKey, (byte) 0);
        }
    }

    private static byte[] key(String property, Path keyFile) {
        byte[] vectorAndKey;
        try {
            if (Files.size(keyFile) > LARGEST_KEY_FILE) {
                throw DomibusProblem.ENCRYPTION_KEY_MALFORMED.exception("property", property, "path", keyFile,
                        "reason", "it is larger than " + LARGEST_KEY_FILE + " bytes");
            }
            vectorAndKey = Base64.getDecoder().decode(
                    Files.readString(keyFile, StandardCharsets.ISO_8859_1).strip());
        } catch (IOException e) {
            throw DomibusProblem.ENCRYPTION_KEY_MISSING.caused(e, "property", property, "path", keyFile,
                    "reason", Reasons.of(e));
        } catch (IllegalArgumentException e) {
            throw DomibusProblem.ENCRYPTION_KEY_MALFORMED.exception("property", property, "path", keyFile,
                    "reason", "it is not base64");
        }
        if (vectorAndKey.length != VECTOR_BYTES + KEY_BYTES) {
            throw DomibusProblem.ENCRYPTION_KEY_MALFORMED.exception("property", property, "path", keyFile,
                    "reason", "it has " + vectorAndKey.length + " bytes instead of " + (VECTOR_BYTES + KEY_BYTES));
        }
        return vectorAndKey;
    }
}
