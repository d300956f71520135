package dev.domibusbackup.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs a main class of the tests in a Java of its own, with its own locale and heap. */
final class ForkedJava {

    private ForkedJava() {
    }

    static String run(String locale, String heap, Class<?> main, Path... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx" + heap, "-cp", System.getProperty("java.class.path"), main.getName()));
        Stream.of(arguments).map(Path::toString).forEach(command::add);
        ProcessBuilder java = new ProcessBuilder(command).redirectErrorStream(true);
        java.environment().put("LC_ALL", locale);
        Process process = java.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
