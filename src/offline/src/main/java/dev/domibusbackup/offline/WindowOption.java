package dev.domibusbackup.offline;

import java.util.Optional;

import picocli.CommandLine.Option;

import dev.domibusbackup.offline.server.ServerFolders;
import dev.domibusbackup.offline.server.WindowClosing;
import dev.domibusbackup.offline.server.WindowRecord;

/** What a command needs to be told when a restore has changed the installation and has not ended. */
final class WindowOption {

    @Option(names = "--instead-of-job", paramLabel = "UUID",
            description = "Only where a restore has changed this installation and can no longer go on, as when "
                    + "Domibus Backup itself does not start: you do by hand what this job would have done. It can "
                    + "never be restarted.")
    private String job;

    /** Refuses while a restore waits to go on, unless the operator does its work instead. */
    void require(ServerFolders folders) {
        Optional<WindowRecord> window = WindowRecord.of(folders);
        if (window.isPresent() && !isMeant(window.get())) {
            WindowClosing.refuseIfChanged(window.get());
        }
        window.filter(this::isMeant).ifPresent(WindowRecord::takeFromJob);
    }

    boolean isMeant(WindowRecord window) {
        return job != null && window.isOf(job);
    }
}
