package dev.domibusbackup.wildfly.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.site.Site;

/** What the heap of a site's server holds, in MiB. */
final class Heap {

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Pattern USED = Pattern.compile("heap +total [^,]*, used (\\d+)K");
    private static final Pattern COLLECTION = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private final Site site;

    Heap(Site site) {
        this.site = site;
    }

    /** What is left after a full collection: what the server needs at rest, with all that it holds. */
    long needed() {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new AssertionError("no size of the heap in " + jcmd("GC.heap_info"));
        }
        return Long.parseLong(used.group(1)) >> 10;
    }

    /** The argument of the JVM that makes it write {@link #log}. */
    String logging() {
        return "-Xlog:gc:file=" + log() + "::filecount=0";
    }

    /** The most that was left after a collection, as the log says. */
    long mostAfterCollection() {
        try {
            return Files.readAllLines(log()).stream().map(COLLECTION::matcher).filter(Matcher::find)
                    .mapToLong(pause -> Long.parseLong(pause.group(2))).max().orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return site.folder().resolve("gc.log");
    }

    private String jcmd(String command) {
        return ChildProcess.run(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                Long.toString(site.server().pid()), command), BOUND);
    }
}
