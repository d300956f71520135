package dev.domibusbackup.benchmark;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

import dev.domibusbackup.harness.server.Management;

/**
 * Looks again and again what the thread of an export or import is doing, through the server's own management. Good for
 * which stage bounds it, not for more: a JVM shows its threads at certain points only.
 */
final class StageSampler implements AutoCloseable {

    /** What an export and an import consist of, each with a class that is on the stack meanwhile; the first counts. */
    enum Stage {
        COMPRESS(".Deflater"), WRITE(".ArtifactOutput"), ENCODE(".MessageFileWriter"), BROWSE(".QueueReading"),
        PARSE(".ImportReading"), SEND(".BrokerMessageSink"), POSITION(".ImportPositions"), COMMIT(".BaseTransaction"),
        RUNTIME(".ChunkRunner");

        private final String type;

        Stage(String type) {
            this.type = type;
        }
    }

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
        if (!anyEndsWith(frames, Stage.RUNTIME.type)) {
            return Optional.empty();
        }
        return Arrays.stream(Stage.values()).filter(stage -> anyEndsWith(frames, stage.type)).findFirst();
    }

    private static boolean anyEndsWith(List<String> frames, String name) {
        return frames.stream().anyMatch(frame -> frame.endsWith(name));
    }

    /** The share of each stage, in words. */
    String end() throws InterruptedException {
        close();
        int all = Math.max(1, seen.values().stream().mapToInt(Integer::intValue).sum());
        return seen.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(each -> each.getKey().name().toLowerCase(Locale.ROOT) + " " + each.getValue() * 100 / all + " %")
                .collect(Collectors.joining(", ")) + " of " + all + " looks";
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join();
    }
}
