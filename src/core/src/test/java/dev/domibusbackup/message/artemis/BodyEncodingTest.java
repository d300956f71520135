package dev.domibusbackup.message.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.reader.MapMessageUtil;
import org.apache.activemq.artemis.reader.StreamMessageUtil;
import org.apache.activemq.artemis.reader.TextMessageUtil;
import org.apache.activemq.artemis.utils.DataConstants;
import org.apache.activemq.artemis.utils.collections.TypedProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.TypedValue;

/** Our encodings are those of Artemis's own classes, in both directions. */
class BodyEncodingTest {

    private static final long TEXT_LIMIT = 10_000_000;
    private static final List<String> TEXTS = List.of("", "a", "12345678", "123456789", "Gr\u00fc\u00dfe \ud83d\ude00",
            "\u0000\u0001\t\r\n\uffff", "lone \ud800 surrogates \udc00 here", "\u20ac".repeat(4094), "x".repeat(4095),
            "\ud800".repeat(4096), "\u00e4".repeat(200_000));

    private final BodyDecoder decoder = new BodyDecoder(TEXT_LIMIT);

    @Test
    void texts_are_as_artemis_reads_and_writes_them() throws IOException {
        for (String text : texts()) {
            ActiveMQBuffer theirs = ActiveMQBuffers.dynamicBuffer(64);
            TextMessageUtil.writeBodyText(theirs, SimpleString.of(text));

            assertThat(encoded(new Body.Text(text))).isEqualTo(bytes(theirs));
            assertThat(decoder.decode(CoreType.TEXT, Content.of(bytes(theirs)))).isEqualTo(new Body.Text(text));
        }
        assertThat(decoder.decode(CoreType.TEXT, Content.of(new byte[0]))).isEqualTo(new Body.Text(null));
    }

    @Test
    void maps_are_as_artemis_reads_and_writes_them() throws IOException {
        Map<String, TypedValue> entries = new LinkedHashMap<>();
        values().forEach(value -> entries.put("entry " + entries.size() + " \u20ac\ud800", value));
        for (Map<String, TypedValue> map : List.of(entries, Map.<String, TypedValue>of())) {
            TypedProperties theirs = MapMessageUtil.readBodyMap(
                    ActiveMQBuffers.wrappedBuffer(encoded(new Body.MapBody(map))));
            assertThat(theirs.getPropertyNames()).hasSize(map.size());
            map.forEach((name, value) -> assertThat(typed(theirs.getProperty(SimpleString.of(name)))).isEqualTo(value));

            ActiveMQBuffer written = ActiveMQBuffers.dynamicBuffer(64);
            MapMessageUtil.writeBodyMap(written, theirs);
            assertThat(decoder.decode(CoreType.MAP, Content.of(bytes(written)))).isEqualTo(new Body.MapBody(map));
        }
        assertThat(decoder.decode(CoreType.MAP, Content.of(new byte[0]))).isEqualTo(new Body.MapBody(Map.of()));
    }

    @Test
    void streams_are_as_artemis_reads_and_writes_them() throws IOException {
        List<TypedValue> values = values();
        ActiveMQBuffer written = ActiveMQBuffers.dynamicBuffer(64);
        values.forEach(value -> write(written, value));

        assertThat(encoded(new Body.StreamBody(values))).isEqualTo(bytes(written));
        assertThat(decoder.decode(CoreType.STREAM, Content.of(bytes(written)))).isEqualTo(new Body.StreamBody(values));
        ActiveMQBuffer ours = ActiveMQBuffers.wrappedBuffer(encoded(new Body.StreamBody(values)));
        List<TypedValue> read = new ArrayList<>();
        while (ours.readableBytes() > 0) {
            read.add(typed(StreamMessageUtil.streamReadObject(ours)));
        }
        assertThat(read).isEqualTo(values);
    }

    @Test
    void objects_and_bytes_pass_as_they_are() throws IOException {
        byte[] object = {-84, -19, 0, 5, 112};
        Body body = new Body.ObjectBody(Content.of(object));
        ActiveMQBuffer theirs = ActiveMQBuffers.dynamicBuffer(16);
        theirs.writeInt(object.length);
        theirs.writeBytes(object);

        assertThat(encoded(body)).isEqualTo(bytes(theirs));
        assertThat(decoder.decode(CoreType.OBJECT, Content.of(encoded(body)))).isEqualTo(body);
        Body none = new Body.ObjectBody(Content.of(new byte[0]));
        assertThat(encoded(none)).isEmpty();
        assertThat(decoder.decode(CoreType.OBJECT, Content.of(new byte[0]))).isEqualTo(none);
        assertThat(encoded(new Body.Bytes(Content.of(object)))).isEqualTo(object);
        assertThat(decoder.decode(CoreType.DEFAULT, Content.of(new byte[0]))).isEqualTo(new Body.Empty());
        assertThat(decoder.decode(CoreType.DEFAULT, Content.of(object))).isEqualTo(new Body.Bytes(Content.of(object)));
    }

