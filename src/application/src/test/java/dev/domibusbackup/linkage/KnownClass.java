package dev.domibusbackup.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What the linker of a Java machine asks of a class: its kind, its parents, and its members with their access. */
final class KnownClass extends ClassVisitor {

    private String name;
    private String superName;
    private int access;
    private final List<String> interfaces = new ArrayList<>();
    /** Access by name and descriptor. */
    private final Map<String, Integer> members = new HashMap<>();

    private KnownClass() {
        super(Opcodes.ASM9);
    }

    static KnownClass read(byte[] classFile) {
        KnownClass known = new KnownClass();
        new ClassReader(classFile).accept(known, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return known;
    }

    @Override
    public void visit(int version, int flags, String thisName, String signature, String parent, String[] implemented) {
        name = thisName;
        access = flags;
        superName = parent;
        interfaces.addAll(List.of(implemented));
    }

    @Override
    public FieldVisitor visitField(int flags, String field, String descriptor, String signature, Object value) {
        members.put(field + " " + descriptor, flags);
        return null;
    }

    @Override
    public MethodVisitor visitMethod(int flags, String method, String descriptor, String signature, String[] thrown) {
        members.put(method + descriptor, flags);
        return null;
    }

    String name() {
        return name;
    }

    /** {@code null} for {@code java.lang.Object}. */
    String superName() {
        return superName;
    }

    List<String> interfaces() {
        return interfaces;
    }

    Map<String, Integer> members() {
        return members;
    }

    boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    boolean isAbstract() {
        return (access & Opcodes.ACC_ABSTRACT) != 0;
    }

    boolean isPublic() {
        return (access & Opcodes.ACC_PUBLIC) != 0;
    }
}
