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
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.CorrelationId;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.ReplyTo;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.problem.ProblemException;

/** What an export of the Artemis command line looks like, and writing and reading it. */
abstract class ArtemisXmlExports {

    static final String QUEUE = "jms.queue.a <\"&'> \u00e4";
    static final String TEXT = "Gr\u00fc\u00dfe \ud83d\ude00 <&>\"' \t\r\n end  ";

    @TempDir
    Path folder;

    final CoreToJms mapper = new CoreToJms(new BodyDecoder(1 << 20));

    static byte[] compressed(int size, byte[] packed) {
        return bytes(export("<property name=\"_AMQ_LARGE_COMPRESSED\" value=\"true\" type=\"boolean\"/>"
                + "<property name=\"_AMQ_LARGE_SIZE\" value=\"" + size + "\" type=\"long\"/>",
                "<![CDATA[" + Base64.getUrlEncoder().encodeToString(packed) + "]]>\n"));
    }

    static String export(String properties, String body) {
        return "<activemq-journal>\n <bindings/>\n <messages>\n  <message id=\"42\" priority=\"9\" expiration=\"0\" "
                + "timestamp=\"5\" type=\"bytes\" user-id=\"u\">\n<properties>" + properties + "</properties>\n"
                + "<queues><queue name=\"q\"/></queues>\n<body>" + body + "</body></message></messages>\n"
                + "</activemq-journal>";
    }

    static MessageHeader.Builder header() {
        return MessageHeader.builder().id("ID:1").brokerId("1099511627786").timestamp(Instant.ofEpochMilli(5))
                .expiration(Instant.ofEpochMilli(6)).type(TEXT).correlationId(new CorrelationId.Text(TEXT))
                .replyTo(new ReplyTo(ReplyTo.Type.QUEUE, "q")).priority(9);
    }

    static Map<String, TypedValue> properties() {
        Map<String, TypedValue> properties = new LinkedHashMap<>();
        for (Object value : new Object[] {true, (byte) 1, (short) 2, 3, 4L, Float.NaN, -0.0, TEXT, "", null,
            new byte[] {-1}}) {
            properties.put("p " + properties.size(), TypedValue.of(value));
        }
        return properties;
    }

    static PortableMessage message(MessageHeader header, Map<String, TypedValue> properties, Body body) {
        return new PortableMessage(header, properties, body);
    }

    static byte[] written(Differences differences, List<PortableMessage> messages) throws IOException {
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
    List<PortableMessage> read(byte[] document) throws IOException {
        List<PortableMessage> messages = new ArrayList<>();
        try (ArtemisXmlReader reader = new ArtemisXmlReader("exp.xml", new ByteArrayInputStream(document), folder,
                queue -> true)) {
            for (Optional<RoutedMessage> next = reader.next(); next.isPresent(); next = reader.next()) {
                CoreMessage core = next.get().message();
                Content body = Content.of(core.body().toByteArray());
                messages.add(mapper.portable(new CoreMessage(core.id(), core.type(), core.priority(),
                        core.timestamp(), core.expiration(), core.userId(), core.properties(), body), true));
            }
        }
        return messages;
    }

    String problem(byte[] document) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(document));
        assertThat(problem).isNotNull();
        return problem.problem().code();
    }

    static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
