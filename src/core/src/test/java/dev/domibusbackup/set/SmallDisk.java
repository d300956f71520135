package dev.domibusbackup.set;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import dev.domibusbackup.problem.ProblemException;

/** Writes an artifact in a process that may write no file over 64 KiB, which the system enforces for root too. */
final class SmallDisk {

    private SmallDisk() {
    }

    static String run(Path root, String library) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", "ulimit -f 64; exec \"$@\"", "bash",
                Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx64m", "-XX:-UsePerfData",
                "-Xshare:auto", "-cp", System.getProperty("java.class.path"), SmallDisk.class.getName(),
                root.toString(), library).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return said;
    }

    public static void main(String[] arguments) throws Exception {
        PartialSet set = new Repository(Path.of(arguments[0])).partial(Sets.ID);
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        try (ArtifactOutput output = set.artifact(Component.PAYLOADS, "payloads/a");
                OutputStream out = arguments[1].equals("gzip") ? new GZIPOutputStream(output.stream())
                        : output.stream()) {
            out.write(noise);
            output.commit(Map.of());
            System.out.println("written");
        } catch (ProblemException e) {
            System.out.println(e.problem());
        }
        try (Stream<Path> left = Files.list(set.folder().resolve("payloads"))) {
            System.out.println("left: " + List.copyOf(left.toList()));
        }
    }
}
