package dev.domibusbackup.files;

/**
 * What a tree holds.
 *
 * @param files   number of files
 * @param folders number of folders, the root among them; 0 means that the root does not exist
 * @param links   number of symbolic links
 * @param others  number of sockets, pipes and devices
 * @param bytes   sum of the sizes of the files
 */
public record TreeCounts(long files, long folders, long links, long others, long bytes) {

    public static final TreeCounts NONE = new TreeCounts(0, 0, 0, 0, 0);

    public TreeCounts {
        if (files < 0 || folders < 0 || links < 0 || others < 0 || bytes < 0) {
            throw new IllegalArgumentException("negative count");
        }
    }

    /** Number of all entries. */
    public long entries() {
        return files + folders + links + others;
    }

    /** These counts and one entry more. */
    public TreeCounts plus(FileEntry entry) {
        return switch (entry.type()) {
            case FILE -> new TreeCounts(files + 1, folders, links, others, bytes + entry.size());
            case FOLDER -> new TreeCounts(files, folders + 1, links, others, bytes);
            case SYMLINK -> new TreeCounts(files, folders, links + 1, others, bytes);
            case OTHER -> new TreeCounts(files, folders, links, others + 1, bytes);
        };
    }
}
