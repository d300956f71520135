package dev.domibusbackup.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.domibusbackup.problem.MessageProblem;
import dev.domibusbackup.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipMembersTest {

    private static final int BLOCKS = 40;

    private final ByteArrayOutputStream target = new ByteArrayOutputStream();

    @AfterEach
    void no_thread_is_left() {
        assertThat(threads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void bytes_come_back_in_their_order_with_any_number_of_threads(int threads) throws IOException {
        byte[] bytes = bytes(BLOCKS * GzipMembers.BLOCK + 12_345);
        try (GzipMembers gzip = new GzipMembers(target, 1, threads)) {
            int step = 1;
            for (int at = 0; at < bytes.length; at += step, step = step * 3 % 700_001) {
                gzip.write(bytes, at, Math.min(step, bytes.length - at));
            }
            gzip.endMember();
            assertThat(gzip.uncompressed()).isEqualTo(bytes.length);
            assertThat(gzip.compressed()).isEqualTo(target.size());
        }
        assertThat(unzipped()).isEqualTo(bytes);
    }

    @Test
    void what_fits_into_one_block_needs_no_thread() throws IOException {
        try (GzipMembers gzip = new GzipMembers(target, 1, 2)) {
            gzip.write(bytes(GzipMembers.BLOCK - 1));
            gzip.endMember();
            assertThat(threads()).isZero();
            gzip.write(bytes(GzipMembers.BLOCK));
            assertThat(threads()).as("so that the line above says something").isPositive();
        }
    }

    @Test
    void nothing_written_is_nothing_in_the_target() throws IOException {
        try (GzipMembers gzip = new GzipMembers(target, 1, 1)) {
            gzip.endMember();
            gzip.endMember();
        }
        assertThat(target.size()).isZero();
    }

    @Test
    void no_more_than_a_few_blocks_are_held() throws IOException {
        try (GzipMembers gzip = new GzipMembers(target, 1, 3)) {
            byte[] block = new byte[GzipMembers.BLOCK];
            new Random(2).nextBytes(block);
            for (int i = 1; i <= BLOCKS; i++) {
                gzip.write(block);
                // what does not compress is as large in the target as it was
                assertThat(gzip.uncompressed() - gzip.compressed())
                        .isLessThanOrEqualTo((long) GzipMembers.PENDING * GzipMembers.BLOCK);
            }
        }
    }

    @Test
    void a_checkpoint_makes_everything_before_it_complete() throws IOException {
        byte[] bytes = bytes(BLOCKS * GzipMembers.BLOCK + 1);
        try (GzipMembers gzip = new GzipMembers(target, 1, 2)) {
            gzip.write(bytes);
            gzip.endMember();
            assertThat(unzipped()).isEqualTo(bytes);
            gzip.write(bytes(3 * GzipMembers.BLOCK));
        }
        assertThat(unzipped()).startsWith(bytes);
    }

    @Test
    void closing_without_an_end_ends_the_threads_and_closes_the_target() throws IOException {
        boolean[] closed = {false};
        GzipMembers gzip = new GzipMembers(new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        }, 1, 2);
        gzip.write(bytes(BLOCKS * GzipMembers.BLOCK));
        gzip.close();
        assertThat(closed[0]).isTrue();
        assertThat(threads()).isZero();
        gzip.close();
    }

    @Test
    void an_error_of_the_target_comes_out_as_it_is() throws IOException {
        IOException full = new IOException("No space left on device");
        try (GzipMembers gzip = new GzipMembers(failing(full), 1, 2)) {
            assertThatThrownBy(() -> gzip.write(bytes(BLOCKS * GzipMembers.BLOCK))).isSameAs(full);
        }
    }

    @Test
    void a_problem_of_the_target_comes_out_of_the_end_as_it_is() throws IOException {
        ProblemException problem = MessageProblem.NOT_WRITABLE.exception("queue", "q", "reason", "full");
        try (GzipMembers gzip = new GzipMembers(failing(problem), 1, 2)) {
            gzip.write(bytes(100));
            assertThatThrownBy(gzip::endMember).isSameAs(problem);
        }
    }

    @Test
    void an_interrupted_caller_does_not_wait_and_stays_interrupted() throws IOException {
        try (GzipMembers gzip = new GzipMembers(target, 1, 1)) {
            gzip.write(bytes(GzipMembers.BLOCK));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> {
                gzip.write(bytes(BLOCKS * GzipMembers.BLOCK));
                gzip.endMember();
            }).isInstanceOf(IOException.class).hasMessageContaining("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static OutputStream failing(Exception failure) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (failure instanceof IOException e) {
                    throw e;
                }
                throw (RuntimeException) failure;
            }
        };
    }

    private byte[] unzipped() throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(target.toByteArray()))) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        Random random = new Random(1);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (random.nextInt() >>> 28);
        }
        return bytes;
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(GzipThreads.NAME)).count();
    }
}
