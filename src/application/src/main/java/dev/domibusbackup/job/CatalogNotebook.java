package dev.domibusbackup.job;

import dev.domibusbackup.catalog.JobCatalog;
import dev.domibusbackup.catalog.ProblemRecord.Severity;
import dev.domibusbackup.monitor.Progress;
import dev.domibusbackup.monitor.ProgressBoard;
import dev.domibusbackup.problem.Problem;

/** The notebook of an execution in our own tables. */
record CatalogNotebook<S, R>(String job, long execution, JobCatalog catalog, ProgressBoard board)
        implements Notebook<S, R> {

    @Override
    public Progress progress(String task, String unit) {
        return board.of(job, task, unit);
    }

    @Override
    public void warning(Problem problem) {
        catalog.addProblem(job, execution, null, Severity.WARNING, problem);
    }

    @Override
    public void remember(S state) {
        catalog.remembers(job, Jobs.json(state));
    }

    @Override
    public void report(R report) {
        catalog.reports(job, Jobs.json(report));
    }
}
