package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.ArchiveCheck;
import dev.domibusbackup.files.FileAttributes;
import dev.domibusbackup.files.FileEntry;
import dev.domibusbackup.files.PathText;
import dev.domibusbackup.files.Unpacking;
import dev.domibusbackup.files.Unpacking.Attributes;
import dev.domibusbackup.problem.RestoreFilesProblem;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The content of a target, unpacked from all its sources. */
record Unpacked(RestoreTarget target, FileTimes times) {

    /** Unpacks; the entry of the root, {@code null} when there was no folder. */
    FileEntry into(Path folder, boolean attributesOfRoot, ArchiveCheck.Opener opener) throws IOException {
        FileEntry root = null;
        for (FolderSource source : target.sources()) {
            FileEntry top = Unpacking.unpack(source.content(), folder, attributes(source, attributesOfRoot), opener);
            root = root == null ? top : root;
        }
        if (root != null) {
            checkShare(folder);
        }
        return root;
    }

    Attributes attributes(FolderSource source, boolean ofRoot) throws IOException {
        boolean refresh = times == FileTimes.REFRESH && source.isPurgedByAge();
        return new Attributes(FileAttributes.isRoot(), !refresh, ofRoot);
    }

    /** Nothing may come that is to be kept. */
    private void checkShare(Path folder) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (!target.replaces(child.getFileName())) {
                    throw keptInSet(child.getFileName());
                }
            }
        }
        for (Path kept : target.kept()) {
            if (Disk.exists(folder.resolve(kept))) {
                throw keptInSet(kept);
            }
        }
    }

    private RuntimeException keptInSet(Path kept) {
        return RestoreFilesProblem.KEPT_IN_SET.exception("path", PathText.of(target.place().resolve(kept)));
    }
}
