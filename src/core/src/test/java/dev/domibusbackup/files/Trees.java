package dev.domibusbackup.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Trees with everything that is hard, and what compares and unpacks them. */
public final class Trees {

    public static final Predicate<FileEntry> NOTHING = entry -> false;
    /** A clock for which every file of a test is old. */
    public static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
    private static final int BUFFER = 128 << 10;

    private Trees() {
    }

    /** Makes a tree with hard names, sizes, links, permissions and times. */
    public static Path hard(Path root) throws IOException, InterruptedException {
        Files.createDirectories(root);
        Random random = new Random(7);
        for (int size : new int[] {0, 1, 511, 512, 513, BUFFER - 1, BUFFER, BUFFER + 1, 3 * BUFFER + 17}) {
            byte[] content = new byte[size];
            random.nextBytes(content);
            Files.write(root.resolve("size-" + size), content);
        }
        for (String name : List.of("with space", " leading", "-rf", "--help", "tab\there", "line\nbreak", "ends\n",
                "back\\slash", "\\0101", "quote'\"`$(x)", "*?[a]", "\u00e9\u4e2d\ud83d\ude00", "nel\u0085x", "%41",
                "a", "a-b", "a.b", "\u001b[31m")) {
            Files.writeString(root.resolve(name), "content of " + name);
        }
        Files.write(notUtf8(root), new byte[] {1, 2, 3});
        Path deep = Files.createDirectories(root.resolve("folder").resolve("d".repeat(120)).resolve("e".repeat(120)));
        Files.writeString(deep.resolve("f".repeat(90)), "deep");
        Files.createDirectories(root.resolve("folder-2/empty"));
        Files.createDirectories(root.resolve("folder/empty"));
        Files.writeString(root.resolve("folder/.hidden"), "hidden");
        Files.createSymbolicLink(root.resolve("link-outside"), Path.of("/etc/hostname"));
        Files.createSymbolicLink(root.resolve("link-dangling"), Path.of("no\nsuch"));
        Files.createSymbolicLink(root.resolve("link-folder"), Path.of("folder/"));
        Files.createSymbolicLink(root.resolve("link-long"), Path.of("l".repeat(150)));
        chmod(root.resolve("size-1"), "r--------");
        chmod(root.resolve("size-512"), "rwxr-x--x");
        chmod(root.resolve("folder/empty"), "rwx------");
        chmod(root.resolve("folder-2"), "r-xr-xr-x");
        touch(root.resolve("size-0"), Instant.ofEpochSecond(1_000_000_000, 123_456_789));
        touch(root.resolve("folder/empty"), Instant.ofEpochSecond(1_500_000_000, 1));
        touch(root.resolve("folder"), Instant.ofEpochSecond(1_400_000_000, 999_999_999));
        touch(root, Instant.ofEpochSecond(1_300_000_000, 42));
        return root;
    }

    /** A name whose bytes are not UTF-8: {@code not-\xff\xe9-utf8}. */
    public static Path notUtf8(Path root) {
        return Path.of(URI.create("file://" + root.toUri().getRawPath() + "not-%FF%E9-utf8"));
    }

    public static void chmod(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    public static void touch(Path file, Instant modified) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    /** Every path with type, size, mtime, permissions, owner and target, and the hash of its content. */
    public static Map<String, String> describe(Path root) throws IOException {
        Map<String, String> described = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                FileEntry e = FileEntry.of(root, file);
                String content = e.type() == FileEntry.Type.FILE
                        ? Integer.toHexString(Arrays.hashCode(Files.readAllBytes(file))) : "";
                described.put(e.path(), String.join(" ", e.type().toString(), Long.toString(e.size()),
                        e.modified().toString(), Integer.toOctalString(e.mode()), e.uid() + ":" + e.gid(), e.target(),
                        content));
            }
        }
        return described;
    }

    /** Archives a quiet folder into a file. */
    public static ArchiveResult archive(Path folder, Path work, Path archive) throws IOException {
        return archive(new FolderArchive(ArchiveMode.QUIET), folder, work, archive);
    }

    public static ArchiveResult archive(FolderArchive how, Path folder, Path work, Path archive) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
            return how.write(folder, NOTHING, work, out);
        }
    }

    /** Unpacks with the machine's own tar. */
    public static Path unpack(Path archive, Path into) throws IOException, InterruptedException {
        Files.createDirectories(into);
        assertThat(run(into, "tar", "xpzf", archive.toString())).isEmpty();
        return into;
    }

    /** Runs a command, expects 0, and returns what it said. */
    public static String run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as("%s: %s", List.of(command), said).isZero();
        return said;
    }

    public static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }
}
