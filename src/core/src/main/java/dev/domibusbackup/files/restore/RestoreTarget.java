package dev.domibusbackup.files.restore;

import java.nio.file.Path;
import java.util.List;

/**
 * One place that is replaced.
 *
 * @param place   absolute, without links; {@code /} for single files
 * @param share   which part of it is replaced
 * @param sources what comes there; two when configuration and plugins are restored together
 * @param kept    paths below it, relative, that stay although the share would replace them
 */
public record RestoreTarget(Path place, Share share, List<FolderSource> sources, List<Path> kept) {

    public RestoreTarget {
        sources = List.copyOf(sources);
        kept = List.copyOf(kept);
    }

    /** Whether what has this name directly in the place is replaced. */
    boolean replaces(Path name) {
        return share.replaces(name.toString()) && !kept.contains(name);
    }

    long files() {
        return sources.stream().mapToLong(source -> source.content().files()).sum();
    }

    long bytes() {
        return sources.stream().mapToLong(source -> source.content().bytes()).sum();
    }
}
