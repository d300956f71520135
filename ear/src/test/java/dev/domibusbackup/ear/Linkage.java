package dev.domibusbackup.ear;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Finds classes and their members as the JVM of a server would: in the EAR, in the server, in the platform. */
final class Linkage {

    private final Map<String, byte[]> code = new HashMap<>();
    private final Map<String, Optional<ClassNode>> nodes = new HashMap<>();
    private final PlatformApi platform;

    Linkage(Edition edition, List<Path> server, PlatformApi platform) {
        this.platform = platform;
        server.forEach(this::add);
        edition.classes().forEach((path, content) -> code.put(className(Edition.inner(path)), content));
    }

    private void add(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(one -> one.getName().endsWith(".class")).toList()) {
                try (InputStream content = zip.getInputStream(entry)) {
                    code.putIfAbsent(className(entry.getName()), content.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String className(String file) {
        return file.substring(0, file.length() - ".class".length());
    }

    /** A class of the EAR or the server. */
    Optional<ClassNode> node(String type) {
        return nodes.computeIfAbsent(type, name -> Optional.ofNullable(code.get(name)).map(Linkage::read));
    }

    static ClassNode read(byte[] code) {
        ClassNode node = new ClassNode();
        new ClassReader(code).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return node;
    }

    Optional<MethodNode> method(References.Member member) {
        return node(member.owner()).flatMap(type -> type.methods.stream()
                .filter(method -> member.name().equals(method.name + method.desc)).findFirst());
    }

    /** What cannot be found of what is referred to, but for owners that need not be there. */
    List<String> missing(References references, Predicate<String> mayBeAbsent) {
        List<String> missing = new ArrayList<>();
        references.types().stream().filter(type -> !isThere(type) && !mayBeAbsent.test(type)).forEach(missing::add);
        references.members().stream()
                .filter(member -> isThere(member.owner()) && !has(member.owner(), member.name()))
                .map(References.Member::toString).forEach(missing::add);
        return missing;
    }

    private boolean isThere(String type) {
        return platform.has(type) || code.containsKey(type);
    }

    /** A class above it that need not be there may have the member. */
    private boolean has(String type, String member) {
        if (platform.has(type)) {
            return platform.has(type, member);
        }
        Optional<ClassNode> node = node(type);
        if (node.isEmpty()) {
            return !type.startsWith("java/");
        }
        return node.get().methods.stream().anyMatch(method -> member.equals(method.name + method.desc))
                || node.get().fields.stream().anyMatch(field -> member.equals(field.name + ":" + field.desc))
                || Stream.concat(Stream.ofNullable(node.get().superName), node.get().interfaces.stream())
                        .anyMatch(above -> has(above, member));
    }
}
