package dev.domibusbackup.wildfly.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jboss.as.controller.client.helpers.Operations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.Folders;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.server.Queues;
import dev.domibusbackup.harness.server.WildFlyHome;
import dev.domibusbackup.harness.site.Site;

/** RESTORE.md is true: what it says, done word for word on an installation that is gone, brings Domibus back. */
class RestoreByHandIT {

    private static final Duration BOUND = Duration.ofMinutes(8);
    private static final String WITH_OURS = "Either: with Domibus Backup";
    private static final List<String> QUEUES = List.of("DomibusBusinessMessageOutQueue", "DomibusRule1OutQueue",
            "DomibusDLQ", "DomibusBusinessMessageInQueue", "DomibusPluginToBackendQueue");

    @TempDir
    private Path folder;
    private Site site;

    private void makeSite(UnaryOperator<Site> start) throws IOException {
        site = start.apply(Site.create(folder.resolve("site"), domibus -> domibus.payloadFiles(20).rows(50)));
        site.otherApplication().send("java:/jms/domibus.backend.jms.outQueue", 10, "prefix=out");
        site.otherApplication().send("java:/jms/domibus.backend.jms.rule1.outQueue", 4, "prefix=rule");
        site.otherApplication().send("java:/jms/domibus.DLQ", 3, "prefix=dead");
        site.otherApplication().send("java:/jms/domibus.backend.jms.inQueue", 5, "prefix=in");
        site.otherApplication().send("java:/jms/domibus.backend.jms.inQueue", 2, "prefix=back", "action=rollback");
        Await.until("five messages in work, two to be tried again", BOUND, () ->
                site.server().queues().scheduled("DomibusBusinessMessageInQueue") == 2
                        && site.server().queues().count("DomibusBusinessMessageInQueue") == 2);
        Path odd = Files.createDirectories(site.installation().configuration().resolve("policies/it's 100% \"odd\""));
        Path script = Files.writeString(odd.resolve("a 'b'"), "x");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setLastModifiedTime(script, FileTime.from(Instant.parse("2001-02-03T04:05:06.789Z")));
        Files.setPosixFilePermissions(odd, PosixFilePermissions.fromString("rwxr-x---"));
    }

    @AfterEach
    void removeSite() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void domibus_works_again_after_all_commands_of_the_instructions_on_an_emptied_installation() throws IOException {
        makeSite(Site::start);
        emptyAndRestore();
    }

    @Test
    @Tag("full")
    void domibus_works_again_also_where_its_war_lies_in_the_scanners_folder() throws IOException {
        makeSite(Site::startWithScanner);
        emptyAndRestore();
        assertThat(folder.resolve("the new server's home/standalone/deployments").resolve(Site.DOMIBUS)).exists();
    }

    private void emptyAndRestore() throws IOException {
        assertThat(site.domibus().agreement().path("agrees").asBoolean()).isTrue();
        SealedSet set = new Backups(site).take("{\"after\":\"stay-stopped\"}");
        Map<String, Long> rows = new Facts(site).rows("domibus");
        Map<String, String> files = files();
        Map<String, Long> messages = messages(site.server().queues());
        assertThat(messages.values()).containsExactlyInAnyOrder(10L, 4L, 3L, 2L, 5L, 2L);
        empty();

        Path home = WildFlyHome.create(folder.resolve("the new server's home")).folder();
        try (Management management = new Management(site.server().managementPort())) {
            ChildProcess shell = follow(set, home);
            try {
                assertThat(management.bootErrors().asList()).isEmpty();
                assertThat(management.attribute(Management.address("deployment", Site.DOMIBUS), "enabled").asBoolean())
                        .isTrue();
                assertThat(site.domibus().answers()).isTrue();
                JsonNode agreement = site.domibus().agreement();
                assertThat(agreement.path("agrees").asBoolean()).as(agreement.toPrettyString()).isTrue();
                assertThat(new Facts(site).rows("domibus")).isEqualTo(rows);
                assertThat(files()).isEqualTo(files);
                assertThat(messages(new Queues(management))).isEqualTo(messages);
                assertThat(site.otherApplication().drain("java:/jms/domibus.backend.jms.outQueue", 10))
                        .containsExactlyInAnyOrderElementsOf(Stream.iterate(0, n -> n + 1).limit(10)
                                .map(n -> "out-" + n).toList());
                assertThat(site.api().get("/installation").status()).isEqualTo(200);
                assertThat(folder.resolve("domibus-at-import")).hasContent("404");

                portAgain(set, management);
                assertThat(messages(new Queues(management))).isEqualTo(messages);
                management.execute(Operations.createOperation("shutdown"));
            } finally {
                shell.kill();
            }
        }
    }

