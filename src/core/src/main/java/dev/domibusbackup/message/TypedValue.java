package dev.domibusbackup.message;

import java.util.Locale;
import java.util.Objects;

/**
 * A value with its JMS type: a property, an entry of a map, an element of a stream. Equal when type and value are;
 * {@code NaN} equals {@code NaN}, and {@code -0.0} is not {@code 0.0}.
 *
 * @param type  the JMS type
 * @param value an object of {@link Type#javaType()}, {@code null} for {@link Type#NULL}
 */
public record TypedValue(Type type, Object value) {

    /** The null of JMS. */
    public static final TypedValue NULL = new TypedValue(Type.NULL, null);

    public TypedValue {
        Objects.requireNonNull(type, "type");
        boolean fits = type == Type.NULL ? value == null : type.javaType().isInstance(value);
        if (!fits) {
            throw new IllegalArgumentException("not a value of type " + type.id());
        }
    }

    /** The types a value of JMS can have. */
    public enum Type {
        BOOLEAN(Boolean.class), BYTE(Byte.class), SHORT(Short.class), CHAR(Character.class), INT(Integer.class),
        LONG(Long.class), FLOAT(Float.class), DOUBLE(Double.class), STRING(String.class), BYTES(Content.class),
        NULL(Void.class);

        private final Class<?> javaType;
        private final String id;

        Type(Class<?> javaType) {
            this.javaType = javaType;
            this.id = name().toLowerCase(Locale.ROOT);
        }

        /** The class of the values; bytes are a {@link Content}, because an entry can be large. */
        public Class<?> javaType() {
            return javaType;
        }

        /** The name in message files. */
        public String id() {
            return id;
        }

        /** The type with this name, or {@code null}. */
        static Type byId(String id) {
            for (Type type : values()) {
                if (type.id.equals(id)) {
                    return type;
                }
            }
            return null;
        }
    }

    /**
     * The value as JMS hands it out.
     *
     * @param value one of the boxed types, String, byte[], {@link Content} or {@code null}
     * @throws IllegalArgumentException for any other class
     */
    public static TypedValue of(Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof byte[] bytes) {
            return new TypedValue(Type.BYTES, Content.of(bytes));
        }
        for (Type type : Type.values()) {
            if (type.javaType().isInstance(value)) {
                return new TypedValue(type, value);
            }
        }
        throw new IllegalArgumentException("JMS has no type for " + value.getClass().getName());
    }

    /** The type alone: values are other people's data, passwords among them, and do not belong into logs. */
    @Override
    public String toString() {
        return "TypedValue[" + type.id() + "]";
    }
}
