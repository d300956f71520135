package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.ArchivedFolder;
import dev.domibusbackup.files.ArchivedFolder.Hashed;
import dev.domibusbackup.files.PathText;

import java.util.List;

/**
 * The plan of one target as the journal keeps it: what was begun must be undone also when nobody can plan it again,
 * because the configuration that was read for the plan is itself half replaced. Paths are text as in listings.
 *
 * @param place   see {@link RestoreTarget}
 * @param share   likewise
 * @param sources likewise
 * @param kept    likewise
 */
record Planned(String place, Share share, List<Source> sources, List<String> kept) {

    Planned {
        sources = List.copyOf(sources);
        kept = List.copyOf(kept);
    }

    /** A {@link FolderSource}; delta and listing may be {@code null}. */
    record Source(String path, String kind, String target, Archive archive, Archive delta, Archive listing, long files,
                  long bytes) {

        static Source of(FolderSource source) {
            ArchivedFolder content = source.content();
            return new Source(source.path(), source.kind(), PathText.of(source.target()),
                    Archive.of(content.archive()), Archive.of(content.delta()), Archive.of(content.listing()),
                    content.files(), content.bytes());
        }

        FolderSource source() {
            return new FolderSource(path, kind, new ArchivedFolder(archive.hashed(), delta == null ? null
                    : delta.hashed(), listing == null ? null : listing.hashed(), files, bytes),
                    PathText.path(target));
        }
    }

    /** A file of the set, and its hash. */
    record Archive(String file, String sha256) {

        static Archive of(Hashed hashed) {
            return hashed == null ? null : new Archive(PathText.of(hashed.file()), hashed.sha256());
        }

        Hashed hashed() {
            return new Hashed(PathText.path(file), sha256);
        }
    }

    static Planned of(RestoreTarget target) {
        return new Planned(PathText.of(target.place()), target.share(),
                target.sources().stream().map(Source::of).toList(),
                target.kept().stream().map(PathText::of).toList());
    }

    RestoreTarget target() {
        return new RestoreTarget(PathText.path(place), share, sources.stream().map(Source::source).toList(),
                kept.stream().map(PathText::path).toList());
    }
}
