package dev.domibusbackup.ear;

import com.sun.source.util.JavacTask;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.ToolProvider;

/** The API of one release of Java, as the compiler knows it for {@code --release}. */
final class PlatformApi {

    /** Their methods take what they are called with. */
    private static final Set<String> POLYMORPHIC =
            Set.of("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle");

    private final Elements elements;
    private final Types types;
    private final Map<String, Optional<Set<String>>> members = new HashMap<>();

    PlatformApi(int release) {
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, null,
                List.of("--release", Integer.toString(release), "--class-path", "", "-proc:none"), null, null);
        elements = task.getElements();
        types = task.getTypes();
    }

    boolean has(String type) {
        return members(type).isPresent();
    }

    /** Whether a type of this API has a member, own or inherited; a field is named with its type after a colon. */
    boolean has(String type, String member) {
        Set<String> known = members(type).orElse(Set.of());
        return known.contains(member) || POLYMORPHIC.contains(type)
                && known.stream().anyMatch(other -> name(other).equals(name(member)));
    }

    private static String name(String method) {
        return method.substring(0, Math.max(0, method.indexOf('(')));
    }

    private Optional<Set<String>> members(String type) {
        return members.computeIfAbsent(type, name ->
                Optional.ofNullable(elements.getTypeElement(name.replace('/', '.').replace('$', '.')))
                        .map(this::members));
    }

    private Set<String> members(TypeElement type) {
        Set<String> found = new HashSet<>();
        for (Element member : type.getEnclosedElements()) {
            if (member instanceof ExecutableElement method) {
                found.add(method.getSimpleName() + method.getParameters().stream()
                        .map(parameter -> descriptor(parameter.asType())).collect(Collectors.joining("", "(", ")"))
                        + descriptor(method.getReturnType()));
            } else if (member.getKind() == ElementKind.FIELD || member.getKind() == ElementKind.ENUM_CONSTANT) {
                found.add(member.getSimpleName() + ":" + descriptor(member.asType()));
            }
        }
        // also what it overrides with a narrower result: the compiler leaves the wider one beside it
        types.directSupertypes(type.asType()).forEach(above ->
                found.addAll(members((TypeElement) ((DeclaredType) above).asElement())));
        return found;
    }

    private String descriptor(TypeMirror type) {
        TypeMirror erased = types.erasure(type);
        return switch (erased.getKind()) {
            case BOOLEAN -> "Z";
            case BYTE -> "B";
            case SHORT -> "S";
            case INT -> "I";
            case LONG -> "J";
            case CHAR -> "C";
            case FLOAT -> "F";
            case DOUBLE -> "D";
            case VOID -> "V";
            case ARRAY -> "[" + descriptor(((ArrayType) erased).getComponentType());
            default -> "L" + elements.getBinaryName((TypeElement) ((DeclaredType) erased).asElement())
                    .toString().replace('.', '/') + ";";
        };
    }
}
