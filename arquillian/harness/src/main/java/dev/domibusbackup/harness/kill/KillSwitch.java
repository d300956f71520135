package dev.domibusbackup.harness.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.server.WildFlyServer;

/**
 * Kills a server while one of its threads stands at a {@link KillPoint}. The thread writes a file when it gets there
 * and does not go on; whoever waits for the file kills the process. So the moment is exact and the death is real. Where
 * something else is to die meanwhile, asking for the API's description lets the thread go on.
 *
 * @param script Byteman's rules for the JVM
 * @param marker is made when the thread gets there
 * @param holds  whether the thread stays there
 */
public record KillSwitch(Path script, Path marker, boolean holds) {

    /**
     * Makes one that acts once.
     *
     * @param folder for its files; need not exist
     * @param point  where the thread is held
     * @param pass   at which of what the point counts, from 1 since the start of the JVM
     */
    public static KillSwitch at(Path folder, KillPoint point, int pass) {
        return make(folder, point, pass, true);
    }

    /** The same, but the thread goes on: the death comes a little later, wherever the thread is by then. */
    public static KillSwitch soonAfter(Path folder, KillPoint point, int pass) {
        return make(folder, point, pass, false);
    }

    /** The argument of the JVM that is to be killed. */
    public String argument() {
        return "-javaagent:" + BuildOutput.byteman() + "=script:" + script;
    }

    /** Waits until the thread is there. */
    public void await(Duration bound) {
        Await.until("a thread at " + script, bound, () -> Files.exists(marker));
    }

    /** Waits until the thread is there, and kills the JVM with its script. */
    public void kill(WildFlyServer server, Duration bound) {
        await(bound);
        server.kill();
    }

    private static KillSwitch make(Path folder, KillPoint point, int pass, boolean holds) {
        try {
            Files.createDirectories(folder);
            String name = point + "-" + pass + (holds ? "" : "-soon");
            Path marker = folder.resolve(name + ".reached");
            Files.deleteIfExists(marker);
            Path script = Files.writeString(folder.resolve(name + ".btm"), COUNTING + """
                    RULE the place
                    %sIF %s
                    DO openTrace("place", "%s"), traceln("place", "reached"), closeTrace("place")%s
                    ENDRULE

                    %s""".formatted(point.place(), point.condition(pass), marker,
                    holds ? ", waitFor(\"death\")" : "", ENDING));
            return new KillSwitch(script, marker, holds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A thread that has sent is followed until its transaction ends. */
    private static final String COUNTING = """
            RULE a message is sent
            INTERFACE dev.domibusbackup.server.MessageSink
            METHOD send(dev.domibusbackup.message.PortableMessage)
            AT ENTRY
            IF TRUE
            DO flag(Thread.currentThread()), incrementCounter("send")
            ENDRULE

            RULE a transaction with messages is committed
            CLASS com.arjuna.ats.arjuna.coordinator.BasicAction
            METHOD prepare
            AT ENTRY
            IF flagged(Thread.currentThread())
            DO incrementCounter("transaction"), readCounter("prepare", true), readCounter("commit", true)
            ENDRULE

            """;

    /** After the place in the script: rules of one location run in the order of the script. */
    private static final String ENDING = """
            RULE a transaction with messages is over
            CLASS com.arjuna.ats.arjuna.coordinator.BasicAction
            METHOD End
            AT EXIT
            IF TRUE
            DO clear(Thread.currentThread())
            ENDRULE

            RULE a transaction with messages is rolled back
            CLASS com.arjuna.ats.arjuna.coordinator.BasicAction
            METHOD Abort
            AT EXIT
            IF TRUE
            DO clear(Thread.currentThread())
            ENDRULE

            RULE whoever is held goes on
            CLASS dev.domibusbackup.api.OpenApiResource
            METHOD document
            AT ENTRY
            IF TRUE
            DO signalWake("death")
            ENDRULE
            """;
}
