package dev.domibusbackup.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Messages of every shape; the same seed makes the same messages. */
final class RandomMessages {

    private static final TypedValue.Type[] TYPES = TypedValue.Type.values();

    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    PortableMessage next() {
        MessageHeader header = MessageHeader.builder()
                .id(maybe(() -> "ID:" + text()))
                .brokerId(maybe(this::text))
                .timestamp(maybe(this::instant))
                .type(maybe(this::text))
                .correlationId(random.nextInt(3) == 0 ? null : random.nextBoolean()
                        ? new CorrelationId.Text(text()) : new CorrelationId.Bytes(Content.of(bytes())))
                .replyTo(maybe(() -> new ReplyTo(random.nextBoolean() ? ReplyTo.Type.QUEUE : ReplyTo.Type.TOPIC,
                        text())))
                .priority(random.nextInt(10))
                .persistent(random.nextBoolean())
                .expiration(maybe(this::instant))
                .due(maybe(this::instant))
                .deliveryCount(random.nextInt(4) == 0 ? Integer.MAX_VALUE : random.nextInt(3))
                .build();
        return new PortableMessage(header, entries(), body());
    }

    private Body body() {
        return switch (random.nextInt(7)) {
            case 0 -> new Body.Text(text());
            case 1 -> new Body.Text(null);
            case 2 -> new Body.Bytes(Content.of(bytes()));
            case 3 -> new Body.MapBody(entries());
            case 4 -> new Body.StreamBody(values());
            case 5 -> new Body.ObjectBody(Content.of(bytes()));
            default -> new Body.Empty();
        };
    }

    private Map<String, TypedValue> entries() {
        Map<String, TypedValue> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            entries.put(random.nextInt(4) == 0 ? name() : text(), value());
        }
        return entries;
    }

    private String name() {
        String[] names = {"JMSXGroupID", "", "count", "format", "type", "value", "file", "a b", "\"", "\\", "\u0000",
            "\ud800", "\udc00\ud800", "π", "\ud83d\ude00", "\u2028"};
        return names[random.nextInt(names.length)];
    }

    private List<TypedValue> values() {
        List<TypedValue> values = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            values.add(value());
        }
        return values;
    }

    private TypedValue value() {
        return TypedValue.of(switch (TYPES[random.nextInt(TYPES.length)]) {
            case BOOLEAN -> random.nextBoolean();
            case BYTE -> (byte) random.nextInt();
            case SHORT -> (short) random.nextInt();
            case CHAR -> (char) random.nextInt();
            case INT -> random.nextInt(4) == 0 ? Integer.MIN_VALUE : random.nextInt();
            case LONG -> random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextLong();
            case FLOAT -> random.nextInt(3) == 0 ? specialFloat() : Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> random.nextInt(3) == 0 ? specialDouble() : Double.longBitsToDouble(random.nextLong());
            case STRING -> text();
            case BYTES -> bytes();
            case NULL -> null;
        });
    }

    private Float specialFloat() {
        float[] special = {Float.NaN, -0.0f, 0.0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE,
            Float.MAX_VALUE, Float.MIN_NORMAL};
        return special[random.nextInt(special.length)];
    }

    private Double specialDouble() {
        double[] special = {Double.NaN, -0.0, 0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL};
        return special[random.nextInt(special.length)];
    }

    private String text() {
        int length = switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> 20_000;
            default -> random.nextInt(40);
        };
        int alphabet = random.nextInt(5);
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            switch (alphabet) {
                case 0 -> text.append((char) (0x20 + random.nextInt(0x5f)));
                case 1 -> text.append((char) random.nextInt(0x20));
                case 2 -> text.append((char) (0xd800 + random.nextInt(0x800)));
                case 3 -> text.appendCodePoint(random.nextInt(0x110000));
                default -> text.append((char) random.nextInt(0x10000));
            }
        }
        return text.toString();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(10) == 0 ? 9000 : random.nextInt(50)];
        random.nextBytes(bytes);
        return bytes;
    }

    private Instant instant() {
        return switch (random.nextInt(6)) {
            case 0 -> Instant.ofEpochMilli(Long.MAX_VALUE);
            case 1 -> Instant.ofEpochMilli(Long.MIN_VALUE);
            case 2 -> Instant.EPOCH;
            default -> Instant.ofEpochMilli(random.nextLong() >> 20);
        };
    }

    private <T> T maybe(java.util.function.Supplier<T> value) {
        return random.nextInt(4) == 0 ? null : value.get();
    }
}
