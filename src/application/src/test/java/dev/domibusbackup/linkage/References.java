package dev.domibusbackup.linkage;

import java.util.LinkedHashSet;
import java.util.Set;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** What a class file asks of other classes when it is linked and run. */
final class References {

    /** A field or method that is read, written or called. */
    record Member(String owner, String name, String descriptor, boolean isStatic, boolean onInterface) {

        boolean isMethod() {
            return descriptor.startsWith("(");
        }

        /** As {@link KnownClass#members} has it. */
        String key() {
            return isMethod() ? name + descriptor : name + " " + descriptor;
        }

        @Override
        public String toString() {
            return owner + "." + key();
        }
    }

    private final Set<String> types = new LinkedHashSet<>();
    private final Set<Member> members = new LinkedHashSet<>();

    static References of(byte[] classFile) {
        References references = new References();
        ClassVisitor code = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                                             String[] thrown) {
                return references.new Code();
            }
        };
        // the remapper renames nothing here, but it is asked for every type that is named anywhere
        Remapper everyType = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String name) {
                references.types.add(name);
                return name;
            }
        };
        ClassReader reader = new ClassReader(classFile);
        reader.accept(code, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        reader.accept(new ClassRemapper(new ClassWriter(0), everyType), ClassReader.SKIP_FRAMES);
        return references;
    }

    Set<String> types() {
        return types;
    }

    Set<Member> members() {
        return members;
    }

    private void handle(Handle handle) {
        boolean isStatic = switch (handle.getTag()) {
            case Opcodes.H_GETSTATIC, Opcodes.H_PUTSTATIC, Opcodes.H_INVOKESTATIC -> true;
            default -> false;
        };
        members.add(new Member(handle.getOwner(), handle.getName(), handle.getDesc(), isStatic,
                handle.isInterface()));
    }

    private void constant(Object constant) {
        if (constant instanceof Handle handle) {
            handle(handle);
        } else if (constant instanceof ConstantDynamic dynamic) {
            handle(dynamic.getBootstrapMethod());
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                constant(dynamic.getBootstrapMethodArgument(i));
            }
        }
    }

    private final class Code extends MethodVisitor {

        Code() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
            members.add(new Member(owner, name, descriptor, isStatic, false));
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean onInterface) {
            members.add(new Member(owner, name, descriptor, opcode == Opcodes.INVOKESTATIC, onInterface));
        }

        @Override
        public void visitLdcInsn(Object value) {
            constant(value);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            handle(bootstrap);
            for (Object argument : arguments) {
                constant(argument);
            }
            if (bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
                // the method of the interface that the lambda stands for
                members.add(new Member(Type.getReturnType(descriptor).getInternalName(), name,
                        ((Type) arguments[0]).getDescriptor(), false, true));
            }
        }
    }
}
