package dev.domibusbackup.domibus;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertyEncryptionTest {

    private static final String PASSWORD = "pässword=with:signs";

    @TempDir
    Path root;

    /** Makes a key as Domibus does, and encrypts with it. */
    private static String encrypt(Path folder, String text) throws IOException, GeneralSecurityException {
        byte[] vectorAndKey = new byte[44];
        new SecureRandom().nextBytes(vectorAndKey);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("encrypted.key"), Base64.getEncoder().encodeToString(vectorAndKey));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(vectorAndKey, 12, 32, "AES"),
                new GCMParameterSpec(128, vectorAndKey, 0, 12));
        return "ENC(" + Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8))) + ")";
    }

    private Tree tomcat(String password) {
        Tree tree = Tree.in(root).properties("domibus.properties",
                "domibus.datasource.url=jdbc:mysql://h/s\ndomibus.datasource.user=u\ndomibus.datasource.password="
                        + password);
        tree.kind = ServerKind.TOMCAT;
        return tree;
    }

    @Test
    void a_value_that_domibus_encrypted_is_decrypted() throws Exception {
        Tree tree = tomcat(encrypt(root.resolve("conf/domibus/internal/encrypt"), PASSWORD));
        Installation installation = tree.read();
        assertThat(installation.problems()).isEmpty();
        assertThat(installation.databases().access().orElseThrow().password()).contains(Secret.of(PASSWORD));
    }

    @Test
    void another_key_is_a_problem_that_names_property_and_key() throws Exception {
        Tree tree = tomcat(encrypt(root.resolve("conf/domibus/internal/encrypt"), PASSWORD));
        encrypt(root.resolve("conf/domibus/internal/encrypt"), "another");
        Installation installation = tree.read();
        assertThat(installation.problems()).hasSize(1).first().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("DB-DOM-008");
            assertThat(problem.fact()).contains("domibus.datasource.password").contains("encrypted.key");
        });
        assertThat(installation.databases().access().orElseThrow().password()).isEmpty();
    }

    @Test
    void a_missing_key_is_a_problem_even_if_the_value_is_not_needed() throws Exception {
        String value = encrypt(root.resolve("lost"), PASSWORD);
        Tree tree = Tree.in(root).properties("domibus.properties", "domibus.alert.sender.smtp.password=" + value);
        assertThat(tree.read().problems()).extracting("code").containsExactly("DB-DOM-006");
    }

    @Test
    void a_file_that_is_no_key_is_a_problem() {
        Tree tree = tomcat("ENC(AAAA)");
        for (String content : new String[] {"no base64!", Base64.getEncoder().encodeToString(new byte[43]), ""}) {
            tree.file("conf/domibus/internal/encrypt/encrypted.key", content);
            assertThat(tree.read().problems()).extracting("code").containsExactly("DB-DOM-007");
        }
    }

    @Test
    void a_truncated_value_is_a_problem() throws Exception {
        encrypt(root.resolve("conf/domibus/internal/encrypt"), PASSWORD);
        assertThat(tomcat("ENC(AAAA)").read().problems()).extracting("code").containsExactly("DB-DOM-008");
    }

    @Test
    void a_domain_has_its_own_key_without_fallback() throws Exception {
        String value = encrypt(root.resolve("conf/domibus/domains/red/encrypt"), PASSWORD);
        encrypt(root.resolve("conf/domibus/internal/encrypt"), "of the global key");
        Tree tree = Tree.in(root).multiTenant("red").properties("domains/red/red-domibus.properties",
                "red.domibus.security.keystore.password=" + value);
        assertThat(tree.read().problems()).extracting("code").containsExactly("DB-DOM-009");

        tree.properties("domains/red/red-domibus.properties",
                "red.domibus.password.encryption.key.location=${domibus.config.location}/domains/red/encrypt");
        Installation installation = tree.read();
        assertThat(installation.problems()).isEmpty();
        assertThat(installation.secrets()).contains(Secret.of(PASSWORD));
    }
}
