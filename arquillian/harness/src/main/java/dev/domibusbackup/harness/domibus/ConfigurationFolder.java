package dev.domibusbackup.harness.domibus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.crypto.spec.SecretKeySpec;

/** Writes the configuration folder as the distribution of 5.x lays it out. */
final class ConfigurationFolder {

    private final DomibusInstallation installation;
    private final Path folder;
    private final boolean multiTenant;
    /** Before the name of a queue in a property. */
    private final String jndi;

    /** @param jndi what goes before the name of a queue where the server has JNDI names for them; empty on Tomcat */
    ConfigurationFolder(DomibusInstallation installation, String jndi) {
        this.installation = installation;
        this.jndi = jndi;
        this.folder = installation.configuration();
        this.multiTenant = installation.generalSchema().isPresent();
    }

    void write() throws IOException, GeneralSecurityException {
        EncryptedValue encryption = EncryptedValue.withNewKey(folder.resolve("internal/encrypt"));
        text("domibus.properties", domibusProperties(encryption));
        text("logback.xml", """
                <configuration>
                    <appender name="file" class="ch.qos.logback.core.rolling.RollingFileAppender">
                        <file>%s/domibus.log</file>
                    </appender>
                    <root level="INFO"><appender-ref ref="file"/></root>
                </configuration>
                """.formatted(installation.logs()));
        text("clientauthentication.xml", """
                <http-conf:conduit xmlns:http-conf="http://cxf.apache.org/transports/http/configuration"
                                   xmlns:sec="http://cxf.apache.org/configuration/security" name="*.http-conduit">
                    <http-conf:tlsClientParameters disableCNCheck="false">
                        <sec:trustManagers>
                            <sec:keyStore type="PKCS12" password="%s" file="%s"/>
                        </sec:trustManagers>
                    </http-conf:tlsClientParameters>
                </http-conf:conduit>
                """.formatted(DomibusInstallation.TRUSTSTORE_PASSWORD, installation.outsideKeystore()));
        text("internal/ehcache.xml", "<config xmlns=\"http://www.ehcache.org/v3\"/>\n");
        text("policies/eDeliveryAS4Policy.xml", "<wsp:Policy xmlns:wsp=\"http://www.w3.org/ns/ws-policy\"/>\n");
        text("policies/signOnly.xml", "<wsp:Policy xmlns:wsp=\"http://www.w3.org/ns/ws-policy\"/>\n");
        keystore(folder.resolve("keystores/gateway_keystore.p12"), DomibusInstallation.KEYSTORE_PASSWORD);
        keystore(installation.outsideKeystore(), DomibusInstallation.TRUSTSTORE_PASSWORD);
        text("backups/domibus.properties.backup-2023-10-17_09_30_00.000", "domibus.database.port=3306\n");
        writePlugins();
        if (multiTenant) {
            writeDomains();
        }
    }

    private String domibusProperties(EncryptedValue encryption) throws GeneralSecurityException {
        StringBuilder lines = new StringBuilder("""
                # written by hand once, and by Domibus since
                domibus.data.root=%s
                domibus.security.keystore.location=${domibus.config.location}/keystores/gateway_keystore.p12
                domibus.security.keystore.type=pkcs12
                domibus.security.keystore.password=%s
                domibus.security.truststore.location=%s
                domibus.security.truststore.type=pkcs12
                domibus.security.truststore.password=%s
                domibus.password.encryption.active=true
                domibus.deployment.clustered=false
                domibus.UI.title.name=Domibus, the stand-in
                """.formatted(installation.data(), encryption.encrypt(DomibusInstallation.KEYSTORE_PASSWORD),
                installation.outsideKeystore(), DomibusInstallation.TRUSTSTORE_PASSWORD));
        if (multiTenant) {
            lines.append("domibus.database.general.schema=").append(installation.generalSchema().orElseThrow())
                    .append("\n#domibus.database.schema=domibus\n");
        } else {
            DomibusDomain domain = installation.domains().get(0);
            lines.append("domibus.database.schema=").append(domain.schema()).append('\n').append(storage(domain, ""));
        }
        return lines.toString();
    }

