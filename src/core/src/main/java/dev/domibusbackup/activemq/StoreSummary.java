package dev.domibusbackup.activemq;

import dev.domibusbackup.problem.ActiveMqProblem;
import dev.domibusbackup.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found when the stores were opened.
 *
 * @param indexRebuilt          KahaDB had no index, or none that could be read: it was made anew from the journal
 * @param schedulerIndexRebuilt the same of the scheduler store
 * @param prepared              prepared transactions, whose messages are not given
 * @param otherJobs             waiting messages for destinations that are no queues, which are not given
 */
public record StoreSummary(boolean indexRebuilt, boolean schedulerIndexRebuilt, int prepared, long otherJobs) {

    /** What a manifest should say about it. */
    public List<Problem> warnings(BrokerStores stores) {
        List<Problem> warnings = new ArrayList<>();
        if (indexRebuilt) {
            warnings.add(ActiveMqProblem.INDEX_REBUILT.with("path", stores.kahaDb()));
        }
        if (schedulerIndexRebuilt) {
            warnings.add(ActiveMqProblem.INDEX_REBUILT.with("path", stores.scheduler().orElseThrow()));
        }
        if (prepared > 0) {
            warnings.add(ActiveMqProblem.TRANSACTIONS_PREPARED.with("path", stores.kahaDb(), "count", prepared));
        }
        if (otherJobs > 0) {
            warnings.add(ActiveMqProblem.JOBS_OF_TOPICS.with("path", stores.scheduler().orElseThrow(),
                    "count", otherJobs));
        }
        return warnings;
    }
}
