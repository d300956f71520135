package dev.domibusbackup.domibus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomibusLogsTest {

    private static final String APPENDER = """
            <configuration>
              <property name="folder" value="%s"/>
              <appender name="file"><file>${folder}/domibus.log</file>
                <rollingPolicy>
                  <fileNamePattern>${folder}/old-%%d{yyyy-MM-dd}/domibus-%%i.log</fileNamePattern></rollingPolicy>
              </appender>
            </configuration>""";

    @TempDir
    Path root;

    @Test
    void folders_come_from_logback_the_tenants_and_the_server() throws IOException {
        Tree tree = Tree.in(root).multiTenant("red");
        tree.properties("logback.xml", APPENDER.formatted("${unset:-" + tree.folder("l1") + "}"));
        tree.properties("domains/red/red-logback.xml", APPENDER.formatted("${jboss.home.dir}/l2"));
        tree.systemProperties.put("jboss.home.dir", root.toString());
        tree.folder("logs");
        tree.logFolders.add(root.resolve("standalone/log"));
        Installation installation = tree.read();
        assertThat(installation.warnings()).isEmpty();
        assertThat(installation.logs()).extracting(LogFolder::folder).containsExactly(root.resolve("l1").toRealPath(),
                root.resolve("l2"), root.resolve("logs").toRealPath(), root.resolve("standalone/log"));
        assertThat(installation.logs()).extracting(LogFolder::present).containsExactly(true, false, true, false);
    }

    @Test
    void a_system_property_may_name_another_file_and_relative_names_start_at_the_servers_folder() {
        Tree tree = Tree.in(root).properties("logback.xml", APPENDER.formatted("/unused"));
        tree.systemProperties.put("user.dir", root.toString());
        tree.systemProperties.put("logback.configurationFile",
                "file://" + tree.file("elsewhere/my.xml", APPENDER.formatted("rel")));
        Installation installation = tree.read();
        assertThat(installation.logs()).extracting(LogFolder::folder).containsExactly(root.resolve("rel"));
        assertThat(installation.outside()).extracting(OutsideFile::path)
                .containsExactly(root.resolve("elsewhere/my.xml"));
    }

    @Test
    void a_name_that_cannot_be_resolved_is_a_warning() {
        Tree tree = Tree.in(root).properties("logback.xml", APPENDER.formatted("${nothing}"));
        assertThat(tree.read().warnings()).extracting("code").containsExactly("DB-DOM-028", "DB-DOM-028");
    }
}