    /** Locations by nested placeholders whose last default would be wrong. */
    private static String storage(DomibusDomain domain, String prefix) {
        String data = "${domibus.data.root:${domibus.work.location:${domibus.config.location}}}/" + domain.code();
        return """
                %1$sdomibus.attachment.storage.location=%2$s/payloads
                %1$sdomibus.attachment.temp.storage.location=%2$s/temp
                %1$sdomibus.earchive.active=true
                %1$sdomibus.earchive.storage.location=%2$s/earchive
                """.formatted(prefix, data);
    }

    private void writePlugins() throws IOException {
        PluginJars.write(folder.resolve("plugins/lib"));
        text("plugins/config/ws-plugin.properties", "wsplugin.schema.validation.enabled=true\n");
        StringBuilder jms = new StringBuilder("jmsplugin.fromPartyId=domibus-blue\n");
        StringBuilder fs = new StringBuilder("fsplugin.messages.sent.action=delete\n");
        if (!multiTenant) {
            jms.append(routingRule(""));
            fs.append("fsplugin.messages.location=").append(installation.domains().get(0).fileSystemMessages())
                    .append('\n');
        }
        text("plugins/config/jms-plugin.properties", jms.toString());
        text("plugins/config/fs-plugin.properties", fs.toString());
        text("plugins/config/ws-plugin-ehcache.xml", "<config xmlns=\"http://www.ehcache.org/v3\"/>\n");
        Files.createDirectories(folder.resolve("extensions/lib"));
        Files.write(folder.resolve("extensions/lib/domibus-iam-5.1.1.jar"), new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        text("extensions/config/iam-extension.properties", "domibus.extension.iam.active=false\n");
    }

    private String routingRule(String prefix) {
        return """
                %1$sjmsplugin.queue.out.routing.rule1=Invoices
                %1$sjmsplugin.queue.out.routing.rule1.service=bdx:noprocess
                %1$sjmsplugin.queue.out.routing.rule1.action=TC1Leg1
                %1$sjmsplugin.queue.out.routing.rule1.queue=%2$sdomibus.backend.jms.rule1.outQueue
                """.formatted(prefix, jndi);
    }

    private void writeDomains() throws IOException, GeneralSecurityException {
        text("domains/super-domibus.properties", "super.domibus.UI.title.name=Super Domibus\n");
        for (DomibusDomain domain : installation.domains()) {
            String code = domain.code();
            String prefix = code + ".";
            String own = "domains/" + code + "/";
            EncryptedValue encryption = EncryptedValue.withNewKey(folder.resolve(own + "encrypt"));
            text(own + code + "-domibus.properties", """
                    %1$sdomibus.database.schema=%2$s
                    %1$sdomibus.password.encryption.active=true
                    %1$sdomibus.password.encryption.key.location=${domibus.config.location}/domains/%3$s/encrypt
                    %1$sdomibus.security.keystore.location=${domibus.config.location}/domains/%3$s/keystores/gateway.p12
                    %1$sdomibus.security.keystore.password=%4$s
                    """.formatted(prefix, domain.schema(), code,
                    encryption.encrypt(DomibusInstallation.KEYSTORE_PASSWORD)) + storage(domain, prefix));
            text(own + code + "-logback.xml", "<included/>\n");
            keystore(folder.resolve(own + "keystores/gateway.p12"), DomibusInstallation.KEYSTORE_PASSWORD);
            String plugins = "plugins/config/domains/" + code + "/" + code;
            text(plugins + "-fs-plugin.properties",
                    prefix + "fsplugin.messages.location=" + domain.fileSystemMessages() + "\n");
            text(plugins + "-jms-plugin.properties", """
                    %1$sjmsplugin.queue.out=%2$s%1$sdomibus.backend.jms.outQueue
                    %1$sjmsplugin.queue.reply=%2$s%1$sdomibus.backend.jms.replyQueue
                    %1$sjmsplugin.queue.consumer.notification.error=%2$s%1$sdomibus.backend.jms.errorNotifyConsumer
                    %1$sjmsplugin.queue.producer.notification.error=%2$s%1$sdomibus.backend.jms.errorNotifyProducer
                    """.formatted(prefix, jndi) + routingRule(prefix));
        }
    }

    private void text(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static void keystore(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setEntry("gateway", new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[32], "AES")),
                new KeyStore.PasswordProtection(password.toCharArray()));
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
    }
}
