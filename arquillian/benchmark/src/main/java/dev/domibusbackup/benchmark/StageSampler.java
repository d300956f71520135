package dev.domibusbackup.benchmark;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

import dev.domibusbackup.harness.server.Management;

/**
 * Looks again and again what the thread of the export is doing, through the server's own management. Good for which
 * stage bounds it, not for more: a JVM shows its threads at certain points only.
 */
final class StageSampler implements AutoCloseable {

    /** What the export consists of. */
    enum Stage { BROWSE, ENCODE, COMPRESS, WRITE, RUNTIME }

    private static final ModelNode THREADS = Management.address("core-service", "platform-mbean", "type", "threading");

    private final Management management;
    private final Map<Stage, Integer> seen = new EnumMap<>(Stage.class);
    private final Thread thread = new Thread(this::sample, "stage sampler");
    private volatile boolean ended;

    StageSampler(Management management) {
        this.management = management;
        thread.setDaemon(true);
        thread.start();
    }

    private void sample() {
        ModelNode operation = Operations.createOperation("dump-all-threads", THREADS);
        operation.get("locked-monitors").set(false);
        operation.get("locked-synchronizers").set(false);
        while (!ended) {
            management.execute(operation).asList().stream().map(StageSampler::stage).flatMap(Optional::stream)
                    .forEach(stage -> seen.merge(stage, 1, Integer::sum));
        }
    }

    private static Optional<Stage> stage(ModelNode thread) {
        List<String> frames = thread.get("stack-trace").asList().stream()
                .map(frame -> frame.get("class-name").asString()).toList();
        if (!anyEndsWith(frames, ".ChunkRunner")) {
            return Optional.empty();
        } else if (anyEndsWith(frames, ".Deflater")) {
            return Optional.of(Stage.COMPRESS);
        } else if (anyEndsWith(frames, ".ArtifactOutput")) {
            return Optional.of(Stage.WRITE);
        } else if (anyEndsWith(frames, ".MessageFileWriter")) {
            return Optional.of(Stage.ENCODE);
        }
        return Optional.of(anyEndsWith(frames, ".QueueReading") ? Stage.BROWSE : Stage.RUNTIME);
    }

    private static boolean anyEndsWith(List<String> frames, String name) {
        return frames.stream().anyMatch(frame -> frame.endsWith(name));
    }

    /** How often each stage was seen. */
    Map<Stage, Integer> end() throws InterruptedException {
        close();
        return seen;
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join();
    }
}
