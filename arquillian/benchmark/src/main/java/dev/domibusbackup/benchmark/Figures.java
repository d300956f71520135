package dev.domibusbackup.benchmark;

import java.time.Duration;
import java.util.Map;

/**
 * What one direction of one load took, ours beside the broker's command line.
 *
 * @param first  ours, the first of its server process: the step, and the job from its first step to its last
 * @param second ours again in the same process
 * @param empty  the command line without any message: what its JVM takes to start, connect and end
 * @param other  the command line, the first of the server process
 * @param again  the command line once more
 * @param idle   MiB that the server's heap holds before, after a collection
 * @param held   MiB that collections left in the server's heap meanwhile, at most
 * @param beside MiB that collections left in the command line's heap, at most
 * @param stages where the thread of our step was seen, in a third run
 */
record Figures(Ours first, Ours second, Duration empty, Duration other, Duration again, long idle, long held,
        long beside, String stages) {

    /** Our step, and all steps of its job. */
    record Ours(Duration step, Duration whole) {

        static Ours of(Map<String, Duration> steps, String step) {
            return new Ours(steps.get(step), steps.values().stream().reduce(Duration.ZERO, Duration::plus));
        }
    }

    void rows(ResultTable table, String what, int messages) {
        table.rate(what + ", first run, the command line's JVM start included", messages, first.step(), other)
                .rate(what + ", second run, without it", messages, second.step(), again.minus(empty))
                .mebibytes(what + ": heap above the idle server's, beside the whole heap", held - idle, beside);
    }

    String notes(String what) {
        return ("- %s: our step %s then %s (whole job %s, %s); the command line %s then %s, without messages %s. "
                + "Heap of the idle server %d MiB. Seen in a third run: %s.").formatted(what, seconds(first.step()),
                seconds(second.step()), seconds(first.whole()), seconds(second.whole()), seconds(other),
                seconds(again), seconds(empty), idle, stages);
    }

    private static String seconds(Duration duration) {
        return "%.2f s".formatted(duration.toMillis() / 1000.0);
    }
}
