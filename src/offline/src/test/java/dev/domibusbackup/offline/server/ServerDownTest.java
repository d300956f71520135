package dev.domibusbackup.offline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;

class ServerDownTest {

    @TempDir
    Path folder;
    private ServerFolders server;
    private Process process;

    @BeforeEach
    void make() throws IOException {
        server = StoppedServer.in(folder.resolve("wildfly"));
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    @Test
    void a_server_that_does_not_run_is_down() {
        look(false).require();
    }

    @Test
    void a_process_of_that_home_is_named_by_its_number_and_never_by_its_arguments() throws IOException {
        start("-Djboss.home.dir=" + server.home(), "-Dpassword=of-the-night");
        Problem found = problem(look(false));
        assertThat(found.code()).isEqualTo("DB-OFFLINE-040");
        assertThat(found.fact()).contains("process " + process.pid()).doesNotContain("of-the-night");
    }

    @Test
    void a_home_behind_a_link_is_the_same_home() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("current"), server.home());
        start("-Djboss.home.dir=" + link);
        assertThat(problem(look(false)).code()).isEqualTo("DB-OFFLINE-040");
    }

    @Test
    void another_instance_of_the_home_matters_only_where_the_home_itself_is_changed() throws IOException {
        start("-Djboss.home.dir=" + server.home(), "-Djboss.server.base.dir=" + folder.resolve("other"));
        look(false).require();
        assertThat(problem(look(true)).code()).isEqualTo("DB-OFFLINE-040");
    }

    @Test
    void a_port_whose_owner_cannot_be_seen_is_a_problem_and_one_of_another_program_is_none() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerFolders listening = StoppedServer.in(folder.resolve("listening"), socket.getLocalPort());
            ServerDown.of(listening, Map.of(), null, false).require();
            Path proc = withoutProcesses();
            Problem found = problem(new ServerDown(proc, listening, Map.of(), false));
            assertThat(found.code()).isEqualTo("DB-OFFLINE-041");
            assertThat(found.fact()).contains("port " + socket.getLocalPort(), "standalone-full.xml", "\"http\"");
            new ServerDown(proc, listening, Map.of("jboss.socket.binding.port-offset", "1"), false).require();
        }
    }

    @Test
    void broken_settings_are_no_hindrance_and_have_the_usual_ports() throws IOException {
        Files.writeString(server.configuration().resolve("standalone-full.xml"), "<server");
        look(false).require();
        assertThat(SettingsXml.usualPorts(Map.of("jboss.socket.binding.port-offset", "7")))
                .contains(new SettingsXml.Port("management-http", 9997));
    }

    @Test
    void what_cannot_be_asked_is_a_problem() throws IOException {
        Path nothing = Files.createDirectory(folder.resolve("proc"));
        assertThat(problem(new ServerDown(nothing, server, Map.of(), false)).code()).isEqualTo("DB-OFFLINE-044");
    }

    @Test
    void the_locks_of_the_journal_of_a_database_and_of_a_job_are_found() throws IOException {
        Path journal = Files.createDirectories(server.data().resolve("activemq/journal")).resolve("server.lock");
        Files.write(journal, new byte[19]);
        Files.write(server.ownData().resolve("job.lock"), new byte[0]);
        look(false).require();
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.WRITE)) {
            // as the broker does: one byte only
            channel.tryLock(1, 1, false);
            assertThat(problem(look(false)).fact()).contains(journal.toString());
        }
        Path database = Files.write(server.ownData().resolve("jobs.mv.db"), new byte[1]);
        try (FileChannel channel = FileChannel.open(database, StandardOpenOption.WRITE)) {
            channel.tryLock();
            assertThat(problem(look(false)).fact()).contains("jobs.mv.db");
        }
        try (ServerLock lock = ServerLock.take(server)) {
            assertThat(problem(look(false)).fact()).contains("job.lock");
            assertThatThrownBy(() -> ServerLock.take(server)).hasMessageContaining("DB-OFFLINE-042");
        }
        look(false).require();
    }

    @Test
    void a_lock_of_another_process_is_told_with_its_number() throws Exception {
        Path journal = Files.createDirectories(server.data().resolve("activemq/journal")).resolve("server.lock");
        Files.write(journal, new byte[19]);
        process = new ProcessBuilder("flock", "--exclusive", journal.toString(), "sh", "-c", "echo locked; read x")
                .redirectErrorStream(true).start();
        assertThat(process.inputReader().readLine()).isEqualTo("locked");
        assertThat(problem(look(false)).fact()).contains(journal.toString(), "process ");
    }

    @Test
    void the_process_that_the_start_wrote_down_counts_while_it_lives_and_nobody_sees_what_it_is() throws IOException {
        Files.writeString(server.base().resolve("tmp/startup-marker"), "success:4711");
        Path proc = withoutProcesses();
        new ServerDown(proc, server, Map.of(), false).require();
        Files.createDirectory(proc.resolve("4711"));
        assertThat(problem(new ServerDown(proc, server, Map.of(), false)).fact()).contains("process 4711",
                "startup-marker");
        Files.writeString(proc.resolve("4711/cmdline"), "sh\0-c\0ls\0");
        new ServerDown(proc, server, Map.of(), false).require();
    }

    @Test
    void a_folder_that_is_no_server_is_refused() {
        assertThatThrownBy(() -> ServerFolders.of(folder, null)).hasMessageContaining("DB-OFFLINE-043");
        assertThatThrownBy(() -> ServerFolders.of(server.home(), folder.resolve("none")))
                .hasMessageContaining("DB-OFFLINE-043");
    }

    private ServerDown look(boolean wholeHome) {
        return ServerDown.of(server, Map.of(), null, wholeHome);
    }

    private static Problem problem(ServerDown look) {
        List<Problem> problems = catchThrowableOfType(ProblemException.class, look::require).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    /** A process with such arguments, as the start script gives them to Java. */
    private void start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "echo up; read x", "java"));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).start();
        assertThat(process.inputReader().readLine()).isEqualTo("up");
    }

    /** The kernel's tables, as a user sees them who may not see the processes of others. */
    private Path withoutProcesses() throws IOException {
        Path proc = Files.createDirectories(folder.resolve("proc-without/net")).getParent();
        for (String table : List.of("net/tcp", "net/tcp6", "locks")) {
            Path real = Path.of("/proc").resolve(table);
            if (Files.exists(real)) {
                Files.write(proc.resolve(table), Files.readAllBytes(real));
            }
        }
        return proc;
    }
}
