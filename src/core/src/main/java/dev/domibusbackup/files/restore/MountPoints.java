package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.PathText;
import dev.domibusbackup.files.Reason;
import dev.domibusbackup.problem.FileProblem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where something is mounted, as the kernel says now. */
final class MountPoints {

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");
    private static final int PLACE = 4;

    private final Supplier<List<Path>> mounts;

    MountPoints() {
        this(MountPoints::read);
    }

    MountPoints(Supplier<List<Path>> mounts) {
        this.mounts = mounts;
    }

    /** Whether a file system, a folder or a file is mounted at this very place, which must be without links. */
    boolean isMountPoint(Path place) {
        return mounts.get().contains(place);
    }

    /** What is mounted inside a folder. */
    List<Path> below(Path place) {
        return mounts.get().stream().filter(mount -> mount.startsWith(place) && !mount.equals(place)).toList();
    }

    /** The kernel writes space, tab, newline and backslash as backslash and three octal digits. */
    private static List<Path> read() {
        try (Stream<String> lines = Files.lines(MOUNTS, StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> line.split(" ")[PLACE])
                    .map(place -> OCTAL.matcher(place).replaceAll(match ->
                            String.valueOf((char) Integer.parseInt(match.group(1), 8)).replace("\\", "\\\\")))
                    .map(place -> PathText.path(PathText.of(place.getBytes(StandardCharsets.ISO_8859_1)))).toList();
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", MOUNTS, "reason", Reason.of(e));
        }
    }
}
