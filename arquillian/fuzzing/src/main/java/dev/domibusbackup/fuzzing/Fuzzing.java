package dev.domibusbackup.fuzzing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs Jazzer on each target for a bounded time, each in a JVM with little heap; a finding fails the build. */
public final class Fuzzing {

    private static final String HEAP = "-Xmx192m";
    /** What one input may take, on a busy machine too; the slowest that the limits allow takes a tenth of a second. */
    private static final int SECONDS_PER_INPUT = 20;
    private static final int SECONDS_TO_START_AND_END = 120;
    private static final int LONGEST_INPUT = 16 * 1024;

    private Fuzzing() {
    }

    /** @param arguments the folder for inputs and findings, made anew; the specification; seconds per target */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        delete(folder);
        Seeds seeds = new Seeds(Path.of(arguments[1]));
        int seconds = Integer.parseInt(arguments[2]);
        List<String> failed = new ArrayList<>();
        for (Class<?> target : List.of(GzipBytes.class, JsonLines.class)) {
            Path place = folder.resolve(target.getSimpleName());
            seeds.write(Files.createDirectories(place.resolve("corpus")), target == GzipBytes.class);
            Path dictionary = Files.writeString(place.resolve("dictionary"), seeds.dictionary());
            if (!run(target, place, dictionary, seconds)) {
                failed.add(target.getSimpleName());
            }
        }
        if (!failed.isEmpty()) {
            System.err.println("Found something: " + failed + ". Inputs and logs are in " + folder);
            System.exit(1);
        }
    }

    private static boolean run(Class<?> target, Path place, Path dictionary, int seconds)
            throws IOException, InterruptedException {
        Path log = place.resolve("log");
        Path findings = Files.createDirectories(place.resolve("findings"));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), HEAP,
                "-cp", System.getProperty("java.class.path"),
                "-D" + Reading.BODIES + "=" + place.resolve("read"),
                "com.code_intelligence.jazzer.Jazzer", "--target_class=" + target.getName(),
                "--instrumentation_includes=dev.domibusbackup.**:com.fasterxml.jackson.core.**"
                        + ":org.apache.commons.compress.**",
                "--reproducer_path=" + findings, "-artifact_prefix=" + findings + "/", "-dict=" + dictionary,
                "-max_total_time=" + seconds, "-timeout=" + SECONDS_PER_INPUT, "-max_len=" + LONGEST_INPUT,
                "-print_final_stats=1", place.resolve("corpus").toString())
                .directory(place.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        boolean ended = process.waitFor(seconds + SECONDS_TO_START_AND_END, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        boolean clean = ended && process.exitValue() == 0;
        try (Stream<String> lines = Files.lines(log)) {
            lines.filter(line -> !clean && line.contains("==") || line.startsWith("stat::number_of_executed")
                            || line.startsWith("stat::new_units") || line.contains(" DONE "))
                    .forEach(line -> System.out.println(target.getSimpleName() + ": " + line.strip()));
        }
        return clean;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.sorted(Comparator.reverseOrder()).forEach(Fuzzing::deleteOne);
            }
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
