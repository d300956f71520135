package dev.domibusbackup.message.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.message.TypedValue;

class ArtemisXmlTest extends ArtemisXmlExports {

    @Test
    void every_message_comes_back_value_by_value() throws IOException {
        byte[] large = new byte[3_000_000];
        new Random(3).nextBytes(large);
        List<PortableMessage> messages = List.of(
                message(header().build(), properties(), new Body.Text(TEXT + '\u0000' + '\ud800')),
                message(header().due(Instant.ofEpochMilli(1_900_000_000_000L)).build(), Map.of(), new Body.Text(null)),
                message(MessageHeader.builder().brokerId("7").build(), Map.of(), new Body.Empty()),
                message(header().correlationId(new CorrelationId.Bytes(Content.of(new byte[] {0, -1}))).build(),
                        Map.of("JMSXGroupID", TypedValue.of("g"), "JMSXGroupSeq", TypedValue.of(7)),
                        new Body.Bytes(Content.of(large))),
                message(header().replyTo(new ReplyTo(ReplyTo.Type.TOPIC, "t")).priority(0).build(), Map.of(),
                        new Body.MapBody(Map.of("payload_1", TypedValue.of(large), "\u0001", TypedValue.of('\ud800')))),
                message(header().build(), Map.of(), new Body.StreamBody(List.of(TypedValue.NULL, TypedValue.of(TEXT)))),
                message(header().build(), Map.of(), new Body.ObjectBody(Content.of(new byte[] {1, 2}))),
                message(header().build(), Map.of(), new Body.ObjectBody(Content.of(new byte[0]))));
        Differences differences = new Differences();

        assertThat(read(written(differences, messages))).isEqualTo(messages);
        assertThat(differences.messages()).containsExactly(Map.entry(Difference.MESSAGE_ID, 7L));
        assertThat(differences.anyLoss()).isFalse();
    }

    @Test
    void what_it_cannot_carry_is_counted_and_the_rest_goes() throws IOException {
        Map<String, TypedValue> bad = new LinkedHashMap<>();
        bad.put("control", TypedValue.of("\u0001"));
        bad.put("name \ufffe", TypedValue.of(1));
        bad.put("lone", TypedValue.of("\ud800"));
        bad.put("_AMQ_SCHED_DELIVERY", TypedValue.of(1L));
        bad.put("JMSType", TypedValue.of("x"));
        bad.put("char", TypedValue.of('c'));
        bad.put("word", TypedValue.of(XmlText.NULL));
        bad.put("good", TypedValue.of("stays"));
        MessageHeader header = MessageHeader.builder().type("\u0000").persistent(false).deliveryCount(2)
                .expiration(Instant.EPOCH).timestamp(Instant.MAX).build();
        Differences differences = new Differences();

        PortableMessage read = read(written(differences, List.of(message(header, bad, new Body.Empty())))).get(0);

        assertThat(differences.messages().keySet()).containsExactly(Difference.NON_PERSISTENT,
                Difference.DELIVERY_COUNT, Difference.TIME, Difference.CHARACTERS, Difference.CHAR_PROPERTY,
                Difference.NULL_WORD, Difference.RESERVED);
        assertThat(differences.anyLoss()).isTrue();
        assertThat(read.properties()).containsOnlyKeys("char", "word", "good");
        assertThat(read.header().expiration()).as("long ago, but not never").isEqualTo(Instant.ofEpochMilli(1));
    }

    /** The command line's export puts texts into attributes as they are, and its own import fails at them. */
    @Test
    void characters_that_xml_forbids_or_changes_are_read_as_they_were() throws IOException {
        String raw = "\u0001 \t\n\r \ue000 \ue0001234 \uffff";
        String document = export("<property name=\"k\u0002\" value=\"" + raw + "&#1;&#x1f;&#10;&amp;&lt;\" "
                + "type=\"simple-string\"/>", "");

        PortableMessage message = read(bytes(document)).get(0);

        assertThat(message.properties()).isEqualTo(
                Map.of("k\u0002", TypedValue.of(raw + "\u0001\u001f\n&<")));
    }

    @Test
    void it_is_read_as_the_export_writes_it() throws IOException {
        String document = export("""
                <property name="b" value="true" type="boolean"/><property name="n" value="_AMQ_NULL" type="bytes"/>
                <property name="s" value="_AMQ_NULL" type="simple-string"/><property name="c" value="x"/>
                <property name="_AMQ_GROUP_ID" value="g" type="simple-string"/>
                <property name="_AMQ_ROUTING_TYPE" value="1" type="byte"/>
                <property name="_AMQ_ORIG_QUEUE" value="q" type="simple-string"/>
                <property name="JMSReplyTo" value="jms.topic.t" type="simple-string"/>
                <property name="_AMQ_SCHED_DELIVERY" value="1900000000000" type="long"/>""",
                "\n  <![CDATA[_-8=]]>\n   <![CDATA[AQI=]]>\n  <![CDATA[]]>\n ");

        PortableMessage message = read(bytes(document)).get(0);

        assertThat(message.body()).isEqualTo(new Body.Bytes(Content.of(new byte[] {-1, -17, 1, 2})));
        assertThat(message.properties()).isEqualTo(Map.of("b", TypedValue.of(true), "n", TypedValue.NULL,
                "s", TypedValue.of("_AMQ_NULL"), "c", TypedValue.of('x'), "JMSXGroupID", TypedValue.of("g"),
                "_AMQ_ORIG_QUEUE", TypedValue.of("q")));
        assertThat(message.header()).isEqualTo(MessageHeader.builder().id("ID:u").brokerId("42").priority(9)
                .timestamp(Instant.ofEpochMilli(5)).replyTo(new ReplyTo(ReplyTo.Type.TOPIC, "jms.topic.t"))
                .due(Instant.ofEpochMilli(1_900_000_000_000L)).build());
    }

    @Test
    void a_compressed_large_message_is_unpacked() throws IOException {
        byte[] text = "compressed ".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(text);
        }

        assertThat(read(compressed(text.length, packed.toByteArray())).get(0).body())
                .isEqualTo(new Body.Bytes(Content.of(text)));
        for (int wrong : new int[] {0, text.length - 1, text.length + 1}) {
            assertThatThrownBy(() -> read(compressed(wrong, packed.toByteArray()))).as("size " + wrong)
                    .isInstanceOf(BrokenEncoding.class);
        }
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        assertThatThrownBy(() -> read(compressed(text.length, cut))).isInstanceOf(BrokenEncoding.class);
        assertThatThrownBy(() -> read(compressed(text.length, text))).isInstanceOf(BrokenEncoding.class);
    }
}
