package dev.domibusbackup.message.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.problem.ProblemException;

/** What we write for the Artemis command line we read back, and nothing that looks like its export surprises us. */
class ArtemisXmlTest {

    private static final String QUEUE = "jms.queue.a <\"&'> \u00e4";
    private static final String TEXT = "Gr\u00fc\u00dfe \ud83d\ude00 <&>\"' \t\r\n end  ";

    @TempDir
    Path folder;

    private final CoreToJms mapper = new CoreToJms(new BodyDecoder(1 << 20));

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
        String document = export("<property name=\"_AMQ_LARGE_COMPRESSED\" value=\"true\" type=\"boolean\"/>"
                + "<property name=\"_AMQ_LARGE_SIZE\" value=\"" + text.length + "\" type=\"long\"/>",
                "<![CDATA[" + Base64.getUrlEncoder().encodeToString(packed.toByteArray()) + "]]>\n");

        assertThat(read(bytes(document)).get(0).body()).isEqualTo(new Body.Bytes(Content.of(text)));
    }

    @Test
    void document_types_and_entities_are_refused() {
        String laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
                + export("<property name=\"n\" value=\"&b;\" type=\"string\"/>", "");
        String outside = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">" + export("", "");

        assertThat(problem(bytes(laughs))).isEqualTo("DB-OFFLINE-023");
        assertThat(problem(bytes(outside))).isEqualTo("DB-OFFLINE-023");
        assertThat(problem(bytes(export("<property name=\"n\" value=\"&b;\" type=\"string\"/>", ""))))
                .isEqualTo("DB-OFFLINE-022");
    }

    @Test
    void what_is_no_export_is_told_as_that() {
        for (String other : List.of("", "   ", "hello", "<other/>", "<activemq-journa", "{\"a\":1}")) {
            assertThat(problem(bytes(other))).as(other).isEqualTo("DB-OFFLINE-020");
        }
        assertThat(problem(new byte[] {-1, -2, 0, 60})).isEqualTo("DB-OFFLINE-020");
    }

    @Test
    void an_export_that_ends_early_is_told_as_that_wherever_it_ends() {
        byte[] whole = bytes(export("<property name=\"n\" value=\"v\" type=\"string\"/>", "<![CDATA[AQI=]]>\n"));
        int begin = "<activemq-journal>".length();
        for (int length = begin; length < whole.length - 1; length++) {
            assertThat(problem(Arrays.copyOf(whole, length))).as("length " + length)
                    .isIn("DB-OFFLINE-021", "DB-OFFLINE-025");
        }
    }

    @Test
    void a_message_without_an_end_does_not_fill_the_memory() {
        String endless = "<activemq-journal><messages><message type=\"text\"><properties><property name=\"";
        byte[] document = Arrays.copyOf(bytes(endless), 80 << 20);
        Arrays.fill(document, endless.length(), document.length, (byte) 'x');

        assertThat(problem(document)).isEqualTo("DB-OFFLINE-024");
    }

    @Test
    void a_damaged_export_ends_in_a_problem_and_not_in_another_exception() {
        byte[] whole = bytes(export("<property name=\"n\" value=\"7\" type=\"integer\"/>", "<![CDATA[AQI=]]>\n"));
        Random random = new Random(5);
        for (int i = 0; i < 5000; i++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                read(damaged);
            } catch (ProblemException e) {
                assertThat(e.problem().code()).startsWith("DB-OFFLINE-02");
            } catch (IOException e) {
                assertThat(e).isInstanceOf(BrokenEncoding.class);
            }
        }
    }

    @Test
    void nothing_stays_where_bodies_lay() throws IOException {
        Body large = new Body.Bytes(Content.of(new byte[2_000_000]));
        read(written(new Differences(), List.of(message(header().build(), Map.of(), large))));

        assertThat(folder).isEmptyDirectory();
    }

    private static String export(String properties, String body) {
        return "<activemq-journal>\n <bindings/>\n <messages>\n  <message id=\"42\" priority=\"9\" expiration=\"0\" "
                + "timestamp=\"5\" type=\"bytes\" user-id=\"u\">\n<properties>" + properties + "</properties>\n"
                + "<queues><queue name=\"q\"/></queues>\n<body>" + body + "</body></message></messages>\n"
                + "</activemq-journal>";
    }

    private static MessageHeader.Builder header() {
        return MessageHeader.builder().id("ID:1").brokerId("1099511627786").timestamp(Instant.ofEpochMilli(5))
                .expiration(Instant.ofEpochMilli(6)).type(TEXT).correlationId(new CorrelationId.Text(TEXT))
                .replyTo(new ReplyTo(ReplyTo.Type.QUEUE, "q")).priority(9);
    }

    private static Map<String, TypedValue> properties() {
        Map<String, TypedValue> properties = new LinkedHashMap<>();
        for (Object value : new Object[] {true, (byte) 1, (short) 2, 3, 4L, Float.NaN, -0.0, TEXT, "", null,
            new byte[] {-1}}) {
            properties.put("p " + properties.size(), TypedValue.of(value));
        }
        return properties;
    }

    private static PortableMessage message(MessageHeader header, Map<String, TypedValue> properties, Body body) {
        return new PortableMessage(header, properties, body);
    }

    private static byte[] written(Differences differences, List<PortableMessage> messages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArtemisXmlWriter writer = new ArtemisXmlWriter(out, List.of(QUEUE))) {
            for (PortableMessage message : messages) {
                writer.write(QUEUE, message);
            }
            writer.finish();
            writer.differences().messages().forEach((difference, count) -> {
                for (long i = 0; i < count; i++) {
                    differences.count(Set.of(difference));
                }
            });
        }
        return out.toByteArray();
    }

    /** Bodies are taken into memory: each is good only until the next message. */
    private List<PortableMessage> read(byte[] document) throws IOException {
        List<PortableMessage> messages = new ArrayList<>();
        try (ArtemisXmlReader reader = new ArtemisXmlReader("exp.xml", new ByteArrayInputStream(document), folder)) {
            for (Optional<RoutedMessage> next = reader.next(); next.isPresent(); next = reader.next()) {
                CoreMessage core = next.get().message();
                Content body = Content.of(core.body().toByteArray());
                messages.add(mapper.portable(new CoreMessage(core.id(), core.type(), core.priority(),
                        core.timestamp(), core.expiration(), core.userId(), core.properties(), body), true));
            }
        }
        return messages;
    }

    private String problem(byte[] document) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(document));
        assertThat(problem).isNotNull();
        return problem.problem().code();
    }

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
