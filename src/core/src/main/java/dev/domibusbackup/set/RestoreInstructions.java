package dev.domibusbackup.set;

import java.util.List;

import dev.domibusbackup.files.Listing;

/**
 * Writes RESTORE.md: how to bring each part of this very set back by hand, with standard tools and its real names.
 */
public final class RestoreInstructions {

    private static final String WILDFLY = "wildfly";

    private final Manifest manifest;
    private final StringBuilder text = new StringBuilder();

    public RestoreInstructions(Manifest manifest) {
        this.manifest = manifest;
    }

    /** The whole document. */
    public String text() {
        text.setLength(0);
        head();
        databases();
        folders();
        messages();
        server();
        application();
        end();
        return text.toString();
    }

    private void head() {
        line("# Restoring %s by hand", manifest.id());
        line("");
        line("This set holds Domibus as it was at **%s** (UTC). Every command below uses standard tools only", cut());
        line("(`bash`, `sha256sum`, `tar`, `gzip`, the `mariadb` or `mysql` client) and is run in this folder.");
        line("Run them as the user that runs the application server, unless a line says otherwise.");
        line("");
        line("What you bring back is one moment. What partners sent after it and Domibus acknowledged is not in here.");
        line("");
        line("## 0. Check the set, stop Domibus");
        line("");
        code("sha256sum -c SHA256SUMS");
        line("Every line must end in `OK`. Then stop the application server, and make a backup of what is there now.");
        if (!manifest.warnings().isEmpty()) {
            line("");
            line("The set was sealed with warnings:");
            line("");
            manifest.warnings().forEach(warning -> line("- %s: %s", warning.code(), warning.fact()));
        }
    }

    private void databases() {
        if (manifest.databases().isEmpty()) {
            return;
        }
        line("");
        line("## 1. Databases");
        line("");
        line("Each schema is dropped first: tables that a newer version added would survive otherwise. The client");
        line("asks for the password. The account needs the right to create schemas, and for views, triggers and");
        line("routines of another definer SET USER or SUPER.");
        line("");
        for (Manifest.DatabaseEntry database : manifest.databases()) {
            String schema = database.schema();
            String anew = "DROP DATABASE IF EXISTS `%s`; CREATE DATABASE `%s` CHARACTER SET %s COLLATE %s"
                    .formatted(schema, schema, database.charset(), database.collation());
            code("mariadb -h HOST -u ADMIN -p -e " + quoted(anew),
                    "zcat %s | mariadb -h HOST -u ADMIN -p --default-character-set=utf8mb4".formatted(
                            quoted(database.artifact())));
            line("Afterwards `%s` must hold %d tables with %d rows, and %s.", schema, database.rows().size(),
                    database.rows().values().stream().mapToLong(Long::longValue).sum(), database.objects());
            line("");
        }
    }

    private void folders() {
        List<Manifest.FolderEntry> folders = manifest.folders().stream()
                .filter(folder -> folder.component() != Component.SERVER
                        && folder.component() != Component.APPLICATION).toList();
        if (folders.isEmpty()) {
            return;
        }
        line("");
        line("## 2. Folders");
        line("");
        line("Move what is there out of the way first; configuration and plugins share one folder. `tar` brings back");
        line("modes and times; run as root it brings back owners too. Domibus purges FS-plugin files older than 10");
        line("minutes and temporary files older than 2 hours by their modification time: add `-m` to the `tar` commands");
        line("of those folders to give them today's time.");
        for (Manifest.FolderEntry folder : folders) {
            line("");
            line("### %s%s: `%s`", folder.kind(), folder.domain() == null ? "" : " of " + folder.domain(),
                    folder.path());
            line("");
            if (folder.kind().equals("outside")) {
                line("Files that the configuration names and that lie elsewhere, with their whole paths; list them");
                line("first with `tar -tzf %s`. They are replaced one by one, nothing else is touched.",
                        folder.archive());
                line("");
            }
            String target = quoted(folder.path());
            code("mkdir -p " + target, "tar -xzpf %s -C %s".formatted(quoted(folder.archive()), target));
            if (folder.delta() != null) {
                line("That copy was taken before the cut. Away with what had gone by then, and then what had changed:");
                line("");
                code(keepOnlyListed(folder.listing(), target),
                        "tar -xzpf %s -C %s".formatted(quoted(folder.delta()), target));
            }
            line("Afterwards it holds %d files with %d bytes.", folder.files(), folder.bytes());
        }
    }

    /** The listing comes through standard input: its path is one below this folder, and the command runs elsewhere. */
    private static String keepOnlyListed(String listing, String target) {
        return "(cd %s && %s) < %s".formatted(target, Listing.removalCommand("-"), quoted(listing));
    }

