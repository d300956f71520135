package dev.domibusbackup.set;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.domibusbackup.files.Listing;

/**
 * Writes RESTORE.md: how to bring each part of this very set back by hand, with standard tools and its real names. The
 * blocks of commands, run one after the other in one bash in the folder of the set, bring all of it back; what the
 * reader has to fill in is in the first of them.
 */
public final class RestoreInstructions {

    /** Files named by the configuration that lie elsewhere: one archive of single files with their whole paths. */
    private static final String OUTSIDE = "outside";

    private final Manifest manifest;

    public RestoreInstructions(Manifest manifest) {
        this.manifest = manifest;
    }

    /** The whole document. */
    public String text() {
        Instructions text = new Instructions();
        DatabaseInstructions databases = new DatabaseInstructions(manifest, text);
        WildFlyInstructions server = new WildFlyInstructions(manifest, text);
        boolean wildFly = server.applies();
        head(text, databases, wildFly ? server : null);
        databases.write();
        folders(text);
        if (wildFly) {
            server.write();
        } else {
            anyServer(text);
        }
        text.line("");
        text.line("Protect this folder: it holds keys, passwords and personal data, and is not encrypted.");
        return text.toString();
    }

    private void head(Instructions text, DatabaseInstructions databases, WildFlyInstructions server) {
        text.line("# Restoring %s by hand", manifest.id());
        text.line("");
        text.line("This set holds Domibus as it was at **%s** (UTC). What you bring back is that one moment: what "
                + "partners",
                cut());
        text.line("sent after it and Domibus acknowledged is not in here, and will not come again.");
        text.line("");
        text.line("Open one `bash`, go into this folder, and run the blocks from top to bottom, all in that one "
                + "bash. Stop");
        text.line("where a command fails. Parts that you do not want back are left out with their whole section. The "
                + "tools");
        text.line("are standard ones: `sha256sum`, `tar`, `gzip`, `find`, `awk`, `curl`, the `mariadb` or `mysql` "
                + "client%s.",
                manifest.queues().isEmpty() || server == null ? "" : "; messages alone need more, see section 5");
        text.line("");
        text.line("Do it as the user that runs the application server: then it owns what you bring back. Only root "
                + "brings back");
        text.line("other owners, by their names; what `mkdir` makes then belongs to root, and the server's user has "
                + "to be able");
        text.line("to go through it.");
        warnings(text);
        text.heading("## 0. Fill in, check, stop");
        List<String> values = new ArrayList<>(List.of("set -o pipefail"));
        if (!manifest.databases().isEmpty()) {
            values.addAll(databases.values());
        }
        if (server != null) {
            values.addAll(server.values());
        }
        if (values.size() > 1) {
            text.line("Say where everything is, or is to be. This is all that has to be filled in.");
            text.line("");
        }
        text.commands(values.toArray(String[]::new));
        text.line("Is the set whole? Nothing but `OK` may be said.");
        text.line("");
        text.commands("sha256sum --quiet -c SHA256SUMS && echo OK");
        text.line("Stop the application server, and everything else that uses Domibus's databases, folders or "
                + "queues. If what");
        text.line("is there now may be wanted again, make a copy of the databases first; folders are moved aside, "
                + "not deleted.");
    }

    private void warnings(Instructions text) {
        if (!manifest.warnings().isEmpty()) {
            text.line("");
            text.line("The set was sealed with warnings:");
            text.line("");
            manifest.warnings().forEach(warning -> text.line("- %s: %s", warning.code(), warning.fact()));
        }
    }

