package dev.domibusbackup.files;

import dev.domibusbackup.problem.Problem;

import java.util.List;

/**
 * What went into an archive.
 *
 * @param counts       what the archive holds; {@code others} are those that were left out
 * @param changed      files that changed, or may have changed, while they were copied, or grew or shrank: to be taken
 *                     again; always 0 in {@link ArchiveMode#QUIET}
 * @param vanished     entries that were gone when their turn came; always 0 in {@link ArchiveMode#QUIET}
 * @param changedFirst names of the first {@value #FIRST} of the changed and vanished
 * @param warnings     at most {@value #FIRST} warnings for the manifest
 */
public record ArchiveResult(TreeCounts counts, long changed, long vanished, List<String> changedFirst,
                            List<Problem> warnings) {

    /** As many names and warnings are kept. */
    public static final int FIRST = 100;

    public ArchiveResult {
        changedFirst = List.copyOf(changedFirst);
        warnings = List.copyOf(warnings);
    }
}
