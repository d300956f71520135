package dev.domibusbackup.set;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The part of RESTORE.md on WildFly: the server comes up without Domibus, which would take messages before all are
 * back; the messages go in; Domibus is let go. The places in the archives are those of the server's adapter.
 */
final class WildFlyInstructions {

    private static final String WILDFLY = "wildfly";
    private static final String SETTINGS = "server/settings.tar.gz";
    private static final String DEPLOYMENTS = "server/deployments.tar.gz";
    private static final String ARGUMENTS = "server/startup-arguments.txt";
    private static final String FOLDER_SUFFIX = ".tar.gz";

    private final Manifest manifest;
    private final Instructions text;
    private final QueueTable queues;

    WildFlyInstructions(Manifest manifest, Instructions text) {
        this.manifest = manifest;
        this.text = text;
        this.queues = QueueTable.of(manifest);
    }

    /** Whether the set is of a WildFly, and has anything that needs the server. */
    boolean applies() {
        return manifest.installation() != null && WILDFLY.equals(manifest.installation().path("server").asText())
                && (!queues.isEmpty() || manifest.artifacts().stream().anyMatch(artifact ->
                        artifact.component() == Component.SERVER || artifact.component() == Component.APPLICATION));
    }

    /** What the reader fills in. */
    List<String> values() {
        List<String> values = new ArrayList<>(List.of(
                "SERVER=/opt/wildfly                           # where WildFly is, or is to be",
                "CONFIGURATION=standalone-full.xml             # its file below standalone/configuration",
                "OPTIONS=(-b 0.0.0.0)                          # what else bin/standalone.sh is started with",
                "WEB=http://localhost:8080                     # where the server answers",
                "MANAGEMENT=localhost:9990                     # its management address",
                "WAR=%s                     # the deployment of Domibus".formatted(Instructions.word(war()))));
        if (has(ARGUMENTS)) {
            values.add("ARGUMENTS=%s        # or a copy, changed where something lies elsewhere now"
                    .formatted(ARGUMENTS));
        }
        if (!queues.isEmpty()) {
            values.add("OFFLINE=/opt/domibus-backup-offline.jar       # for the messages: our tool; needs Java 17");
            values.add("ARTEMIS=/opt/apache-artemis/bin/artemis       # and the command line of Apache Artemis");
        }
        return values;
    }

    void write() {
        text.heading("## 3. Application server");
        if (has(SETTINGS)) {
            lostServer();
        } else {
            keptServer();
        }
        oldMessages();
        hold();
        start();
        if (!queues.isEmpty()) {
            messages();
        }
        letGo();
    }

    private void lostServer() {
        text.line("### The server's own files");
        text.line("");
        text.line("Leave this out if the server is still there as it was. Take a WildFly of the same version%s, as its",
                version());
        text.line("distribution has it, or the old one with `standalone/configuration` and `standalone/data` moved "
                + "away:");
        text.line("");
        List<String> commands = new ArrayList<>(List.of(
                "tar -xzpf '%s' -C \"$SERVER\" --anchored --exclude='./configuration'".formatted(SETTINGS),
                "tar -xzpf '%s' -C \"$SERVER/standalone\" --wildcards './configuration*'".formatted(SETTINGS)));
        if (has(DEPLOYMENTS)) {
            commands.add("tar -xzpf '%s' -C \"$SERVER/standalone\"".formatted(DEPLOYMENTS));
        }
        text.commands(commands.toArray(String[]::new));
        text.line("The first command brings `bin` and the modules that were added, such as the JDBC driver; the last "
                + "one the");
        text.line("deployments that the settings name, Domibus among them. What comes to lie in "
                + "`standalone/elsewhere` had been");
        text.line("deployed from a place outside the server: put it back there. A database that is now elsewhere is "
                + "named in the");
        text.line("data sources of the configuration file. What is in the archives:");
        text.line("");
        manifest.artifacts().stream().filter(artifact -> artifact.component() == Component.SERVER
                || artifact.component() == Component.APPLICATION)
                .forEach(artifact -> text.line("- `%s`: %s", artifact.path(), what(artifact.path())));
        manifest.folders().stream().filter(folder -> folder.component() == Component.SERVER)
                .forEach(folder -> text.line("- in `%s`, what lay in `%s`", folder.archive(), folder.path()));
        text.line("");
    }

