package dev.domibusbackup.fuzzing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * What the fuzzing begins with: the example of the format's specification, as a whole and line by line, and messages
 * with small body files that are there.
 */
final class Seeds {

    /** A text in UTF-8, one in UTF-16BE with a lone surrogate, and bytes. */
    static final List<byte[]> BODIES = List.of("Gr\u00fc\u00dfe".getBytes(StandardCharsets.UTF_8),
            new byte[] {0, 'a', (byte) 0xd8, 0, 0, 'b'}, new byte[] {0, 1, 2, (byte) 255});

    /** The shortest sound message. */
    static final byte[] EMPTY_MESSAGE =
            "{\"priority\":4,\"persistent\":true,\"properties\":{},\"body\":{\"type\":\"empty\"}}"
                    .getBytes(StandardCharsets.UTF_8);

    private static final List<String> BODY_TYPES = List.of("text", "text", "bytes");
    private static final List<String> CHARSETS = List.of("UTF-8", "UTF-16BE", "");
    private static final String START = "```jsonl\n";
    private static final Pattern WORD = Pattern.compile("\"([A-Za-z0-9-]{1,30})\"|`([A-Za-z0-9-]{1,30})`");

    private final List<String> lines;
    private final Set<String> words = new TreeSet<>();

    Seeds(Path specification) throws IOException {
        String text = Files.readString(specification);
        int from = text.indexOf(START) + START.length();
        lines = Arrays.asList(text.substring(from, text.indexOf("```", from)).split("\n"));
        for (Matcher word = WORD.matcher(text); word.find();) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
    }

    /** Names and types of the format, for the mutations. */
    String dictionary() {
        Set<String> all = new TreeSet<>(words);
        for (int i = 0; i < BODIES.size(); i++) {
            all.add(bodyName(i));
            all.add(sha256(BODIES.get(i)));
        }
        return all.stream().map(word -> "\"\\\"" + word + "\\\"\"\n").collect(Collectors.joining());
    }

    void write(Path folder, boolean gzip) throws IOException {
        List<String> seeds = new ArrayList<>(lines.subList(1, lines.size() - 1));
        seeds.add(String.join("\n", lines));
        for (int i = 0; i < BODIES.size(); i++) {
            seeds.add(withBodyFile(i));
        }
        int number = 0;
        for (String seed : seeds) {
            byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
            Files.write(folder.resolve("seed-" + number++), gzip ? gzip(JsonLines.file(bytes)) : bytes);
        }
    }

    /** Name of the body file with the bytes at this place of {@link #BODIES}. */
    static String bodyName(int index) {
        return "bodies/q/" + (index + 1) + "-1";
    }

    private static String withBodyFile(int index) {
        byte[] body = BODIES.get(index);
        String name = CHARSETS.get(index);
        String charset = name.isEmpty() ? "" : ",\"charset\":\"" + name + '"';
        return ("{\"priority\":4,\"persistent\":true,\"properties\":{},\"body\":{\"type\":\"%s\","
                + "\"file\":\"%s\",\"size\":%d,\"sha256\":\"%s\"%s}}").formatted(BODY_TYPES.get(index), bodyName(index),
                body.length, sha256(body), charset);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // two members, as the writer makes several
        int half = bytes.length / 2;
        for (int[] part : new int[][] {{0, half}, {half, bytes.length}}) {
            GZIPOutputStream member = new GZIPOutputStream(out);
            member.write(bytes, part[0], part[1] - part[0]);
            member.finish();
        }
        return out.toByteArray();
    }
}
