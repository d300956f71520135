package dev.domibusbackup.server.tomee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.DomibusDeployment.HowDeployed;

class TomEEFilesTest {

    @TempDir
    private Path base;

    @Test
    void a_set_taken_while_domibus_is_kept_down_has_its_own_context_file_and_nothing_of_ours() throws IOException {
        Path conf = base.resolve("conf");
        Path contexts = Files.createDirectories(conf.resolve("Catalina/localhost"));
        Path contextFile = Files.writeString(contexts.resolve("domibus.xml"), "<Context/>");
        Path other = Files.writeString(contexts.resolve("other.xml"), "<Context/>");
        KeptDown kept = new KeptDown(base.resolve("data"));
        kept.take(new KeptDown.Note(new DomibusDeployment("domibus", "domibus.war", HowDeployed.MANAGED, "/domibus",
                "/wars/domibus.war"), "Catalina:name=x", contextFile.toString(), true));
        Map<String, Path> settings = new HashMap<>(Map.of("conf/Catalina", conf.resolve("Catalina"),
                "conf/server.xml", conf.resolve("server.xml")));
        TomEEFiles.asWithoutUs(conf, kept.held().orElseThrow(), settings);
        assertThat(settings).containsOnly(Map.entry("conf/server.xml", conf.resolve("server.xml")),
                Map.entry("conf/Catalina/localhost/other.xml", other),
                Map.entry("conf/Catalina/localhost/domibus.xml", KeptDown.kept(contextFile)));
        assertThat(settings.get("conf/Catalina/localhost/domibus.xml")).hasContent("<Context/>");
    }
}
