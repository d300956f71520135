package dev.domibusbackup.server.tomee;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.RestoreServerProblem;
import dev.domibusbackup.server.DomibusDeployment;

/**
 * Puts another WAR in the place of that of a Domibus that is kept down. What Tomcat has unpacked of the old one is gone
 * by then, or is unpacked anew because the WAR has another time.
 */
final class WarReplacement {

    private static final String PART = ".domibus-backup";

    private WarReplacement() {
    }

    /** By a rename: at any moment, also after a loss of power, one of the two is there. It keeps the rights it has. */
    static void replace(DomibusDeployment domibus, Path content) {
        Path place = Path.of(domibus.archive());
        if (Files.isDirectory(content) != Files.isDirectory(place)) {
            throw RestoreServerProblem.WAR_FORM_DIFFERS.exception("deployment", domibus.name(),
                    "set", form(content), "here", form(place));
        }
        if (Files.isDirectory(place)) {
            throw RestoreServerProblem.WAR_NOT_REPLACED.exception("deployment", domibus.name(), "reason",
                    "it is a folder, which is not replaced on Tomcat; put its content back by hand while Domibus is"
                            + " kept down, or leave the component application out");
        }
        Path part = place.resolveSibling(place.getFileName() + PART);
        try {
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            if (Files.exists(place)) {
                Set<PosixFilePermission> rights = Files.getPosixFilePermissions(place);
                Files.setPosixFilePermissions(part, rights);
            }
            DurableFiles.syncFolder(part);
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            DurableFiles.syncFolder(place.getParent());
        } catch (IOException e) {
            throw RestoreServerProblem.WAR_NOT_REPLACED.caused(e, "deployment", domibus.name(), "reason", e);
        }
    }

    private static String form(Path content) {
        return Files.isDirectory(content) ? "a folder" : "a file";
    }
}
