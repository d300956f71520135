package dev.domibusbackup.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.domibus.DomibusInstallation;
import dev.domibusbackup.harness.site.Site;

/** The steps of the guide in its order, by a script that loses no time between them. */
final class GuideProcedure {

    static final String STOP = "stop the server";
    static final String MESSAGES = "artemis data exp";
    static final String DATABASE = "mariadb-dump";
    static final String FILES = "tar czf";
    static final String START = "start the server until Domibus answers";

    private static final Duration BOUND = Duration.ofMinutes(10);

    private final Site site;
    private final ArtemisCli artemis;
    private final Path target;

    /** @param target a folder for what is saved */
    GuideProcedure(Site site, ArtemisCli artemis, Path target) {
        this.site = site;
        this.artemis = artemis;
        this.target = target;
    }

    /** Does it all; Domibus answers again at the end. */
    Took run() {
        try {
            Files.createDirectories(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Took().act(STOP, this::stop).act(MESSAGES, this::exportMessages).act(DATABASE, this::dump)
                .act(FILES, this::archive).act(START, this::start);
    }

    Path messages() {
        return target.resolve("messages.xml");
    }

    private void stop() {
        site.server().cli("shutdown");
        Await.until("the end of the server", BOUND, () -> !site.server().isAlive());
    }

    private void exportMessages() {
        artemis.export(site.server().dataDir().resolve("activemq"), messages());
    }

    private void dump() {
        DomibusInstallation domibus = site.installation();
        Path account = target.resolve("client.cnf");
        try {
            Files.createFile(account, PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
            Files.writeString(account, "[client]\nuser=%s\npassword=\"%s\"\nhost=127.0.0.1\nport=%d\n"
                    .formatted(domibus.account(), domibus.password(), site.database().port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of(site.database().toolsFolder().resolve("mariadb-dump").toString(),
                "--defaults-extra-file=" + account, "--single-transaction", "--routines", "--events", "--triggers",
                "--hex-blob", "--no-tablespaces", "--skip-ssl-verify-server-cert",
                "--result-file=" + target.resolve("database.sql"), "--databases"));
        command.addAll(domibus.schemas());
        ChildProcess.run(new ProcessBuilder(command), BOUND);
    }

    private void archive() {
        ChildProcess.run(new ProcessBuilder("tar", "czf", target.resolve("files.tar.gz").toString(),
                site.installation().configuration().toString(), site.installation().data().toString(),
                BuildOutput.standInWar().toString(), site.server().home().configuration().toString(),
                site.server().home().log().getParent().toString()), BOUND);
    }

    private void start() {
        site.server().startAgain();
        Await.until("an answer of Domibus", BOUND, () -> site.domibus().answers());
    }
}
