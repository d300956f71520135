package dev.domibusbackup.message.artemis;

import java.io.IOException;
import java.util.Base64;

import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.TypedValue;

/** Properties as exports of the command line hold them: type and text. */
final class PropertyText {

    private static final String BYTES = "bytes";

    private PropertyText() {
    }

    /**
     * @param type {@code null}: the export has no type for a char, and writes null as bytes
     * @throws IllegalArgumentException when the text is no value of the type, or the type is unknown
     */
    static TypedValue read(String type, String text) {
        if (type == null) {
            if (text.length() != 1) {
                throw new IllegalArgumentException("not one character");
            }
            return TypedValue.of(text.charAt(0));
        }
        return switch (type) {
            case "string", "simple-string" -> TypedValue.of(text);
            case "boolean" -> bool(text);
            case "byte" -> TypedValue.of(Byte.valueOf(text));
            case "short" -> TypedValue.of(Short.valueOf(text));
            case "integer" -> TypedValue.of(Integer.valueOf(text));
            case "long" -> TypedValue.of(Long.valueOf(text));
            case "float" -> TypedValue.of(Float.valueOf(text));
            case "double" -> TypedValue.of(Double.valueOf(text));
            case BYTES -> text.equals(XmlText.NULL) ? TypedValue.NULL
                    : new TypedValue(TypedValue.Type.BYTES, Content.of(Base64.getUrlDecoder().decode(text)));
            default -> throw new IllegalArgumentException("unknown type");
        };
    }

    private static TypedValue bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return TypedValue.of(Boolean.valueOf(text));
    }

    /** The name of the type; {@code null} for a char, which has none. */
    static String type(TypedValue value) {
        return switch (value.type()) {
            case STRING -> "simple-string";
            case BOOLEAN -> "boolean";
            case BYTE -> "byte";
            case SHORT -> "short";
            case INT -> "integer";
            case LONG -> "long";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case BYTES, NULL -> BYTES;
            case CHAR -> null;
        };
    }

    static String text(TypedValue value) throws IOException {
        return switch (value.type()) {
            case NULL -> XmlText.NULL;
            case BYTES -> Base64.getUrlEncoder().encodeToString(((Content) value.value()).toByteArray());
            default -> value.value().toString();
        };
    }
}
