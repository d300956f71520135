package dev.domibusbackup.ear;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a server brings to the EAR: the API of its Java EE, and the classes that our adapters talk to. */
final class Server {

    private Server() {
    }

    /** The jars of a server of Jakarta EE: what the application was compiled against. */
    static List<Path> jakarta() {
        try {
            return Stream.of(Files.readString(Path.of(System.getProperty("compiled.against"))).strip()
                    .split(File.pathSeparator)).map(Path::of).filter(jar -> !jar.toString().contains("domibus-backup"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with the API of Java EE 8, and what speaks it, in the place of Jakarta EE's. */
    static List<Path> ee8() {
        return Stream.concat(
                Stream.of(System.getProperty("api.ee8").split(File.pathSeparator)).map(Path::of),
                jakarta().stream().filter(jar -> !speaksJakarta(jar.getFileName().toString()))).toList();
    }

    private static boolean speaksJakarta(String jar) {
        return jar.startsWith("jakarta.") || jar.endsWith("-jakarta.jar");
    }

    static ClassLoader loader(List<Path> jars) {
        return new URLClassLoader(jars.stream().map(Server::url).toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
