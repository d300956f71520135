package dev.domibusbackup.offline;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.domibusbackup.files.restore.FileTimes;
import dev.domibusbackup.files.restore.FolderRestore;
import dev.domibusbackup.offline.server.ServerFolders;
import dev.domibusbackup.offline.server.ServerLock;
import dev.domibusbackup.offline.server.ServerRestore;
import dev.domibusbackup.problem.OfflineProblem;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest.FolderEntry;

/** {@code restore files}. */
@Command(name = "files", mixinStandardHelpOptions = true,
        description = {"Brings back the folders of Domibus: configuration, plugins, payloads, FS plugin.",
            "Everything is unpacked and proven beside what is there, then swapped by renames, all or nothing. What "
                + "was there is kept until you type the command again with --finish, which removes it, or with "
                + "--undo, which brings it back."},
        footerHeading = "%nFor example:%n",
        footer = {
            "  What would change?  restore files --repository /srv/backups --set SET --server /opt/wildfly \\",
            "                        --rehearsal",
            "  Do it:              restore files --repository /srv/backups --set SET --server /opt/wildfly",
            "  All is well:        restore files --repository /srv/backups --set SET --server /opt/wildfly \\",
            "                        --finish"})
final class RestoreFilesCommand implements Callable<Integer> {

    private static final String JOURNAL = "offline-files";

    @Spec
    private CommandSpec command;

    @Mixin
    private SetOption chosen;

    @Mixin
    private ServerOption server;

    @Mixin
    private WindowOption window;

    @Option(names = "--component", paramLabel = "COMPONENT",
            description = "configuration, plugins or payloads; may be given several times. All three if not given.")
    private List<String> components = List.of();

    @Option(names = "--to", paramLabel = "OLD=NEW",
            description = "Restores what lay in OLD into NEW; may be given several times. Files outside of all "
                    + "folders always return to their places.")
    private Map<Path, Path> moved = new LinkedHashMap<>();

    @Option(names = "--file-times", paramLabel = "TIMES", defaultValue = "keep",
            description = "keep or refresh, keep if not given. Domibus purges FS-plugin and temporary files by their "
                    + "age: refresh gives those the time of now, so that it has time to process them.")
    private String times;

    @ArgGroup
    private Instead instead = new Instead();

    /** One of these instead of the restore itself. */
    static final class Instead {

        @Option(names = "--rehearsal",
                description = "Unpacks and proves everything, and removes it again. The server may run.")
        private boolean rehearsal;

        @Option(names = "--finish", description = "Removes what was there before a restore that was done.")
        private boolean finish;

        @Option(names = "--undo", description = "Brings back what was there before a restore that was not finished.")
        private boolean undo;
    }

    @Override
    public Integer call() throws InterruptedException {
        FileTimes fileTimes = fileTimes();
        Set<Component> chosenComponents = components();
        BackupSet set = chosen.set();
        ServerFolders folders = server.folders();
        FilesRestore files = new FilesRestore(set, chosenComponents, moved);
        PrintWriter out = command.commandLine().getOut();
        ProgressLine progress = new ProgressLine(command.commandLine().getErr(), Ansi.AUTO.enabled());
        try (ServerLock lock = server.down(ServerRestore.startupProperties(set), false, instead.rehearsal)) {
            if (!instead.rehearsal) {
                window.require(folders);
            }
            Path journal = folders.makeOwnData().resolve(JOURNAL + (instead.rehearsal ? "-rehearsal" : ""));
            FolderRestore restore = files.in(journal, fileTimes);
            progress.expect(files.bytes());
            if (instead.rehearsal) {
                print(out, files, "would be restored");
                files.rehearse(restore, progress::read);
                progress.end();
                out.printf("Everything was unpacked, is as the set says, and was removed again. Nothing was "
                        + "changed.%n");
            } else if (instead.undo) {
                after(set, restore, restore::undo);
                out.printf("What was there before is back.%n");
            } else if (instead.finish) {
                after(set, restore, restore::commit);
                out.printf("What was there before is removed.%n");
            } else {
                restore(files, restore, progress);
                print(out, files, "restored");
                out.printf("What was there before is kept. When all is well, remove it: the same command with "
                        + "--finish. To bring it back: with --undo.%n");
            }
        }
        out.flush();
        return 0;
    }

    private static void after(BackupSet set, FolderRestore restore, Runnable act) throws InterruptedException {
        if (restore.state().hasEnded()) {
            throw OfflineProblem.NOTHING_WAITS.exception("id", set.id());
        }
        BegunException.watch(begun -> {
            begun.run();
            act.run();
            return null;
        });
    }

    private static void restore(FilesRestore files, FolderRestore restore, ProgressLine progress)
            throws InterruptedException {
        BegunException.watch(begun -> {
            FilesRestore.run(restore, progress::read, begun);
            return null;
        });
        progress.end();
    }

    private static void print(PrintWriter out, FilesRestore files, String what) {
        for (FolderEntry folder : files.folders()) {
            Path target = files.target(folder);
            out.printf("%s, %d files (%s), %s: %s%s%n", folder.kind(), folder.files(), Bytes.text(folder.bytes()), what,
                    Printable.line(target.toString()), Files.exists(target) ? "" : " (not there now)");
        }
    }

    private FileTimes fileTimes() {
        return switch (times) {
            case "keep" -> FileTimes.KEEP;
            case "refresh" -> FileTimes.REFRESH;
            default -> throw new ParameterException(command.commandLine(),
                    "--file-times " + Printable.line(times) + ": name keep or refresh.");
        };
    }

    private Set<Component> components() {
        EnumSet<Component> set = EnumSet.noneOf(Component.class);
        for (String key : components) {
            set.add(Component.of(key).filter(FilesRestore.COMPONENTS::contains)
                    .orElseThrow(() -> new ParameterException(command.commandLine(), "--component "
                            + Printable.line(key) + ": name one of " + FilesRestore.COMPONENTS.stream().sorted()
                            .map(Component::key).collect(Collectors.joining(", ")) + ".")));
        }
        return set;
    }
}
