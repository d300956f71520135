package dev.domibusbackup.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.domibusbackup.problem.MessageProblem;
import dev.domibusbackup.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageFileWriterTest {

    private static final int LARGEST_ARRAY = 2 << 20;

    @TempDir
    Path folder;

    @Test
    void everything_before_a_checkpoint_is_complete_gzip_whatever_happens_afterwards() throws Exception {
        Path file = folder.resolve("q.jsonl.gz");
        try (MessageFileWriter writer = Written.writer(file)) {
            writer.write(Written.message(new Body.Text("before")));
            long size = writer.flushForCheckpoint();
            assertThat(writer.flushForCheckpoint()).as("no empty member").isEqualTo(size).isEqualTo(Files.size(file));
            writer.write(Written.message(new Body.Text("after")));
            byte[] checkpoint = Arrays.copyOf(Files.readAllBytes(file), (int) size);
            try (InputStream in = new GZIPInputStream(new java.io.ByteArrayInputStream(checkpoint))) {
                assertThat(new String(in.readAllBytes())).contains("before").endsWith("}\n");
            }
            writer.finish();
        }
        assertThat(Written.read(file)).hasSize(2);
    }

    @Test
    void a_file_that_was_not_finished_is_refused_by_the_reader() {
        Path file = folder.resolve("q.jsonl.gz");
        try (MessageFileWriter writer = Written.writer(file)) {
            writer.write(Written.message(new Body.Empty()));
            writer.flushForCheckpoint();
        }
        assertCode(() -> MessageFileReader.check(file), MessageProblem.NO_LAST_LINE);
    }

    @Test
    void it_counts_messages_kinds_and_bytes() throws Exception {
        Path file = folder.resolve("q.jsonl.gz");
        WrittenMessages written;
        try (MessageFileWriter writer = Written.writer(file)) {
            writer.write(Written.message(new Body.Empty()));
            writer.write(Written.message(new Body.Text("x")));
            writer.write(Written.message(new Body.Bytes(Content.of(new byte[2 << 20]))));
            writer.write(Written.message(new Body.Text(null)));
            written = writer.finish();
        }
        try (InputStream lines = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(written.uncompressed()).isEqualTo(lines.readAllBytes().length);
        }
        assertThat(written.messages()).isEqualTo(4);
        assertThat(written.compressed()).isEqualTo(Files.size(file));
        assertThat(written.bodyFiles()).isEqualTo(1);
        assertThat(written.bodyBytes()).isEqualTo(2 << 20);
        assertThat(written.perKind()).isEqualTo(Map.of(Body.Kind.EMPTY, 1L, Body.Kind.TEXT, 2L, Body.Kind.BYTES, 1L));
    }

    @Test
    void bodies_of_20_mb_stream_and_ask_for_no_large_array() throws Exception {
        Content large = new Generated(20 << 20);
        PortableMessage map = Written.message(new Body.MapBody(
                Map.of("payload_1", new TypedValue(TypedValue.Type.BYTES, large))));
        List<PortableMessage> messages = List.of(Written.message(new Body.Bytes(large)),
                Written.message(new Body.ObjectBody(large)), map);
        assertThat(Written.read(Written.file(folder, messages))).isEqualTo(messages);
    }

    @Test
    void a_content_that_is_shorter_or_longer_than_said_or_breaks_stops_the_writer_with_the_id() {
        for (int said : new int[] {9, 11, 3 << 20}) {
            Content liar = Content.streamed(said, () -> new java.io.ByteArrayInputStream(new byte[10]));
            assertFails(liar, MessageProblem.MESSAGE_CHANGED);
        }
        assertFails(Content.streamed(5, () -> {
            throw new IOException("connection lost");
        }), MessageProblem.MESSAGE_NOT_READABLE);
        assertFails(Content.streamed(5 << 20, () -> {
            throw new IOException("connection lost");
        }), MessageProblem.MESSAGE_NOT_READABLE);
    }

    @Test
    void a_full_disk_is_named_and_the_writer_takes_nothing_more() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        MessageFileWriter writer = new MessageFileWriter("q", full, Written.bodiesIn(folder), 1);
        assertCode(() -> {
            writer.write(Written.message(new Body.Empty()));
            writer.flushForCheckpoint();
        }, MessageProblem.NOT_WRITABLE);
        assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_message_that_no_reader_would_take_is_refused() {
        assertTooLarge(new Body.StreamBody(Collections.nCopies(1_000_001, TypedValue.NULL)));
        TypedValue small = TypedValue.of("x".repeat(4096));
        assertTooLarge(new Body.StreamBody(Collections.nCopies(20_000, small)));
    }

    @Test
    void without_threads_the_same_file_is_written_by_the_caller_alone() {
        ByteArrayOutputStream alone = new ByteArrayOutputStream();
        ByteArrayOutputStream helped = new ByteArrayOutputStream();
        List<PortableMessage> messages = Collections.nCopies(3000, Written.message(new Body.Text("x".repeat(1000))));
        try (MessageFileWriter writer = MessageFileWriter.withoutThreads("q", alone, Written.bodiesIn(folder), 1)) {
            messages.forEach(writer::write);
            assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith(GzipThreads.NAME));
            writer.finish();
        }
        try (MessageFileWriter writer = new MessageFileWriter("q", helped, Written.bodiesIn(folder), 1)) {
            messages.forEach(writer::write);
            writer.finish();
        }
        assertThat(alone.toByteArray()).isEqualTo(helped.toByteArray());
    }

    @Test
    void a_message_without_an_id_is_told_by_its_number() {
        PortableMessage large = new PortableMessage(MessageHeader.builder().build(), Map.of(),
                new Body.StreamBody(Collections.nCopies(1_000_001, TypedValue.NULL)));
        try (MessageFileWriter writer =
                new MessageFileWriter("q", new ByteArrayOutputStream(), Written.bodiesIn(folder), 1)) {
            assertThatThrownBy(() -> writer.write(large)).hasMessageContaining("Message number 1 of queue q");
        }
    }

    private void assertTooLarge(Body body) {
        try (MessageFileWriter writer =
                new MessageFileWriter("q", new ByteArrayOutputStream(), Written.bodiesIn(folder), 1)) {
            assertCode(() -> writer.write(Written.message(body)), MessageProblem.MESSAGE_TOO_LARGE);
        }
    }

    private void assertFails(Content content, MessageProblem problem) {
        MessageFileWriter writer = new MessageFileWriter("q", new ByteArrayOutputStream(), Written.bodiesIn(folder), 1);
        assertThatThrownBy(() -> writer.write(Written.message(new Body.Bytes(content))))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(problem.code());
                    assertThat(thrown.problem().fact()).contains("ID:1").contains("queue q");
                });
        assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    }

    private static void assertCode(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, MessageProblem problem) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class,
                thrown -> assertThat(thrown.problem().code()).isEqualTo(problem.code()));
    }

    /** Bytes that lie nowhere, and that cannot be had in one large array. */
    private static final class Generated extends Content {

        private Generated(long size) {
            super(size);
        }

        @Override
        public byte[] toByteArray() {
            throw new AssertionError("asked for an array of " + size() + " bytes");
        }

        @Override
        public InputStream open() {
            return new InputStream() {
                private long at;

                @Override
                public int read() {
                    return at == size() ? -1 : (int) (at++ * 31 >> 3) & 0xff;
                }

                @Override
                public int read(byte[] bytes, int off, int len) throws IOException {
                    assertThat(bytes.length).isLessThanOrEqualTo(LARGEST_ARRAY);
                    return super.read(bytes, off, len);
                }
            };
        }
    }
}
