package dev.domibusbackup.job.prune;

import java.time.Instant;
import java.util.List;

import dev.domibusbackup.set.PrunePlan;
import dev.domibusbackup.set.PrunePolicy;
import dev.domibusbackup.set.SetId;

/**
 * What a prune does or would do.
 *
 * @param rehearsal whether it only tells
 * @param policy    the numbers in force
 * @param stays     the sets that stay, newest first
 * @param goes      the sets that go, oldest first
 * @param bytes     size of those together
 */
public record PruneReport(boolean rehearsal, PrunePolicy policy, List<Stays> stays, List<Goes> goes, long bytes) {

    public PruneReport {
        stays = List.copyOf(stays);
        goes = List.copyOf(goes);
    }

    /**
     * A set that stays.
     *
     * @param set     the set
     * @param reasons why
     */
    public record Stays(SetId set, List<PrunePlan.Reason> reasons) {
    }

    /**
     * A set that goes.
     *
     * @param set       the set
     * @param bytes     its size
     * @param reason    why
     * @param removedAt when it was removed; absent as long as it is there
     */
    public record Goes(SetId set, long bytes, String reason, Instant removedAt) {
    }
}