    private void folders(Instructions text) {
        List<Manifest.FolderEntry> folders = manifest.folders().stream()
                .filter(folder -> folder.component() != Component.SERVER
                        && folder.component() != Component.APPLICATION).toList();
        if (folders.isEmpty()) {
            return;
        }
        text.heading("## 2. Folders");
        text.line("`tar` brings back modes and times. Domibus purges FS-plugin files older than 10 minutes and "
                + "temporary files");
        text.line("older than 2 hours by their modification time: add `-m` to the `tar` commands of those folders to "
                + "give them");
        text.line("today's time.");
        Set<String> targets = new LinkedHashSet<>();
        // an outer one takes those inside with it
        folders.stream().filter(folder -> !folder.kind().equals(OUTSIDE)).map(Manifest.FolderEntry::path).sorted()
                .forEach(targets::add);
        if (!targets.isEmpty()) {
            text.line("");
            text.line("First, what is there goes aside. A folder that is a mount point cannot be moved: move what is "
                    + "in it.");
            text.line("");
            text.commands(Stream.of(Stream.of("aside=.before-restore-$(date +%Y%m%dT%H%M%S)", "for folder in \\"),
                    targets.stream().map(target -> "    " + Instructions.word(target) + " \\"),
                    Stream.of("; do", "    [ ! -e \"$folder\" ] || mv -T -- \"$folder\" \"$folder$aside\"", "done"))
                    .flatMap(lines -> lines).toArray(String[]::new));
        }
        folders.forEach(folder -> folder(text, folder));
    }

    private static void folder(Instructions text, Manifest.FolderEntry folder) {
        text.heading("### %s%s: `%s`", folder.kind(), folder.domain() == null ? "" : " of " + folder.domain(),
                folder.path());
        if (folder.kind().equals(OUTSIDE)) {
            text.line("Files that the configuration names and that lie elsewhere, with their whole paths; list them "
                    + "first with");
            text.line("`tar -tzf %s`. They are replaced one by one, nothing else is touched.", folder.archive());
            text.line("");
        }
        String target = Instructions.word(folder.path());
        text.commands("mkdir -p " + target,
                "tar -xzpf %s -C %s".formatted(Instructions.word(folder.archive()), target));
        if (folder.delta() != null) {
            text.line("That copy was taken before the cut. Away with what had gone by then, and then what had "
                    + "changed:");
            text.line("");
            text.commands(keepOnlyListed(folder.listing(), target),
                    "tar -xzpf %s -C %s".formatted(Instructions.word(folder.delta()), target));
        }
        text.line("Afterwards it holds %d files with %d bytes.", folder.files(), folder.bytes());
    }

    /** The listing comes through standard input: its path is one below this folder, and the command runs elsewhere. */
    private static String keepOnlyListed(String listing, String target) {
        return "(cd %s && %s) < %s".formatted(target, Listing.removalCommand("-"), Instructions.word(listing));
    }

    /** A server whose own part nobody has described: what the set has, and the order. */
    private void anyServer(Instructions text) {
        boolean queues = manifest.queues().stream().anyMatch(queue -> queue.taken() > 0);
        List<String> rest = manifest.artifacts().stream().filter(artifact -> artifact.component() == Component.SERVER
                || artifact.component() == Component.APPLICATION).map(Artifact::path).toList();
        if (!rest.isEmpty()) {
            text.heading("## 3. Application server and Domibus");
            text.line("Of the server and the application the set has:");
            text.line("");
            rest.forEach(path -> text.line("- `%s`", path));
        }
        if (queues) {
            text.heading("## 4. Messages");
            text.line("One file a queue, one JSON object a line; look into one with `gzip -dc FILE | head`. They go "
                    + "back into");
            text.line("empty queues after everything above, and before Domibus starts: with Domibus Backup, or by");
            text.line("`java -jar domibus-backup-offline.jar messages convert --to-artemis` and `artemis data imp`.");
            text.line("");
            QueueTable.of(manifest).write(text);
        }
        text.heading("## 6. Start");
        text.line("Start the application server, and see that `/domibus/rest/application/info` answers with the "
                + "version of");
        text.line("this set.");
    }

    private Object cut() {
        return manifest.quietWindow() == null ? manifest.sealedAt() : manifest.quietWindow().cutAt();
    }
}