    private void messages() {
        if (manifest.queues().isEmpty()) {
            return;
        }
        line("");
        line("## 3. Messages");
        line("");
        line("One file a queue, one JSON object a line (the format is described in the product's documentation). Look");
        line("into one with `zcat FILE | head`. The last line carries the count. Bring them back with Domibus Backup,");
        line("after the databases and folders and **before** Domibus starts, into queues that are empty.");
        line("");
        line("| queue | file | messages |");
        line("|---|---|---|");
        manifest.queues().stream().filter(queue -> queue.taken() > 0)
                .forEach(queue -> line("| `%s` | `%s` | %d |", queue.name(), queue.artifact(), queue.taken()));
        line("");
        line("All other queues were empty.");
    }

    private void server() {
        List<Artifact> artifacts = ofComponent(Component.SERVER);
        if (artifacts.isEmpty()) {
            return;
        }
        line("");
        line("## 4. Application server");
        line("");
        line("Settings as they were with Domibus enabled.");
        line("");
        artifacts.forEach(artifact -> line("- `%s`: %s.", artifact.path(), what(artifact.path())));
        manifest.folders().stream().filter(folder -> folder.component() == Component.SERVER)
                .forEach(folder -> line("- in `%s`, what lay in `%s`", folder.archive(), folder.path()));
        if (WILDFLY.equals(serverKind())) {
            line("");
            wildFly();
        }
    }

    /** The places are those that the archives were made from: see the adapter of the server. */
    private void wildFly() {
        line("Take a WildFly of the same version%s that does not run, as its distribution has it, or the old one with",
                version());
        line("`standalone/configuration` and `standalone/data` moved away. Say where it is, and unpack:");
        line("");
        code("SERVER=/opt/wildfly",
                "tar -xzpf 'server/settings.tar.gz' -C \"$SERVER\" --anchored --exclude='./configuration'",
                "tar -xzpf 'server/settings.tar.gz' -C \"$SERVER/standalone\" --wildcards './configuration*'",
                "tar -xzpf 'server/deployments.tar.gz' -C \"$SERVER/standalone\"");
        line("The first command brings `bin` and the modules that were added, such as the JDBC driver; the last one");
        line("the deployments that the settings name, Domibus among them. What comes to lie in `standalone/elsewhere`");
        line("had been deployed from a place outside the server: put it back there.");
        line("");
        line("Start it with the configuration file and the arguments of `server/startup-arguments.txt`. Those that");
        line("begin with `-Djboss.`, `-Dorg.jboss.`, `-Dlogging.` or `--` come from the start script by themselves. A");
        line("database that is now elsewhere is named in the data sources of the configuration file.");
    }

    private Object serverKind() {
        return manifest.installation() == null ? null : manifest.installation().path("server").asText();
    }

    private String version() {
        return manifest.tools().entrySet().stream().filter(tool -> tool.getKey().startsWith("WildFly"))
                .map(tool -> " (" + tool.getKey() + " " + tool.getValue() + ")").findFirst().orElse("");
    }

    private void application() {
        List<Artifact> artifacts = ofComponent(Component.APPLICATION);
        if (artifacts.isEmpty()) {
            return;
        }
        line("");
        line("## 5. Domibus itself");
        line("");
        artifacts.forEach(artifact -> line("- `%s`: deploy it as before.", artifact.path()));
    }

    private void end() {
        line("");
        line("## 6. Start");
        line("");
        line("Start the application server, and see that `/domibus/rest/application/info` answers with the version of");
        line("this set. Protect this folder: it holds keys, passwords and personal data, and is not encrypted.");
    }

    private static String what(String path) {
        return switch (path) {
            case "server/settings.tar.gz" -> "settings, users, start scripts and modules";
            case "server/logs.tar.gz" -> "the logs";
            case "server/deployments.tar.gz" -> "the deployed applications";
            case "server/startup-arguments.txt" -> "the arguments the server was started with, one a line";
            default -> "a part of the server";
        };
    }

    private List<Artifact> ofComponent(Component component) {
        return manifest.artifacts().stream().filter(artifact -> artifact.component() == component).toList();
    }

    private Object cut() {
        return manifest.quietWindow() == null ? manifest.sealedAt() : manifest.quietWindow().cutAt();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private void code(String... commands) {
        text.append("```bash\n");
        for (String command : commands) {
            text.append(command).append('\n');
        }
        text.append("```\n\n");
    }

    private void line(String format, Object... values) {
        text.append(values.length == 0 ? format : format.formatted(values)).append('\n');
    }
}
