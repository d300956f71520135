package dev.domibusbackup.job.restore;

import java.util.ArrayList;
import java.util.List;

import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.set.SetId;

/**
 * What a restore must know again after a restart; how far each queue is stands in its own rows, and whether anything
 * was changed yet in the record of the quiet window.
 *
 * @param safety     the safety set, once it has begun
 * @param rollsBack  UUID of the restore that this one takes back; {@code null} as a rule
 * @param clones     schemas of the set whose clones this restore has begun to make: what is in them is its own
 * @param schemas    schemas of the set that are back and counted
 * @param files      whether all folders are swapped
 * @param staged     where the server's part lies for the offline command; {@code null} until it does
 * @param emptied    whether the target queues are empty of what the safety set holds
 * @param cuts       the target queues before they were emptied
 * @param differed   what an execution found when it compared the counts, and could not explain
 * @param counted    whether all that was brought back is there, by its counts: Domibus may start
 */
public record RestoreState(Safety safety, String rollsBack, List<String> clones, List<String> schemas,
                           boolean files, String staged, boolean emptied, List<QueueCut> cuts,
                           List<String> differed, boolean counted) {

    /** Nothing was done yet. */
    public static final RestoreState NEW =
            new RestoreState(null, null, List.of(), List.of(), false, null, false, List.of(), List.of(), false);

    public RestoreState {
        clones = List.copyOf(clones);
        schemas = List.copyOf(schemas);
        cuts = List.copyOf(cuts);
        differed = List.copyOf(differed);
    }

    /**
     * A safety backup.
     *
     * @param set    the safety set
     * @param sealed whether it is sealed
     */
    public record Safety(SetId set, boolean sealed) {
    }

    /** Whether anything was done to what a running Domibus would change again, or another restore take back. */
    boolean hasBegun() {
        return !schemas.isEmpty() || files || emptied || !cuts.isEmpty();
    }

    RestoreState with(Safety now) {
        return new RestoreState(now, rollsBack, clones, schemas, files, staged, emptied, cuts, differed, counted);
    }

    RestoreState rollingBack(String job) {
        return new RestoreState(safety, job, clones, schemas, files, staged, emptied, cuts, differed, counted);
    }

    RestoreState withSchema(String done) {
        List<String> all = new ArrayList<>(schemas);
        all.add(done);
        return new RestoreState(safety, rollsBack, clones, all, files, staged, emptied, cuts, differed, counted);
    }

    RestoreState cloning(String begun) {
        List<String> all = new ArrayList<>(clones);
        all.add(begun);
        return new RestoreState(safety, rollsBack, all, schemas, files, staged, emptied, cuts, differed, counted);
    }

    RestoreState withFiles() {
        return new RestoreState(safety, rollsBack, clones, schemas, true, staged, emptied, cuts, differed, counted);
    }

    RestoreState stagedIn(String folder) {
        return new RestoreState(safety, rollsBack, clones, schemas, files, folder, emptied, cuts, differed, counted);
    }

    RestoreState emptying(List<QueueCut> before) {
        return new RestoreState(safety, rollsBack, clones, schemas, files, staged, false, before, differed, counted);
    }

    RestoreState withQueuesEmptied() {
        return new RestoreState(safety, rollsBack, clones, schemas, files, staged, true, cuts, differed, counted);
    }

    RestoreState differing(List<String> found) {
        return new RestoreState(safety, rollsBack, clones, schemas, files, staged, emptied, cuts, found, counted);
    }

    RestoreState asCounted() {
        return new RestoreState(safety, rollsBack, clones, schemas, files, staged, emptied, cuts, differed, true);
    }
}
