package dev.domibusbackup.linkage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.objectweb.asm.Opcodes;

/**
 * Resolves what class files of ours ask of the classes around them, as the Java machine does at the first use of each:
 * the class, the member with the very descriptor, static or not, on a class or an interface, accessible; and no
 * method of an interface left without a body.
 */
final class Linker {

    /** What comes from the server or from Java; all else is ours or travels with us, and the compiler has seen it. */
    private static final List<String> PROVIDED = List.of("java/", "javax/", "jakarta/", "org/jboss/", "org/wildfly/",
            "org/apache/activemq/", "io/netty/");

    private final Universe universe;

    Linker(Universe universe) {
        this.universe = universe;
    }

    /** What would fail, one line each; empty when all is well. */
    List<String> faultsOf(KnownClass ours, References references) {
        Set<String> faults = new LinkedHashSet<>();
        for (String type : references.types()) {
            if (isProvided(type) && universe.find(type).isEmpty()) {
                faults.add("no class " + type);
            }
        }
        references.members().stream().filter(member -> isProvided(member.owner()))
                .forEach(member -> fault(member).ifPresent(faults::add));
        if (!ours.isAbstract()) {
            faults.addAll(withoutBody(ours));
        }
        return faults.stream().map(fault -> ours.name() + ": " + fault).toList();
    }

    private Optional<String> fault(References.Member member) {
        Optional<KnownClass> owner = universe.find(member.owner());
        if (owner.isEmpty()) {
            return Optional.of("no class " + member.owner());
        }
        if (isSignaturePolymorphic(member)) {
            return Optional.empty();
        }
        if (member.isMethod() && owner.get().isInterface() != member.onInterface()) {
            return Optional.of(member + " is called on " + (member.onInterface() ? "an interface" : "a class")
                    + ", but it is not one");
        }
        Set<String> missing = new LinkedHashSet<>();
        List<KnownClass> places = new ArrayList<>(universe.withParents(member.owner(), missing));
        if (owner.get().isInterface()) {
            places.addAll(universe.withParents("java/lang/Object", missing));
        }
        for (KnownClass place : places) {
            Integer access = place.members().get(member.key());
            if (access != null) {
                return fault(member, access);
            }
        }
        return Optional.of(missing.isEmpty() ? "no " + member
                : "no " + member + ", unless one of these has it, which are not among the jars: " + missing);
    }

    private static Optional<String> fault(References.Member member, int access) {
        if ((access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) == 0) {
            return Optional.of(member + " is not accessible");
        }
        if ((access & Opcodes.ACC_STATIC) != 0 != member.isStatic()) {
            return Optional.of(member + " is used as " + (member.isStatic() ? "static" : "not static")
                    + ", but it is the other");
        }
        return Optional.empty();
    }

    /** Methods of interfaces and abstract parents that nobody implements: calling one is an AbstractMethodError. */
    private List<String> withoutBody(KnownClass ours) {
        Set<String> missing = new LinkedHashSet<>();
        List<KnownClass> all = universe.withParents(ours.name(), missing);
        List<String> faults = new ArrayList<>();
        for (KnownClass parent : all) {
            for (Map.Entry<String, Integer> member : parent.members().entrySet()) {
                boolean isAbstract = (member.getValue() & Opcodes.ACC_ABSTRACT) != 0;
                if (isAbstract && all.stream().noneMatch(any -> hasBody(any, member.getKey()))) {
                    faults.add("does not implement " + parent.name() + "." + member.getKey());
                }
            }
        }
        return faults;
    }

    private static boolean hasBody(KnownClass known, String method) {
        Integer access = known.members().get(method);
        return access != null && (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) == 0;
    }

    /** The Java machine takes any descriptor for these. */
    private static boolean isSignaturePolymorphic(References.Member member) {
        return member.owner().equals("java/lang/invoke/MethodHandle")
                || member.owner().equals("java/lang/invoke/VarHandle");
    }

    private static boolean isProvided(String className) {
        return PROVIDED.stream().anyMatch(className::startsWith);
    }
}
