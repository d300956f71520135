package dev.domibusbackup.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files that no compiler would make of today's classes: what was compiled against others looks like this. */
class LinkerTest {

    @TempDir
    private Path noJars;
    private Universe universe;

    @BeforeEach
    void java() {
        universe = new Universe(noJars);
    }

    @Test
    void what_is_there_is_no_fault() {
        assertThat(faults(code -> {
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
            code.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/util/List", "hashCode", "()I", true);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/util/ArrayList", "toString", "()Ljava/lang/String;",
                    false);
            code.visitFieldInsn(Opcodes.GETSTATIC, "java/lang/Long", "MAX_VALUE", "J");
        })).isEmpty();
    }

    @Test
    void a_missing_class_is_a_fault() {
        assertThat(faults(code -> code.visitTypeInsn(Opcodes.NEW, "java/lang/Absent")))
                .containsExactly("Ours: no class java/lang/Absent");
    }

    @Test
    void a_method_with_other_parameters_or_another_result_is_missing() {
        assertThat(faults(code -> {
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "length", "()J", false);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "charAt", "(J)C", false);
        })).containsExactly("Ours: no java/lang/String.length()J", "Ours: no java/lang/String.charAt(J)C");
    }

    @Test
    void a_missing_constant_is_a_fault() {
        assertThat(faults(code -> code.visitFieldInsn(Opcodes.GETSTATIC, "java/lang/Thread$State", "ASLEEP",
                "Ljava/lang/Thread$State;")))
                .containsExactly("Ours: no java/lang/Thread$State.ASLEEP Ljava/lang/Thread$State;");
    }

    @Test
    void a_class_that_became_an_interface_and_a_method_that_became_static_are_faults() {
        assertThat(faults(code -> {
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/util/List", "size", "()I", false);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Thread", "yield", "()V", false);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "isLatin1", "()Z", false);
        })).containsExactly("Ours: java/util/List.size()I is called on a class, but it is not one",
                "Ours: java/lang/Thread.yield()V is used as not static, but it is the other",
                "Ours: java/lang/String.isLatin1()Z is not accessible");
    }

    @Test
    void a_method_of_an_interface_without_a_body_is_a_fault() {
        assertThat(faults(code -> { }, "java/util/concurrent/Callable"))
                .containsExactly("Ours: does not implement java/util/concurrent/Callable.call()Ljava/lang/Object;");
        assertThat(faults(code -> { }, "java/io/Serializable")).isEmpty();
    }

    private List<String> faults(Consumer<MethodVisitor> body, String... interfaces) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Ours", null, "java/lang/Object", interfaces);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "act", "()V", null, null);
        code.visitCode();
        body.accept(code);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(9, 9);
        code.visitEnd();
        writer.visitEnd();
        KnownClass ours = KnownClass.read(writer.toByteArray());
        universe.add(List.of(ours));
        return new Linker(universe).faultsOf(ours, References.of(writer.toByteArray()));
    }
}
