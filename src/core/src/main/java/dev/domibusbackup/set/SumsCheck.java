package dev.domibusbackup.set;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.domibusbackup.problem.SetProblem;

/** Holds SHA256SUMS against the manifest, line by line. */
final class SumsCheck {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");
    /** Bytes of a line besides its path. */
    private static final int HASH_AND_BLANKS = 67;

    private final VerificationRun run;
    private final Map<String, String> expected;

    /** @param expected hashes by path, which this takes apart */
    SumsCheck(VerificationRun run, Map<String, String> expected) {
        this.run = run;
        this.expected = expected;
    }

    void check() throws IOException {
        Path sums = run.path(BackupSet.SUMS);
        long right = expected.keySet().stream()
                .mapToLong(path -> path.getBytes(StandardCharsets.UTF_8).length + HASH_AND_BLANKS).sum();
        if (Files.size(sums) > 2 * right) {
            // it may have no lines at all: such a file is not read into memory
            differs("its size");
            return;
        }
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(run.open(sums), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                check(line, ++number);
            }
        }
        expected.keySet().forEach(this::differs);
    }

    private void check(String line, int number) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            differs("line " + number);
        } else if (!matcher.group(1).equals(expected.remove(matcher.group(2)))) {
            differs(matcher.group(2));
        }
    }

    private void differs(String where) {
        run.add(SetProblem.SUMS_DIFFER.with("id", run.id(), "artifact", where));
    }
}
