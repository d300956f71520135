package dev.domibusbackup.ear;

import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a class or a method refers to.
 *
 * @param members of other classes
 * @param types   other classes as such
 * @param made    classes of which instances are made
 */
record References(Set<Member> members, Set<String> types, Set<String> made) {

    /** A method, as {@code name(parameters)result}, or a field, as {@code name:type}, of the class that is named. */
    record Member(String owner, String name) {
        @Override
        public String toString() {
            return owner + "." + name;
        }
    }

    private References() {
        this(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    /** All that a class refers to. */
    static References of(ClassNode type) {
        References all = declared(type);
        type.fields.forEach(field -> all.type(Type.getType(field.desc)));
        type.methods.forEach(all::method);
        return all;
    }

    /** What a class refers to before any of its methods is called. */
    static References declared(ClassNode type) {
        References all = new References();
        if (type.superName != null) {
            all.types.add(type.superName);
        }
        all.types.addAll(type.interfaces);
        return all;
    }

    static References of(MethodNode method) {
        References all = new References();
        all.method(method);
        return all;
    }

    private void method(MethodNode method) {
        type(Type.getMethodType(method.desc));
        types.addAll(method.exceptions);
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (block.type != null) {
                types.add(block.type);
            }
        }
        method.instructions.forEach(this::instruction);
    }

    private void instruction(AbstractInsnNode instruction) {
        if (instruction instanceof MethodInsnNode call) {
            member(call.owner, call.name + call.desc);
            type(Type.getMethodType(call.desc));
            if (call.name.equals("<init>")) {
                made.add(call.owner);
            }
        } else if (instruction instanceof FieldInsnNode field) {
            member(field.owner, field.name + ":" + field.desc);
            type(Type.getType(field.desc));
        } else if (instruction instanceof TypeInsnNode of) {
            type(Type.getObjectType(of.desc));
        } else if (instruction instanceof MultiANewArrayInsnNode array) {
            type(Type.getType(array.desc));
        } else if (instruction instanceof LdcInsnNode constant) {
            constant(constant.cst);
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            type(Type.getMethodType(dynamic.desc));
            constant(dynamic.bsm);
            for (Object argument : dynamic.bsmArgs) {
                constant(argument);
            }
        }
    }

    private void constant(Object constant) {
        if (constant instanceof Type type) {
            type(type);
        } else if (constant instanceof Handle handle) {
            member(handle.getOwner(), handle.getName() + (handle.getDesc().startsWith("(") ? "" : ":")
                    + handle.getDesc());
        } else if (constant instanceof ConstantDynamic dynamic) {
            constant(dynamic.getBootstrapMethod());
        }
    }

    private void member(String owner, String name) {
        if (!owner.startsWith("[")) {
            members.add(new Member(owner, name));
            types.add(owner);
        }
    }

    private void type(Type type) {
        switch (type.getSort()) {
            case Type.ARRAY -> type(type.getElementType());
            case Type.OBJECT -> types.add(type.getInternalName());
            case Type.METHOD -> {
                type(type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    type(argument);
                }
            }
            default -> { }
        }
    }
}
