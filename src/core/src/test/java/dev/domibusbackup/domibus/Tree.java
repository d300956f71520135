package dev.domibusbackup.domibus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds an installation's files and its server's facts for a test. */
public final class Tree {

    static final String PASSWORD = "Corr3ct-h0rse-battery";

    final Path root;
    final Path conf;
    final Map<String, String> systemProperties = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    final List<String> jvmArguments = new ArrayList<>();
    final List<Path> logFolders = new ArrayList<>();
    final List<DataSourceFacts> dataSources = new ArrayList<>();
    final List<QueueFacts> queues = new ArrayList<>();
    final Map<String, byte[]> war = new LinkedHashMap<>();
    ServerKind kind = ServerKind.WILDFLY;

    private Tree(Path root) {
        this.root = root;
        this.conf = root.resolve("conf/domibus");
        systemProperties.put("domibus.config.location", conf.toString());
        systemProperties.put("java.io.tmpdir", folder("tmp").toString());
        war.put("WEB-INF/lib/domibus-MSH-5.1.1.jar", jar(Map.of("config/domibus-default.properties",
                "domibus.password.encryption.key.location=${domibus.config.location}/internal/encrypt\n")));
        file("conf/domibus/domibus.properties", "domibus.database.schema=domibus\n");
        dataSources.add(dataSource("jdbc:mysql://db.example:3307/domibus"));
    }

    /** A single-tenant Domibus 5.1.1 on WildFly without problems. */
    public static Tree in(Path root) {
        return new Tree(root);
    }

    /** Another version of Domibus. */
    public Tree version(String version) {
        byte[] library = war.remove("WEB-INF/lib/domibus-MSH-5.1.1.jar");
        war.put("WEB-INF/lib/domibus-MSH-" + version + ".jar", library);
        return this;
    }

    /** What the server knows of its queues. */
    public List<QueueFacts> queues() {
        return List.copyOf(queues);
    }

    public Tree multiTenant(String... domains) {
        file("conf/domibus/domibus.properties", "domibus.database.general.schema=general\n");
        for (String domain : domains) {
            file("conf/domibus/domains/" + domain + "/" + domain + "-domibus.properties",
                    domain + ".domibus.database.schema=schema_" + domain + "\n");
        }
        return this;
    }

    DataSourceFacts dataSource(String url) {
        return new DataSourceFacts("java:/jdbc/cipaeDeliveryDs", "eDeliveryMysqlDS", url, "edelivery",
                Optional.of(Secret.of(PASSWORD)), Optional.empty(), "mysql");
    }

    public Tree queue(KnownDestination destination) {
        return queue(destination.resource(), "jms.queue." + destination.resource(),
                "java:/jms/" + destination.logicalName(), "java:/jms/queue/" + destination.resource());
    }

    public Tree queue(String name, String address, String... jndiNames) {
        queues.add(new QueueFacts(name, address, List.of(jndiNames), false));
        return this;
    }

    /** Adds to a file of the configuration folder. */
    public Tree properties(String file, String lines) {
        Path path = conf.resolve(file);
        try {
            String before = Files.exists(path) ? Files.readString(path) : "";
            write(path, (before + lines + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Path folder(String path) {
        try {
            return Files.createDirectories(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String path, String content) {
        return write(root.resolve(path), content.getBytes(StandardCharsets.UTF_8));
    }

    Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] jar(Map<String, String> entries) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        entries.forEach((name, content) -> bytes.put(name, content.getBytes(StandardCharsets.UTF_8)));
        return zip(bytes);
    }

    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                ((OutputStream) zip).write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    ServerFacts facts() {
        Path warFile = write(root.resolve("deployments/domibus.war"), zip(war));
        return new ServerFacts(kind, Optional.of(warFile), systemProperties, environment, jvmArguments, logFolders,
                dataSources, queues);
    }

    public Installation read() {
        return new InstallationReader().read(facts());
    }

    /** The effective value of one property. */
    String value(String name) {
        return read().properties().find(name).flatMap(EffectiveProperty::value).orElse(null);
    }
}