    private void keptServer() {
        List<String> application = manifest.artifacts().stream()
                .filter(artifact -> artifact.component() == Component.APPLICATION).map(Artifact::path).toList();
        if (!application.isEmpty()) {
            text.line("The set has none of the server's settings. Domibus itself is %s: put it in the place of the "
                    + "one that",
                    application.stream().map(path -> "`" + path + "`").collect(Collectors.joining(", ")));
            text.line("is there, if that is of another version.");
            text.line("");
        }
    }

    private void oldMessages() {
        text.line("### What the server still remembers");
        text.line("");
        text.line("Messages that are still in the server belong to another moment than what you bring back: all of "
                + "its queues");
        text.line("go aside, those of other applications too. So does the note of an interrupted job of Domibus "
                + "Backup, which");
        text.line("would stop or start Domibus on its own.");
        text.line("");
        text.commands("aside=.before-restore-$(date +%Y%m%dT%H%M%S)",
                "for old in \"$SERVER\"/standalone/data/{activemq,domibus-backup/quiet-window.json}; do",
                "    [ ! -e \"$old\" ] || mv -T -- \"$old\" \"$old$aside\"", "done");
    }

    private void hold() {
        text.line("### Domibus waits");
        text.line("");
        text.line("The server is to start without Domibus, which would take messages before all of them are back. "
                + "Another");
        text.line("application in it that takes Domibus's messages has to be kept from it too.");
        text.line("");
        text.commands("if [ -e \"$SERVER/standalone/deployments/$WAR\" ]; then",
                "    touch \"$SERVER/standalone/deployments/$WAR.skipdeploy\"", "else",
                "    \"$SERVER/bin/jboss-cli.sh\" --commands=\"embed-server --server-config=$CONFIGURATION,"
                        + "/deployment=$WAR:undeploy,stop-embedded-server\" < /dev/null", "fi");
    }

    private void start() {
        text.heading("## 4. Start the server without Domibus");
        if (has(ARGUMENTS)) {
            text.line("With the JVM's arguments as they were: `%s` has them, one a line. Where the server", ARGUMENTS);
            text.line("runs as a service whose settings are still there, start the service instead.");
            text.line("");
            text.commands("arguments=$(grep -vE '^-(D\\[|Dorg\\.jboss\\.boot\\.|Dlogging\\.configuration=)' "
                    + "\"$ARGUMENTS\" \\",
                    "    | while IFS= read -r argument; do printf '%q ' \"$argument\"; done)",
                    "JAVA_OPTS=$arguments nohup \"$SERVER/bin/standalone.sh\" -c \"$CONFIGURATION\" "
                            + "\"${OPTIONS[@]}\" \\",
                    "    < /dev/null > \"$SERVER/standalone/console.log\" 2>&1 &");
        } else {
            text.line("Start it as always:");
            text.line("");
            text.commands("nohup \"$SERVER/bin/standalone.sh\" -c \"$CONFIGURATION\" \"${OPTIONS[@]}\" \\",
                    "    < /dev/null > \"$SERVER/standalone/console.log\" 2>&1 &");
        }
        text.line("Wait until it runs. If that takes more than some minutes, look into `standalone/console.log`.");
        text.line("");
        text.commands("until \"$SERVER/bin/jboss-cli.sh\" --connect --controller=\"$MANAGEMENT\" \\",
                "    --command=':read-attribute(name=server-state)' < /dev/null 2>&1 | grep '\"running\"'; do sleep "
                        + "2; done");
    }

