package dev.domibusbackup.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on. */
record Machine(String processor, int cores, long memoryGib, String system, String java) {

    static Machine current() {
        return new Machine(line("/proc/cpuinfo", "model name", ":"), Runtime.getRuntime().availableProcessors(),
                Math.round(Long.parseLong(line("/proc/meminfo", "MemTotal", ":").replaceAll("\\D", "")) / 1048576.0),
                line("/etc/os-release", "PRETTY_NAME", "=").replace("\"", "") + ", Linux "
                        + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    /** Processes that run or want to, over the last minute: who else was at work. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String line(String file, String key, String separator) {
        try {
            return Files.readAllLines(Path.of(file)).stream().filter(line -> line.startsWith(key)).findFirst()
                    .map(line -> line.substring(line.indexOf(separator) + 1).strip()).orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "%s, %d cores, %d GiB; %s; %s".formatted(processor, cores, memoryGib, system, java);
    }
}