    /** The other way to bring back messages, by the command of the document, into queues that are empty. */
    private void portAgain(SealedSet set, Management management) throws IOException {
        management.execute(Operations.createOperation("undeploy", Management.address("deployment", Site.DOMIBUS)));
        QUEUES.forEach(new Queues(management)::clear);
        String command = new Instructions(set.instructions()).commandsOf(WITH_OURS);
        assertThat(command).contains("-u OPERATOR ");
        String answer = ChildProcess.run(new ProcessBuilder("bash", "-euc", "WEB='" + site.server().uri("") + "'\n"
                + command.replace("-u OPERATOR ", "-sS -u " + Site.OPERATOR + ":" + Site.OPERATOR_PASSWORD + " ")),
                BOUND);
        String started = new ObjectMapper().readTree(answer).path("job").asText();
        assertThat(started).as(answer).isNotEmpty();
        JsonNode job = site.api().awaitJob(started, BOUND);
        assertThat(job.path("state").asText()).as(job.toPrettyString()).startsWith("completed");
    }

    /** All that a restore is to bring back, gone. */
    private void empty() {
        site.server().kill();
        Folders.delete(site.server().home().folder());
        new Facts(site).asRoot("DROP DATABASE domibus");
        Folders.delete(site.installation().base());
    }

    /** Does what the document says, in a shell that stays with its server. */
    private ChildProcess follow(SealedSet set, Path home) throws IOException {
        int web = site.server().httpPort();
        String document = new Instructions(set.instructions()).commandsBut(WITH_OURS);
        assertThat(document).contains("DATABASE=(--host='127.0.0.1' --port=" + site.database().port()
                + " --user=root)").contains("WAR='" + Site.DOMIBUS + "'");
        String commands = Instructions.filledIn(document, Map.of("SERVER", '"' + home.toString() + '"',
                "OPTIONS", "(-b 127.0.0.1 -bmanagement 127.0.0.1 -Djboss.bind.address.unsecure=127.0.0.1"
                        + " -Djboss.socket.binding.port-offset=" + (web - 8080) + ")",
                "WEB", "http://127.0.0.1:" + web, "MANAGEMENT", "127.0.0.1:" + site.server().managementPort(),
                "OFFLINE", BuildOutput.offlineJar().toString(), "ARTEMIS", artemis().toString()));
        Path done = folder.resolve("done");
        Path script = Files.writeString(folder.resolve("by-hand.sh"), commands + "touch '" + done + "'\nwait\n");
        Path typed = Files.writeString(folder.resolve("typed"), site.database().rootPassword() + "\n");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "exec bash -eu \"$0\" < \"$1\"", script.toString(),
                typed.toString()).directory(set.folder().toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools() + ":/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Path output = folder.resolve("by-hand.out");
        ChildProcess shell = ChildProcess.start(builder, output);
        try {
            Await.until("all commands done, see " + output, BOUND, () -> Files.exists(done) || !shell.isAlive());
            assertThat(done).as(shell.output()).exists();
        } catch (AssertionError e) {
            shell.kill();
            throw e;
        }
        return shell;
    }

    /** The client of the database and Java, which a test machine need not have in the usual places. */
    private Path tools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Files.createSymbolicLink(tools.resolve("mariadb"), site.database().toolsFolder().resolve("mariadb"));
        Files.createSymbolicLink(tools.resolve("java"), Path.of(System.getProperty("java.home"), "bin/java"));
        return tools;
    }

    /** As the distribution of Artemis has it; it notes whether Domibus is there, which it must not be yet. */
    private Path artemis() throws IOException {
        Path script = Files.writeString(folder.resolve("artemis"), "#!/bin/sh\ncurl -s -o /dev/null -w '%{http_code}' '"
                + site.server().uri("/domibus/rest/application/info") + "' > '" + folder.resolve("domibus-at-import")
                + "'\nexec java -Xmx1024M -cp '"
                + Files.readString(BuildOutput.artemisClassPath()).strip()
                + "' org.apache.activemq.artemis.cli.Artemis \"$@\"\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private static Map<String, Long> messages(Queues queues) {
        Map<String, Long> messages = new TreeMap<>();
        QUEUES.forEach(queue -> messages.put(queue, queues.count(queue)));
        messages.put("scheduled", queues.scheduled("DomibusBusinessMessageInQueue"));
        return messages;
    }

    /** Everything of Domibus in the file system with mode, time, size and content; its own logs left out. */
    private Map<String, String> files() {
        Path base = site.installation().base();
        Map<String, String> files = Facts.tree(base);
        files.keySet().removeIf(name -> base.resolve(name).startsWith(site.installation().logs()));
        files.replaceAll((name, content) -> {
            try {
                Path file = base.resolve(name);
                // a folder's own time changes whenever somebody looks for a place in it
                return PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " "
                        + (Files.isDirectory(file) ? "" : Files.getLastModifiedTime(file).toInstant()) + " " + content;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return files;
    }
}
