package dev.domibusbackup.offline.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The version of an unpacked WildFly, by its module {@code org.jboss.as.product}. */
final class ServerVersion {

    private static final String PRODUCT = "modules/system/layers/base/org/jboss/as/product/main";
    private static final String VERSION = "JBoss-Product-Release-Version";

    private ServerVersion() {
    }

    /** None when it does not say: older ones keep it elsewhere. */
    static Optional<String> of(Path home) {
        return FolderContent.of(home.resolve(PRODUCT)).stream()
                .filter(file -> file.getFileName().toString().endsWith(".jar") && Files.isRegularFile(file))
                .flatMap(file -> version(file).stream()).findFirst();
    }

    private static Optional<String> version(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            return manifest == null ? Optional.empty()
                    : Optional.ofNullable(manifest.getMainAttributes().getValue(VERSION));
        } catch (IOException notAJar) {
            return Optional.empty();
        }
    }
}
