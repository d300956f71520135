package dev.domibusbackup.job.port;

import java.util.List;
import java.util.Map;

import dev.domibusbackup.server.QueueCut;
import dev.domibusbackup.set.SetId;

/**
 * What a porting must know again after a restart; how far each queue is stands in its own rows.
 *
 * @param begun    the target queues were once found as they must be: what they hold now may be our own
 * @param existing messages in each target queue then
 * @param safety   the safety export, once it has begun
 * @param differed what an execution found when it compared the counts, and could not explain
 */
public record PortState(boolean begun, Map<String, Long> existing, Safety safety,
                        List<String> differed) {

    /** Nothing was done yet. */
    public static final PortState NEW = new PortState(false, Map.of(), null, List.of());

    public PortState {
        existing = Map.copyOf(existing);
        differed = differed == null ? List.of() : List.copyOf(differed);
    }

    /**
     * A safety export.
     *
     * @param set     the safety set
     * @param cuts    what it takes, and what is removed afterwards
     * @param removed whether all of it is removed from the queues
     */
    public record Safety(SetId set, List<QueueCut> cuts, boolean removed) {

        public Safety {
            cuts = List.copyOf(cuts);
        }
    }

    PortState begunWith(Map<String, Long> counts) {
        return new PortState(true, counts, safety, differed);
    }

    PortState with(Safety now) {
        return new PortState(begun, existing, now, differed);
    }

    PortState differing(List<String> found) {
        return new PortState(begun, existing, safety, found);
    }
}