    private void messages() {
        text.heading("## 5. Messages");
        text.line("One file a queue, one JSON object a line; look into one with `gzip -dc FILE | head`. They go back "
                + "now: after");
        text.line("the databases and folders, before Domibus runs, into queues that are empty. Choose **one** of the "
                + "two ways.");
        text.line("");
        queues.write(text);
        text.heading("### Either: with Domibus Backup");
        text.line("It is one of the deployments that are back, and loses nothing: what fails on the way is restarted, "
                + "and every");
        text.line("message is there once. The set has to be in its repository. Give a user who may start backups in "
                + "the place of");
        text.line("OPERATOR; `curl` asks for his password.");
        text.line("");
        text.commands("curl -u OPERATOR -H 'Content-Type: application/json' \\",
                "    -d '{\"components\":[\"messages\"],\"confirm\":{\"set\":\"%s\"}}' \\".formatted(manifest.id()),
                "    \"$WEB/domibus-backup/api/backups/%s/restores\"".formatted(manifest.id()));
        text.line("The answer names the job: wait until `GET /jobs/` with its id says `completed`, or "
                + "`completed-with-warnings`.");
        text.line("Domibus stays as it is, stopped.");
        text.heading("### Or: without it, with the command line of Apache Artemis");
        text.line("The tool of Domibus Backup is one jar that runs anywhere with Java; it writes what `artemis data "
                + "imp` reads, and");
        text.line("says what that cannot hold: counts of deliveries start anew, and every message gets a new id. "
                + "Where the");
        text.line("broker asks for users (Domibus's own scripts switch that off), add `--user NAME` with the right "
                + "to manage");
        text.line("the broker; without that right the command hangs. Bodies are held twice on disk: set `TMPDIR` if "
                + "`/tmp` is");
        text.line("small. It was tried with Artemis 2.44.0, also for the older broker of WildFly 26; the command of that "
                + "broker's own");
        text.line("version, 2.19, has no `--url`.");
        text.line("");
        text.commands("work=$(mktemp -d)",
                "java -jar \"$OFFLINE\" messages convert --to-artemis . --out \"$work/messages.xml\"",
                "\"$ARTEMIS\" data imp --input \"$work/messages.xml\" --url \"tcp://${WEB#http://}"
                        + "?httpUpgradeEnabled=true&httpUpgradeEndpoint=http-acceptor&activemqServerName=default\" "
                        + "< /dev/null",
                "rm -r \"$work\"");
        text.heading("### Either way: count");
        text.line("That command does not say when it fails. The server has, in the order of the table above:");
        text.line("");
        text.commands("\"$SERVER/bin/jboss-cli.sh\" --connect --controller=\"$MANAGEMENT\" --commands=%s < /dev/null \\"
                        .formatted(Instructions.word(queues.filled().stream().map(Manifest.QueueEntry::resource)
                                .filter(Objects::nonNull).map(name -> "/subsystem=messaging-activemq/server=default"
                                        + "/jms-queue=" + name + ":read-attribute(name=message-count)")
                                .collect(Collectors.joining(",")))),
                "    | sed -n 's/.*\"result\" => \\([0-9]*\\)L.*/\\1/p'");
        text.line("Fewer are right only where messages have expired since.");
    }

    private void letGo() {
        text.heading("## 6. Start Domibus");
        text.commands("if [ -e \"$SERVER/standalone/deployments/$WAR\" ]; then",
                "    rm -f -- \"$SERVER/standalone/deployments/$WAR.skipdeploy\"",
                "    touch \"$SERVER/standalone/deployments/$WAR.dodeploy\"", "else",
                "    \"$SERVER/bin/jboss-cli.sh\" --connect --controller=\"$MANAGEMENT\" "
                        + "--command=\"/deployment=$WAR:deploy\" < /dev/null", "fi");
        text.line("It answers with the version of this set:");
        text.line("");
        text.commands("until curl -fsS \"$WEB/domibus/rest/application/info\"; do sleep 2; done");
    }

    private boolean has(String artifact) {
        return manifest.artifacts().stream().anyMatch(one -> one.path().equals(artifact));
    }

    private String war() {
        return manifest.artifacts().stream().filter(artifact -> artifact.component() == Component.APPLICATION)
                .map(artifact -> artifact.path().substring(artifact.path().lastIndexOf('/') + 1))
                .map(name -> name.endsWith(FOLDER_SUFFIX)
                        ? name.substring(0, name.length() - FOLDER_SUFFIX.length()) : name)
                .findFirst().orElse("domibus-wildfly.war");
    }

    private String version() {
        return manifest.tools().entrySet().stream().filter(tool -> tool.getKey().startsWith("WildFly"))
                .map(tool -> " (" + tool.getKey() + " " + tool.getValue() + ")").findFirst().orElse("");
    }

    private static String what(String path) {
        return switch (path) {
            case SETTINGS -> "settings, users, start scripts and modules, as they were with Domibus enabled";
            case "server/logs.tar.gz" -> "the logs";
            case DEPLOYMENTS -> "the deployed applications";
            case ARGUMENTS -> "the arguments the server was started with, one a line";
            default -> path.startsWith("application/") ? "Domibus itself, for itself" : "a part of the server";
        };
    }
}
