package dev.domibusbackup.json;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.introspect.PotentialCreator;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets Jackson read values through the constructor that takes all their fields. For records it knows that one. In the
 * edition for Java 11 they are classes like others to it, whose constructor it would not find, or not choose among
 * several: it is the one whose parameters have the names and types of the final fields. The names must have been kept
 * by the compiler.
 */
public final class CanonicalConstructors extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public PotentialCreator findDefaultCreator(MapperConfig<?> config, AnnotatedClass type,
                                               List<PotentialCreator> constructors, List<PotentialCreator> factories) {
        List<Field> fields = Stream.of(type.getRawType().getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers())).toList();
        if (fields.isEmpty() || !fields.stream().allMatch(field -> Modifier.isFinal(field.getModifiers()))) {
            return null;
        }
        Map<String, Class<?>> types = fields.stream().collect(Collectors.toMap(Field::getName, Field::getType));
        for (PotentialCreator creator : constructors) {
            Parameter[] parameters = ((Constructor<?>) creator.creator().getMember()).getParameters();
            if (takes(parameters, types)) {
                return creator.introspectParamNames(config, Stream.of(parameters)
                        .map(parameter -> PropertyName.construct(parameter.getName())).toArray(PropertyName[]::new));
            }
        }
        return null;
    }

    private static boolean takes(Parameter[] parameters, Map<String, Class<?>> fields) {
        return parameters.length == fields.size() && Arrays.stream(parameters).allMatch(parameter ->
                parameter.isNamePresent() && parameter.getType().equals(fields.get(parameter.getName())));
    }
}
