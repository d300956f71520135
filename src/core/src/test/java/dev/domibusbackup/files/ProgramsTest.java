package dev.domibusbackup.files;

import java.net.URL;
import java.net.URLClassLoader;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgramsTest {

    @Test
    void no_thread_of_the_jdk_keeps_the_class_loader_of_who_started_a_program() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader ours = new URLClassLoader(new URL[0], before)) {
            Thread.currentThread().setContextClassLoader(ours);
            Process sleep = Programs.start(new ProcessBuilder("sleep", "60"));
            try {
                assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(ours);
                assertThat(Thread.getAllStackTraces().keySet())
                        .anyMatch(thread -> thread.getName().startsWith("process reaper"))
                        .filteredOn(thread -> thread != Thread.currentThread())
                        .noneMatch(thread -> thread.getContextClassLoader() == ours);
            } finally {
                sleep.destroyForcibly().waitFor();
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
