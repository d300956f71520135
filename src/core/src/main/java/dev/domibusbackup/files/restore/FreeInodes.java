package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.PathText;
import dev.domibusbackup.files.Programs;
import dev.domibusbackup.files.Reason;
import dev.domibusbackup.problem.FileProblem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How many more files a file system can hold. Java does not tell; {@code stat} of the system does. */
final class FreeInodes {

    private FreeInodes() {
    }

    /** Empty where the file system has no such limit. */
    static OptionalLong of(Path existing) {
        try {
            Process stat = Programs.start(new ProcessBuilder("stat", "-f", "-c", "%c %d", "--", existing.toString())
                    .redirectErrorStream(true));
            stat.getOutputStream().close();
            String said;
            try (InputStream out = stat.getInputStream()) {
                said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            }
            if (!said.matches("\\d+ \\d+")) {
                throw FileProblem.NOT_READABLE.exception("path", PathText.of(existing), "reason", said);
            }
            String[] totalAndFree = said.split(" ");
            return totalAndFree[0].equals("0") ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(totalAndFree[1]));
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", PathText.of(existing), "reason", Reason.of(e));
        }
    }
}