    @Test
    void large_bytes_in_a_map_stay_where_they_are() throws IOException {
        byte[] large = new byte[300_000];
        new Random(1).nextBytes(large);
        Body body = new Body.MapBody(Map.of("payload_1", TypedValue.of(large), "z", TypedValue.of("after")));

        Body decoded = decoder.decode(CoreType.MAP, Content.of(encoded(body)));

        assertThat(decoded).isEqualTo(body);
    }

    /** Whatever a body holds, it ends in a message or in a problem: no memory is taken on a length's word. */
    @ParameterizedTest
    @EnumSource(CoreType.class)
    void a_damaged_body_ends_in_a_problem_and_not_in_another_exception(CoreType type) throws IOException {
        Random random = new Random(42);
        byte[] sound = encoded(type == CoreType.STREAM ? new Body.StreamBody(small())
                : new Body.MapBody(Map.of("a", TypedValue.of("text"), "b", TypedValue.of(7L))));
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
            for (int flips = random.nextInt(4); flips > 0 && damaged.length > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                decoder.decode(type, Content.of(damaged));
            } catch (BrokenEncoding e) {
                assertThat(e).hasMessageMatching("(a|it|its) .*");
            }
        }
    }

    @Test
    void texts_beyond_the_limit_are_refused_before_they_are_read() throws IOException {
        byte[] text = encoded(new Body.Text("x".repeat(101)));

        assertThatThrownBy(() -> new BodyDecoder(100).decode(CoreType.TEXT, Content.of(text)))
                .isInstanceOf(BrokenEncoding.class).hasMessageContaining("more than 100 characters");
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(TEXTS);
        texts.add(null);
        return texts;
    }

    private static List<TypedValue> values() {
        List<TypedValue> values = new ArrayList<>(small());
        texts().forEach(text -> values.add(TypedValue.of(text)));
        return values;
    }

    private static List<TypedValue> small() {
        return List.of(TypedValue.of(true), TypedValue.of(false), TypedValue.of(Byte.MIN_VALUE),
                TypedValue.of(Short.MIN_VALUE), TypedValue.of('\u20ac'), TypedValue.of('\ud800'),
                TypedValue.of(Integer.MIN_VALUE), TypedValue.of(Long.MIN_VALUE), TypedValue.of(Float.NaN),
                TypedValue.of(-0.0f), TypedValue.of(Double.MIN_VALUE), TypedValue.of(Double.NEGATIVE_INFINITY),
                TypedValue.of(new byte[] {-1, 0, 1}), TypedValue.of(new byte[0]), TypedValue.NULL);
    }

    private static TypedValue typed(Object value) {
        return TypedValue.of(value instanceof SimpleString text ? text.toString() : value);
    }

    /** As the JMS client of Artemis writes the elements of a StreamMessage. */
    private static void write(ActiveMQBuffer buffer, TypedValue typed) {
        Object value = typed.value();
        switch (typed.type()) {
            case BOOLEAN -> buffer.writeByte(DataConstants.BOOLEAN);
            case BYTE -> buffer.writeByte(DataConstants.BYTE);
            case SHORT -> buffer.writeByte(DataConstants.SHORT);
            case CHAR -> buffer.writeByte(DataConstants.CHAR);
            case INT -> buffer.writeByte(DataConstants.INT);
            case LONG -> buffer.writeByte(DataConstants.LONG);
            case FLOAT -> buffer.writeByte(DataConstants.FLOAT);
            case DOUBLE -> buffer.writeByte(DataConstants.DOUBLE);
            case BYTES -> buffer.writeByte(DataConstants.BYTES);
            case STRING, NULL -> buffer.writeByte(DataConstants.STRING);
        }
        switch (typed.type()) {
            case BOOLEAN -> buffer.writeBoolean((Boolean) value);
            case BYTE -> buffer.writeByte((Byte) value);
            case SHORT -> buffer.writeShort((Short) value);
            case CHAR -> buffer.writeShort((short) ((Character) value).charValue());
            case INT -> buffer.writeInt((Integer) value);
            case LONG -> buffer.writeLong((Long) value);
            case FLOAT -> buffer.writeInt(Float.floatToIntBits((Float) value));
            case DOUBLE -> buffer.writeLong(Double.doubleToLongBits((Double) value));
            case STRING, NULL -> buffer.writeNullableString((String) value);
            case BYTES -> {
                byte[] bytes = inMemory((Content) value);
                buffer.writeInt(bytes.length);
                buffer.writeBytes(bytes);
            }
        }
    }

    private static byte[] inMemory(Content content) {
        try {
            return content.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] encoded(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BodyEncoder.write(body, bytes);
        return bytes.toByteArray();
    }

    private static byte[] bytes(ActiveMQBuffer buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.getBytes(buffer.readerIndex(), bytes);
        return bytes;
    }
}
