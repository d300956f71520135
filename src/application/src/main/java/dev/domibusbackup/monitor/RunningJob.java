package dev.domibusbackup.monitor;

import java.time.Instant;

/**
 * A job at work in this process.
 *
 * @param id        UUID of the job
 * @param name      name of the batch job
 * @param startedBy who asked for it
 * @param execution execution of the batch runtime
 * @param alone     whether it has the installation to itself
 * @param since     when the execution began
 * @param step      the step it is at
 */
record RunningJob(String id, String name, String startedBy, long execution, boolean alone, Instant since,
                  String step) {

    RunningJob at(String nextStep) {
        return new RunningJob(id, name, startedBy, execution, alone, since, nextStep);
    }
}
