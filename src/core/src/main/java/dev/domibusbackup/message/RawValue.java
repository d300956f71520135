package dev.domibusbackup.message;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A {@code {type, value}} or {@code {type, file, size, sha256, charset}} object as it was read, before its type says
 * what the value must be: the fields may come in any order.
 */
final class RawValue {

    private static final Pattern DECIMAL =
            Pattern.compile("NaN|-?Infinity|-?[0-9]{1,400}(\\.[0-9]{1,1100})?([eE][+-]?[0-9]{1,5})?");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,20}");

    String type;
    boolean hasValue;
    /** String, {@link PlainValues.Value}, {@link JsonNumber}, Boolean, Map or List of typed values, or {@code null}. */
    Object value;
    String file;
    Long size;
    String sha256;
    String charset;

    /** The text of a JSON number. */
    record JsonNumber(String text) {
    }

    /** As a typed value: property, entry, element, correlation id. */
    TypedValue typed(BodyFileReader files) throws BadLine {
        if (type == null) {
            throw BadLine.notValid("a value has no type");
        }
        TypedValue.Type known = TypedValue.Type.byId(type);
        if (known == null) {
            throw BadLine.notValid("a value has a type that the format does not know");
        }
        if (known == TypedValue.Type.NULL) {
            none();
            return TypedValue.NULL;
        }
        if (known == TypedValue.Type.BYTES) {
            return new TypedValue(known, content(files));
        }
        if (known == TypedValue.Type.STRING) {
            String text = text(files);
            if (text == null) {
                throw wrong();
            }
            return new TypedValue(known, text);
        }
        noFile();
        try {
            return new TypedValue(known, switch (known) {
                case BOOLEAN -> expect(Boolean.class);
                case BYTE -> Byte.valueOf(number());
                case SHORT -> Short.valueOf(number());
                case INT -> Integer.valueOf(number());
                case LONG -> Long.valueOf(matching(INTEGER));
                case FLOAT -> Float.valueOf(matching(DECIMAL));
                case DOUBLE -> Double.valueOf(matching(DECIMAL));
                case CHAR -> character();
                default -> throw wrong();
            });
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }

    /** As a body. */
    Body body(BodyFileReader files) throws BadLine {
        Body.Kind kind = type == null ? null : Body.Kind.byId(type);
        if (kind == null) {
            throw BadLine.notValid("the body has no type that the format knows");
        }
        return switch (kind) {
            case TEXT -> new Body.Text(text(files));
            case BYTES -> new Body.Bytes(content(files));
            case OBJECT -> new Body.ObjectBody(content(files));
            case MAP -> new Body.MapBody(entries());
            case STREAM -> new Body.StreamBody(elements());
            case EMPTY -> {
                none();
                yield new Body.Empty();
            }
        };
    }

    @SuppressWarnings("unchecked")
    private Map<String, TypedValue> entries() throws BadLine {
        noFile();
        return (Map<String, TypedValue>) expect(Map.class);
    }

    @SuppressWarnings("unchecked")
    private List<TypedValue> elements() throws BadLine {
        noFile();
        return (List<TypedValue>) expect(List.class);
    }

    private String text(BodyFileReader files) throws BadLine {
        if (file == null) {
            noFile();
            return hasValue && value == null ? null : expect(String.class);
        }
        if (hasValue || !MessageFormat.UTF_8.equals(charset) && !MessageFormat.UTF_16BE.equals(charset)) {
            throw BadLine.notValid("a text in a file needs charset UTF-8 or UTF-16BE, and no value beside it");
        }
        return files.text(file, fileSize(), hash(), charset);
    }

    private Content content(BodyFileReader files) throws BadLine {
        if (file == null) {
            noFile();
            try {
                return Content.of(value instanceof PlainValues.Value plain ? plain.base64()
                        : Base64.getDecoder().decode(expect(String.class)));
            } catch (IllegalArgumentException e) {
                throw BadLine.notValid("a value of type " + type + " is not base64");
            }
        }
        if (hasValue || charset != null) {
            throw BadLine.notValid("bytes in a file have neither charset nor value");
        }
        return files.content(file, fileSize(), hash());
    }

    private long fileSize() throws BadLine {
        if (size == null || size < 0) {
            throw BadLine.notValid("a body file needs its size");
        }
        return size;
    }

    private String hash() throws BadLine {
        if (sha256 == null || !sha256.matches("[0-9a-f]{64}")) {
            throw BadLine.notValid("a body file needs its SHA-256 in 64 hexadecimal digits");
        }
        return sha256;
    }

    private void none() throws BadLine {
        noFile();
        if (hasValue) {
            throw BadLine.notValid("type " + type + " has no value");
        }
    }

    private void noFile() throws BadLine {
        if (file != null || size != null || sha256 != null || charset != null) {
            throw BadLine.notValid("type " + type + " does not go with fields of a body file");
        }
    }

    private <T> T expect(Class<T> expected) throws BadLine {
        if (value instanceof PlainValues.Value plain) {
            value = plain.text();
        }
        if (!expected.isInstance(value)) {
            throw wrong();
        }
        return expected.cast(value);
    }

    private String number() throws BadLine {
        return expect(JsonNumber.class).text();
    }

    private String matching(Pattern pattern) throws BadLine {
        String text = expect(String.class);
        if (!pattern.matcher(text).matches()) {
            throw wrong();
        }
        return text;
    }

    private Character character() throws BadLine {
        String text = expect(String.class);
        if (text.length() != 1) {
            throw wrong();
        }
        return text.charAt(0);
    }

    private BadLine wrong() {
        return BadLine.notValid("a value does not fit its type " + type);
    }
}
