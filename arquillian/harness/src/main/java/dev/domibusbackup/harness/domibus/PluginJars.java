package dev.domibusbackup.harness.domibus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The jars in {@code plugins/lib}: no code, but the default properties that the real ones carry. */
final class PluginJars {

    private static final String JMS_QUEUES = """
            jmsplugin.queue.notification=%1$sdomibus.notification.jms
            jmsplugin.queue.in=%1$sdomibus.backend.jms.inQueue
            jmsplugin.queue.out=%1$sdomibus.backend.jms.outQueue
            jmsplugin.queue.reply=%1$sdomibus.backend.jms.replyQueue
            jmsplugin.queue.consumer.notification.error=%1$sdomibus.backend.jms.errorNotifyConsumer
            jmsplugin.queue.producer.notification.error=%1$sdomibus.backend.jms.errorNotifyProducer
            """;

    private PluginJars() {
    }

    static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        jar(folder, "jms", """
                jmsplugin.putAttachmentInQueue=true
                jmsplugin.connection.factory=jms/ConnectionFactory
                jmsplugin.domain.enabled=true
                """, JMS_QUEUES);
        jar(folder, "fs", """
                fsplugin.messages.location=/home/domibus/fs_plugin_data/MAIN
                fsplugin.messages.sent.action=delete
                fsplugin.messages.failed.action=delete
                fsplugin.messages.sent.purge.expired=600
                fsplugin.domain.enabled=true
                """, "fsplugin.send.queue=%1$sdomibus.fsplugin.send.queue\n");
        jar(folder, "ws", """
                wsplugin.schema.validation.enabled=false
                wsplugin.domain.enabled=true
                """, "wsplugin.send.queue=%1$sdomibus.wsplugin.send.queue\n");
    }

    private static void jar(Path folder, String plugin, String defaults, String serverProperties) throws IOException {
        Map<String, String> files = new TreeMap<>();
        files.put("config/" + plugin + "-plugin-default.properties", defaults);
        files.put("config/tomcat/" + plugin + "-plugin.properties", serverProperties.formatted(""));
        files.put("config/wildfly/" + plugin + "-plugin.properties", serverProperties.formatted("jms/"));
        files.put("config/weblogic/" + plugin + "-plugin.properties", serverProperties.formatted("jms/"));
        Path jar = folder.resolve("domibus-default-" + plugin + "-plugin-5.1.1.jar");
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
    }
}
