package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.restore.Journal.Layout;

import java.nio.file.Files;

/** How a target can be replaced. */
final class Layouts {

    private Layouts() {
    }

    static Layout of(RestoreTarget target, MountPoints mounts) {
        if (target.share() == Share.FILES) {
            return Layout.FILES;
        }
        return reason(target, mounts) == null ? Layout.WHOLE : Layout.CHILDREN;
    }

    /** Why a folder cannot be renamed as a whole; {@code null} when it can. */
    static String reason(RestoreTarget target, MountPoints mounts) {
        if (!Files.exists(target.place())) {
            return null;
        }
        if (target.share() != Share.WHOLE) {
            return "a part of it stays";
        }
        if (mounts.isMountPoint(target.place())) {
            return "it is a mount point";
        }
        return Files.isWritable(target.place().getParent()) ? null
                : target.place().getParent() + " is not writable";
    }
}
