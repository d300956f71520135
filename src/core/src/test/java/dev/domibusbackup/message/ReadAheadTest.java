package dev.domibusbackup.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.problem.MessageProblem;
import dev.domibusbackup.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {

    private static final int LIMIT = 1 << 20;
    private static final int LINES = 3000;

    @AfterEach
    void no_thread_is_left() {
        assertThat(threads()).isZero();
    }

    @Test
    void what_is_read_ahead_is_what_is_read_at_once() throws IOException {
        byte[] file = file();
        assertThat(lines(file, 0)).isEqualTo(lines(file, Long.MAX_VALUE)).endsWith("null " + (LINES + 1));
        assertThat(lines(file, 300_000)).isEqualTo(lines(file, Long.MAX_VALUE));
    }

    @Test
    void damage_comes_out_at_the_same_line_as_the_same_problem() throws IOException {
        byte[] file = file();
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = random.nextBoolean() ? Arrays.copyOf(file, random.nextInt(file.length)) : file.clone();
            if (damaged.length > 0) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThat(lines(damaged, 0)).as("damage " + i).isEqualTo(lines(damaged, Long.MAX_VALUE));
        }
    }

    @Test
    void an_error_of_the_disk_is_not_called_damage() throws IOException {
        byte[] file = file();
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(file, 0, file.length / 2),
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("Input/output error");
                    }
                });
        try (LineReader reader = new LineReader("q", broken, LIMIT, 0)) {
            assertThat(problem(reader)).isEqualTo(FileProblem.NOT_READABLE.code());
        }
    }

    @Test
    void a_gzip_header_without_an_end_is_refused() throws IOException {
        // magic, deflate, flag of a file name, and a name that never ends
        byte[] header = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
        InputStream endless = new SequenceInputStream(new ByteArrayInputStream(file()), new InputStream() {
            private int at;

            @Override
            public int read() {
                return at < header.length ? header[at++] & 0xff : 'x';
            }
        });
        try (LineReader reader = new LineReader("q", endless, LIMIT, 0)) {
            assertThat(problem(reader)).isEqualTo(MessageProblem.GZIP_DAMAGED.code());
        }
    }

    @Test
    void no_more_than_a_few_blocks_are_held_and_closing_does_not_wait_for_the_rest() throws IOException {
        AtomicInteger reads = new AtomicInteger();
        Semaphore filled = new Semaphore(0);
        try (ReadAhead ahead = new ReadAhead(new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("byte by byte");
            }

            @Override
            public int read(byte[] bytes, int off, int len) {
                if (reads.incrementAndGet() == ReadAhead.BLOCKS) {
                    filled.release();
                }
                return len;
            }
        })) {
            filled.acquireUninterruptibly();
            assertThat(ahead.read().length()).isEqualTo(ReadAhead.BLOCK);
            assertThat(ahead.read().length()).isEqualTo(ReadAhead.BLOCK);
            assertThat(reads.get()).isBetween(ReadAhead.BLOCKS, ReadAhead.BLOCKS + 2);
        }
    }

    @Test
    void a_short_file_needs_no_thread() throws IOException {
        try (LineReader reader = new LineReader("q", new ByteArrayInputStream(file()), LIMIT)) {
            assertThat(reader.next()).isTrue();
            assertThat(threads()).isZero();
        }
        try (LineReader reader = new LineReader("q", new ByteArrayInputStream(file()), LIMIT, 0)) {
            assertThat(reader.next()).isTrue();
        }
    }

    @Test
    void an_interrupted_caller_is_told_so_and_stays_interrupted() {
        Semaphore gate = new Semaphore(0);
        try (ReadAhead ahead = new ReadAhead(new InputStream() {
            @Override
            public int read() {
                gate.acquireUninterruptibly();
                return -1;
            }
        })) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(ahead::read).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            gate.release();
        }
    }

    private static byte[] file() throws IOException {
        Random random = new Random(3);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        StringBuilder member = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            member.append(i).append(' ').append(Long.toHexString(random.nextLong()).repeat(1 + random.nextInt(60)))
                    .append('\n');
            if (i % 700 == 699 || i == LINES - 1) {
                file.write(Damage.gzip(member.toString().getBytes(StandardCharsets.UTF_8)));
                member.setLength(0);
            }
        }
        return file.toByteArray();
    }

    /** A hash of all lines, and how it ended: problem or {@code null}, and the line. */
    private static String lines(byte[] file, long aheadFrom) throws IOException {
        long hash = 0;
        try (LineReader reader = new LineReader("q", new ByteArrayInputStream(file), LIMIT, aheadFrom)) {
            String ended = null;
            try {
                while (reader.next()) {
                    for (int i = 0; i < reader.length(); i++) {
                        hash = 31 * hash + reader.line()[i];
                    }
                }
            } catch (ProblemException e) {
                ended = e.problem().toString();
            }
            return hash + " " + ended + " " + reader.number();
        }
    }

    private static String problem(LineReader reader) {
        Throwable thrown = catchThrowable(() -> {
            while (reader.next()) {
                assertThat(reader.length()).isLessThanOrEqualTo(LIMIT);
            }
        });
        assertThat(thrown).isInstanceOf(ProblemException.class);
        return ((ProblemException) thrown).problem().code();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(GzipThreads.NAME)).count();
    }
}
