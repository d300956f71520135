package dev.domibusbackup.linkage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** The class files of the product. */
final class OurClasses {

    private OurClasses() {
    }

    /** All of the folder or jar that a class comes from. */
    static List<byte[]> beside(Class<?> one) {
        try {
            URI place = one.getProtectionDomain().getCodeSource().getLocation().toURI();
            if (!place.getPath().endsWith(".jar")) {
                return below(Path.of(place));
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place), Map.of())) {
                return below(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The class as the EAR for Java EE 8 has it, as far as names are concerned. */
    static byte[] forJavaEe8(byte[] classFile) {
        Remapper names = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String name) {
                return name.startsWith("jakarta/") ? "javax/" + name.substring("jakarta/".length()) : name;
            }
        };
        ClassWriter written = new ClassWriter(0);
        new ClassReader(classFile).accept(new ClassRemapper(written, names), 0);
        return written.toByteArray();
    }

    private static List<byte[]> below(Path folder) throws IOException {
        List<byte[]> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
                found.add(Files.readAllBytes(file));
            }
        }
        return found;
    }
}
