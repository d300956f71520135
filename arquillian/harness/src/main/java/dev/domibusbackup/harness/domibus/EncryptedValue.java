package dev.domibusbackup.harness.domibus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Domibus's encrypted property values: {@code ENC(base64)}, AES-256 in GCM mode with a tag of 128 bits. The key file
 * {@code encrypted.key} is the base64 text of a vector of 12 bytes followed by the key of 32.
 */
final class EncryptedValue {

    private static final int VECTOR = 12;
    private static final int KEY = 32;

    private final byte[] keyFile;

    private EncryptedValue(byte[] keyFile) {
        this.keyFile = keyFile;
    }

    /** Makes a new key and its file. */
    static EncryptedValue withNewKey(Path folder) throws IOException {
        byte[] content = new byte[VECTOR + KEY];
        new SecureRandom().nextBytes(content);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("encrypted.key"), Base64.getEncoder().encodeToString(content));
        return new EncryptedValue(content);
    }

    /** The value as it stands in a property file. */
    String encrypt(String clear) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(keyFile, VECTOR, KEY, "AES"),
                new GCMParameterSpec(128, keyFile, 0, VECTOR));
        byte[] secret = cipher.doFinal(clear.getBytes(StandardCharsets.UTF_8));
        return "ENC(" + Base64.getEncoder().encodeToString(secret) + ")";
    }
}
