package dev.domibusbackup.job.restore;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.SetId;

/**
 * What a restore did, or what it would do. A part that takes no part is absent.
 *
 * @param set        the set
 * @param rehearsal  whether nothing was to be changed
 * @param components what takes part
 * @param safetySet  the set that takes this restore back; absent when it was declined, and in a rehearsal
 * @param estimated  how long the quiet window will be, by the rates that this set was made with; absent if unknown
 * @param price      what going back costs
 * @param databases  every schema
 * @param folders    every folder of files
 * @param queues     every queue
 * @param application the WAR
 * @param server     the part that is replaced when the server is down
 * @param health     what was checked when Domibus was back
 * @param deep       what a deep rehearsal found
 */
public record RestoreReport(SetId set, boolean rehearsal, List<Component> components, SetId safetySet,
                            Duration estimated, Price price, List<Database> databases, List<Folder> folders,
                            List<Queue> queues, Application application, Server server, List<Check> health,
                            List<Check> deep) {

    /**
     * What no tool can bring back: since the cut. A count that could not be had is absent, and a warning says why.
     *
     * @param receivedSince messages that partners sent and Domibus acknowledged; they will not come again
     * @param sentSince     messages that were sent; they would be sent a second time
     * @param retriesOver   messages waiting in the set whose time for retries is over by now
     * @param retentionDue  messages in the set that are past their retention, and go at the first run
     * @param staleLocks    locks in the set that nobody will give back
     */
    public record Price(Long receivedSince, Long sentSince, Long retriesOver, Long retentionDue, Long staleLocks) {
    }

    /**
     * A schema.
     *
     * @param schema  its name in the set
     * @param target  its name here
     * @param rows    rows of the set
     * @param rowsNow rows here by now, as estimated by the database; absent if there is no such schema
     * @param added   tables that are here and not in the set: they will be gone
     * @param missing tables of the set that are not here: they will come back
     * @param done    whether it is back and counted
     */
    public record Database(String schema, String target, long rows, Long rowsNow, List<String> added,
                           List<String> missing, boolean done) {
    }

    /**
     * A folder of files.
     *
     * @param path     where it lies
     * @param kind     what it is
     * @param files    files of the set
     * @param bytes    their size
     * @param toAdd    files of the set that are not here
     * @param toChange files that differ by size, time or kind
     * @param toRemove files that are here and not in the set: they will be gone
     * @param names    some of them, by what becomes of them
     * @param done     whether it is back
     */
    public record Folder(String path, String kind, long files, long bytes, long toAdd, long toChange, long toRemove,
                         Map<String, List<String>> names, boolean done) {
    }

    /**
     * A queue.
     *
     * @param queue    its name in the set
     * @param target   its name here
     * @param messages messages of the set
     * @param existing messages here before: they go into the safety set
     * @param expired  messages of the set whose time is over; they are not sent
     * @param removed  messages removed
     * @param imported messages sent
     */
    public record Queue(String queue, String target, long messages, Long existing, long expired, long removed,
                        long imported) {
    }

    /**
     * The WAR.
     *
     * @param deployment the deployment
     * @param version    version of Domibus in the set, if it is known
     * @param versionNow version of Domibus here, if it is known
     * @param replaced   whether its content differs, and is replaced
     */
    public record Application(String deployment, String version, String versionNow, boolean replaced) {
    }

    /**
     * What cannot be replaced under a running server.
     *
     * @param differs files that differ from the set
     * @param command the command that ends the restore when the server is down; absent when nothing differs
     */
    public record Server(List<String> differs, String command) {
    }

    /**
     * One check.
     *
     * @param what   what was checked
     * @param result {@code ok}, {@code failed}, or {@code not checked}
     * @param detail why, or what was found
     */
    public record Check(String what, String result, String detail) {
    }
}
