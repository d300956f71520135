package dev.domibusbackup.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.domibusbackup.message.arbitrary.Messages;
import dev.domibusbackup.message.arbitrary.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What was written is what is read, for every message there can be. */
class RoundTripPropertyTest {

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void messages_of_every_shape_come_back_value_by_value_and_type_by_type(
            @ForAll("files") List<PortableMessage> messages) throws IOException {
        assertSame(messages);
    }

    @Property(tries = 2, edgeCases = EdgeCasesMode.NONE)
    void a_text_of_four_megabytes_comes_back_as_body_property_type_and_element(@ForAll("large") String text)
            throws IOException {
        assertSame(List.of(
                new PortableMessage(MessageHeader.builder().type(text).build(),
                        Map.of("large", TypedValue.of(text)), new Body.Text(text)),
                new PortableMessage(MessageHeader.builder().correlationId(new CorrelationId.Text(text)).build(),
                        Map.of(), new Body.StreamBody(List.of(TypedValue.of(text))))));
    }

    private static void assertSame(List<PortableMessage> messages) throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path file = Written.file(scratch.folder(), messages);
            List<PortableMessage> back = Written.read(file);
            assertThat(back).isEqualTo(messages);
            for (int i = 0; i < messages.size(); i++) {
                assertThat(back.get(i).properties().keySet()).as("order of the properties of message %s", i)
                        .containsExactlyElementsOf(messages.get(i).properties().keySet());
            }
            assertThat(MessageFileReader.check(file)).isEqualTo(messages.size());
        }
    }

    @Provide
    Arbitrary<List<PortableMessage>> files() {
        return Messages.files(Messages.messages(), 20);
    }

    @Provide
    Arbitrary<String> large() {
        return Texts.large();
    }
}
