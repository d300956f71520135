package dev.domibusbackup.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class RepetitionTest {

    private static final byte[] RANDOM = random();
    private static final byte[] LINES = "{\"type\":\"text\",\"value\":\"a notification\"}\n".repeat(7000)
            .getBytes(StandardCharsets.UTF_8);

    @Test
    void base64_of_random_bytes_is_not_searched_and_lines_alike_are() {
        assertThat(Repetition.isWorthSearching(RANDOM, RANDOM.length, 1)).isFalse();
        assertThat(Repetition.isWorthSearching(LINES, LINES.length, 1)).isTrue();
    }

    @Test
    void what_is_hardly_more_than_a_sample_is_searched() {
        assertThat(Repetition.isWorthSearching(RANDOM, 100, 1)).isTrue();
        assertThat(Repetition.isWorthSearching(RANDOM, 0, 1)).isTrue();
    }

    @Test
    void blocks_of_both_kinds_come_back_and_are_as_small_as_they_can_be() throws IOException {
        ByteArrayOutputStream random = new ByteArrayOutputStream();
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        GzipBlock block = new GzipBlock(1);
        block.fill(RANDOM, 0, GzipMembers.BLOCK);
        block.compress().writeTo(random);
        block.fill(RANDOM, 0, GzipMembers.BLOCK);
        block.compress().writeTo(both);
        block.fill(LINES, 0, GzipMembers.BLOCK);
        block.compress().writeTo(both);

        assertThat(new GZIPInputStream(new ByteArrayInputStream(both.toByteArray())).readAllBytes())
                .startsWith(RANDOM).hasSize(2 * GzipMembers.BLOCK);
        assertThat(random.size()).as("6 of 8 bits").isLessThan(GzipMembers.BLOCK * 77 / 100);
        assertThat(both.size() - random.size()).isLessThan(GzipMembers.BLOCK / 50);
    }

    private static byte[] random() {
        byte[] bytes = new byte[GzipMembers.BLOCK / 4 * 3];
        new Random(7).nextBytes(bytes);
        return Base64.getEncoder().encode(bytes);
    }
}
