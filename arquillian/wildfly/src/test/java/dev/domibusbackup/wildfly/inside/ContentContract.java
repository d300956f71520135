package dev.domibusbackup.wildfly.inside;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.harness.Await;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.DomibusDeployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A stopped deployment gets another content and stays stopped, however it was deployed. */
abstract class ContentContract extends RemovalContract {

    /** Deployed by the model, by the scanner, and by the scanner as a folder; the container does it. */
    static final String MANAGED = "content-managed.war";
    static final String SCANNED = "content-scanned.war";
    static final String EXPLODED = "content-exploded.war";
    /** The page of each, and its text at the beginning. */
    static final String PAGE = "page.txt";
    static final String OLD = "old";
    private static final String NEW = "the newer one";
    private static final long STATE_SECONDS = 60;

    @TempDir
    Path folder;

    ContentContract(InsideServer server) {
        super(server);
    }

    static Path war(Path file, String text) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(PAGE));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    static Path exploded(Path war, String text) throws IOException {
        Files.createDirectories(war.resolve("WEB-INF"));
        Files.writeString(war.resolve(PAGE), text);
        Files.writeString(war.resolve("WEB-INF/web.xml"), "<web-app/>");
        return war;
    }

    @Test
    void a_managed_deployment_gets_another_content_and_stays_stopped() throws Exception {
        replaced(MANAGED, war(folder.resolve("other.war"), NEW));
    }

    @Test
    void a_scanned_deployment_gets_another_content_and_stays_stopped() throws Exception {
        replaced(SCANNED, war(folder.resolve("other.war"), NEW));
    }

    @Test
    void an_exploded_deployment_gets_another_content_and_stays_stopped() throws Exception {
        Path other = exploded(folder.resolve("other"), NEW);
        Files.writeString(other.resolve("added.txt"), "added");
        DomibusDeployment domibus = find(EXPLODED);
        Path gone = Files.writeString(Path.of(domibus.archive()).resolve("gone.txt"), "gone");

        replaced(EXPLODED, other);

        assertThat(gone).doesNotExist();
        assertThat(Path.of(domibus.archive()).resolve("added.txt")).hasContent("added");
    }

    /** What a failed start leaves would make the next boot try again. */
    @Test
    void a_scanned_deployment_that_failed_is_kept_down() throws Exception {
        DomibusDeployment domibus = find(SCANNED);
        stop(domibus);
        Path file = Path.of(domibus.archive());
        Path failed = Files.writeString(file.resolveSibling(SCANNED + ".failed"), "a failure");
        Path undeployed = file.resolveSibling(SCANNED + ".undeployed");

        server().adapter().keepDown(domibus);
        server().adapter().keepDown(domibus);

        assertThat(failed).doesNotExist();
        assertThat(Files.getLastModifiedTime(undeployed)).isGreaterThanOrEqualTo(Files.getLastModifiedTime(file));
        assertThat(file.resolveSibling(SCANNED + ".skipdeploy")).doesNotExist();
        assertThat(file.resolveSibling(SCANNED + ".deployed")).doesNotExist();
        awaitScan();
        assertThat(server().adapter().state(SCANNED)).isNotEqualTo(DeploymentState.RUNNING);
        start(domibus);
    }

    @Test
    void a_running_deployment_keeps_its_content() throws Exception {
        Path other = war(folder.resolve("other.war"), "never seen");
        for (String name : List.of(MANAGED, SCANNED)) {
            String before = page(name);
            ProblemException failure = catchThrowableOfType(ProblemException.class,
                    () -> server().adapter().replaceContent(find(name), other));

            assertThat(failure.problem().code()).isEqualTo("DB-RST-102");
            assertThat(page(name)).isEqualTo(before);
        }
    }

    @Test
    void a_folder_is_not_put_in_the_place_of_a_file() throws Exception {
        DomibusDeployment domibus = find(MANAGED);
        stop(domibus);
        Path other = exploded(folder.resolve("other"), "never seen");

        ProblemException failure = catchThrowableOfType(ProblemException.class,
                () -> server().adapter().replaceContent(domibus, other));

        assertThat(failure.problem().code()).isEqualTo("DB-RST-101");
        start(domibus);
    }

    private void replaced(String name, Path content) throws Exception {
        DomibusDeployment domibus = find(name);
        stop(domibus);

        DomibusDeployment now = server().adapter().replaceContent(domibus, content);
        // again, as after a crash
        now = server().adapter().replaceContent(now, content);

        assertThat(now.name()).isEqualTo(domibus.name());
        assertThat(now.runtimeName()).isEqualTo(domibus.runtimeName());
        assertThat(now.how()).isEqualTo(domibus.how());
        if (Files.isRegularFile(content)) {
            assertThat(Path.of(now.archive())).hasSameBinaryContentAs(content);
        }
        awaitScan();
        assertThat(server().adapter().state(name)).isNotEqualTo(DeploymentState.RUNNING);
        assertThat(find(name).archive()).isEqualTo(now.archive());
        assertThat(find(name).how()).isEqualTo(domibus.how());
        start(domibus);
        assertThat(page(name)).isEqualTo(NEW);
        awaitScan();
        assertThat(server().adapter().state(name)).isEqualTo(DeploymentState.RUNNING);
    }

    private DomibusDeployment find(String name) {
        return server().adapter().findDomibus(Optional.of(name));
    }

    private void stop(DomibusDeployment domibus) throws Exception {
        server().adapter().stop(domibus).toCompletableFuture().get(STATE_SECONDS, TimeUnit.SECONDS);
    }

    private void start(DomibusDeployment domibus) throws Exception {
        server().adapter().start(domibus).toCompletableFuture().get(STATE_SECONDS, TimeUnit.SECONDS);
        assertThat(server().adapter().state(domibus.name())).isEqualTo(DeploymentState.RUNNING);
    }

    /** A scan that begins after this call has ended when the server's scanner has taken a new file. */
    private void awaitScan() throws IOException {
        Path deployments = server().adapter().paths().base().resolve("deployments");
        Path probe = war(folder.resolve("probe.war"), "probe");
        String name = "probe-" + System.nanoTime() + ".war";
        Path deployed = deployments.resolve(name + ".deployed");
        Files.copy(probe, deployments.resolve(name));
        Files.writeString(deployments.resolve(name + ".dodeploy"), "");
        Await.until(name + " taken by the scanner", BOUND, () -> Files.exists(deployed));
        Files.delete(deployments.resolve(name));
        Await.until(name + " removed by the scanner", BOUND, () -> Files.notExists(deployed));
        Files.deleteIfExists(deployments.resolve(name + ".undeployed"));
    }

    private String page(String name) throws IOException, InterruptedException {
        URI uri = URI.create(server().adapter().webAddress() + "/" + name.replace(".war", "") + "/" + PAGE);
        HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("%s", uri).isEqualTo(200);
        return answer.body();
    }
}
