package dev.domibusbackup.harness.domibus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFolderTest {

    @TempDir
    Path base;

    @Test
    void the_encrypted_password_opens_the_keystore() throws Exception {
        Path folder = write(Optional.empty());
        String value = properties(folder.resolve("domibus.properties"))
                .getProperty("domibus.security.keystore.password");
        assertThat(value).startsWith("ENC(").endsWith(")");
        byte[] key = Base64.getDecoder().decode(Files.readString(folder.resolve("internal/encrypt/encrypted.key")));
        assertThat(key).hasSize(44);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, 12, 32, "AES"), new GCMParameterSpec(128, key, 0, 12));
        byte[] clear = cipher.doFinal(Base64.getDecoder().decode(value.substring(4, value.length() - 1)));

        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keystores/gateway_keystore.p12"))) {
            store.load(in, new String(clear, StandardCharsets.UTF_8).toCharArray());
        }
        assertThat(store.containsAlias("gateway")).isTrue();
    }

    @Test
    void a_single_tenant_folder_has_no_domains_and_one_schema() throws Exception {
        Path folder = write(Optional.empty());
        assertThat(folder.resolve("domains")).doesNotExist();
        assertThat(properties(folder.resolve("domibus.properties")))
                .containsEntry("domibus.database.schema", "domibus_red")
                .doesNotContainKey("domibus.database.general.schema");
        assertThat(properties(folder.resolve("plugins/config/jms-plugin.properties")))
                .containsEntry("jmsplugin.queue.out.routing.rule1.queue", "jms/domibus.backend.jms.rule1.outQueue");
    }

    @Test
    void a_tenants_settings_carry_its_prefix() throws Exception {
        Path folder = write(Optional.of("domibus_general"));
        assertThat(properties(folder.resolve("domibus.properties")))
                .containsEntry("domibus.database.general.schema", "domibus_general")
                .doesNotContainKey("domibus.database.schema");
        assertThat(properties(folder.resolve("domains/red/red-domibus.properties")).stringPropertyNames())
                .isNotEmpty().allMatch(name -> name.startsWith("red."));
        assertThat(properties(folder.resolve("plugins/config/domains/red/red-jms-plugin.properties")))
                .containsEntry("red.jmsplugin.queue.reply", "jms/red.domibus.backend.jms.replyQueue");
    }

    @Test
    void every_queue_of_the_scripts_has_a_redelivery_that_takes_effect() throws Exception {
        for (String script : List.of("domibus-wildfly.cli", "domibus-wildfly-tenants.cli")) {
            List<String> lines;
            try (InputStream in = DomibusOnWildFly.class.getResourceAsStream(script)) {
                lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(String::trim).toList();
            }
            Stream<String> queues = lines.stream().filter(l -> l.contains("/jms-queue=") && l.contains(":add("))
                    .map(l -> l.replaceAll(".*/jms-queue=(.*):add.*", "$1"))
                    .filter(q -> !q.equals("DomibusDLQ") && !q.equals("OtherApplicationQueue"));
            assertThat(queues).isNotEmpty().allSatisfy(queue -> assertThat(lines)
                    .anyMatch(l -> l.contains("/address-setting=jms.queue." + queue + ":add(")
                            && l.contains(",redelivery-delay=") && l.contains("max-redelivery-delay=")));
        }
    }

    private Path write(Optional<String> general) throws Exception {
        DomibusInstallation installation = new DomibusInstallation(base, base.resolve("conf/domibus"),
                base.resolve("data"), base.resolve("logs"), base.resolve("secrets/truststore.p12"),
                List.of(DomibusDomain.below(base.resolve("data"), "red", "domibus_red")), general, "edelivery",
                "secret", "jdbc:mariadb://127.0.0.1:3306/domibus");
        new ConfigurationFolder(installation, "jms/").write();
        return installation.configuration();
    }

    private static Properties properties(Path file) throws Exception {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }
}
