package dev.domibusbackup.linkage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.ApplicationServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The compiler sees the classes of one version of one server. The same class files run in others, where a method with
 * another signature is found out when it is first called: in the middle of a restore. So each class file is linked
 * here against the jars of every server that it runs in.
 */
class ServerLinkageTest {

    /** Where the build has put the jars of each server. */
    private static final Path JARS = Path.of(System.getProperty("linkage.jars"));

    enum Server {
        WILDFLY_39("wildfly-39", UnaryOperator.identity()),
        WILDFLY_26("wildfly-26", OurClasses::forJavaEe8);

        private final String folder;
        private final UnaryOperator<byte[]> edition;

        Server(String folder, UnaryOperator<byte[]> edition) {
            this.folder = folder;
            this.edition = edition;
        }
    }

    /** A version that the build does not know would be taken from the other server, and nothing would be checked. */
    @Test
    void the_servers_have_no_jar_in_common() {
        assertThat(JARS.resolve(Server.WILDFLY_26.folder).toFile().list()).isNotEmpty()
                .doesNotContain(JARS.resolve(Server.WILDFLY_39.folder).toFile().list());
    }

    @ParameterizedTest
    @EnumSource
    void every_class_links_with_the_classes_of_the_server(Server server) {
        Universe universe = new Universe(JARS.resolve(server.folder));
        List<byte[]> files = new ArrayList<>(OurClasses.beside(ApplicationServer.class));
        files.addAll(OurClasses.beside(ProblemException.class));
        files.replaceAll(server.edition);
        universe.add(files.stream().map(KnownClass::read).toList());
        Linker linker = new Linker(universe);
        assertThat(files).hasSizeGreaterThan(300);
        assertThat(files.stream().flatMap(file -> linker.faultsOf(KnownClass.read(file), References.of(file)).stream()))
                .isEmpty();
    }
}
