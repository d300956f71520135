package dev.domibusbackup.domibus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path root;

    @Test
    void a_secret_is_never_written_by_jackson() throws IOException {
        ObjectMapper fields = new ObjectMapper().setVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.ANY);
        for (ObjectMapper mapper : List.of(JSON, fields)) {
            assertThat(mapper.writeValueAsString(Map.of("a", Secret.of("hidden")))).isEqualTo("{\"a\":\"<redacted>\"}");
            assertThat(mapper.writeValueAsString(new StartupArguments(Secret.of("hidden"), List.of())))
                    .doesNotContain("hidden");
        }
    }

    @Test
    void no_secret_is_in_the_json_of_an_installation() throws IOException {
        Tree tree = Tree.in(root).properties("domibus.properties", """
                domibus.security.keystore.password=first-secret
                copied.value=${domibus.security.keystore.password}
                inside.value=a first-secret b
                some.url=jdbc:mysql://u:second-secret@h/s?password=third-secret
                enc.value=ENC(Zm91cnRo)
                domibus.password.encryption.active=false
                fsplugin.messages.location=smb://u:fifth-secret@h/x
                unresolved.password=${sixth-secret}""");
        tree.systemProperties.put("domibus.proxy.password", "seventh-secret");
        tree.systemProperties.put("javax.net.ssl.keyStorePassword", "eighth-secret");
        tree.environment.put("DB_PASS", "ninth-secret");
        tree.properties("domibus.properties", "from.environment=${DB_PASS}");
        tree.jvmArguments.addAll(List.of("-Xmx1g", "-Djavax.net.ssl.keyStorePassword=eighth-secret",
                "-Dx=ninth-secret", "-javaagent:a.jar=token=tenth-secret,port=1"));
        Installation installation = tree.read();
        for (String json : List.of(JSON.writeValueAsString(installation), installation.toString(),
                installation.problems().toString(), installation.warnings().toString(), tree.facts().toString())) {
            assertThat(json).doesNotContain("first-secret", "second-secret", "third-secret", "Zm91cnRo",
                    "fifth-secret", "seventh-secret", "eighth-secret", "ninth-secret", "tenth-secret", Tree.PASSWORD);
        }
        JsonNode view = JSON.valueToTree(installation);
        assertThat(view.path("database").path("passwordKnown").asBoolean()).isTrue();
        assertThat(view.path("properties").findValuesAsText("name")).contains("copied.value");
        assertThat(view.toString()).contains("\"domibus.password.encryption.active\",\"value\":\"false\"");
    }

    @Test
    void startup_arguments_are_complete_for_the_set_and_redacted_for_others() {
        Tree tree = Tree.in(root);
        tree.jvmArguments.addAll(List.of("-Xmx1g", "-Ddomibus.config.location=" + tree.conf,
                "-Ddomibus.datasource.password=p1", "-Dmultiline=a\nb"));
        tree.systemProperties.put("domibus.set.elsewhere", "x");
        tree.systemProperties.put("domibus.datasource.password", "p1");
        tree.systemProperties.put("java.version", "17");
        StartupArguments arguments = tree.read().arguments();
        assertThat(arguments.complete().reveal()).isEqualTo("-Xmx1g\n-Ddomibus.config.location=" + tree.conf
                + "\n-Ddomibus.datasource.password=p1\n-Dmultiline=a\\nb\n-Ddomibus.set.elsewhere=x\n");
        assertThat(arguments.redacted()).containsExactly("-Xmx1g", "-Ddomibus.config.location=" + tree.conf,
                "-Ddomibus.datasource.password=<redacted>", "-Dmultiline=a\\nb", "-Ddomibus.set.elsewhere=x");
    }

    @Test
    void with_everything_missing_all_problems_come_at_once() throws IOException {
        ServerFacts nothing = new ServerFacts(ServerKind.WILDFLY, Optional.of(root.resolve("none.war")), Map.of(),
                Map.of(), List.of(), List.of(), List.of(), List.of());
        Installation installation = new InstallationReader().read(nothing);
        assertThat(installation.problems()).extracting("code")
                .containsExactly("DB-DOM-012", "DB-DOM-001", "DB-DOM-013", "DB-DOM-017");
        assertThat(installation.problems()).allSatisfy(problem -> assertThat(problem.hint()).isNotBlank());
        assertThat(JSON.writeValueAsString(installation)).contains("DB-DOM-001");
        Installation tomcat = new InstallationReader().read(new ServerFacts(ServerKind.TOMCAT, Optional.empty(),
                Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of()));
        assertThat(tomcat.problems()).extracting("code").containsExactly("DB-DOM-001", "DB-DOM-014", "DB-DOM-017");
    }

    @Test
    void the_configuration_folder_is_found_by_either_spelling_and_must_be_one() {
        Tree tree = Tree.in(root);
        tree.systemProperties.remove("domibus.config.location");
        tree.systemProperties.put("domibus.conf.location", tree.conf + "/");
        assertThat(tree.read().location()).contains(
                new ConfigLocation(tree.conf, "system property domibus.conf.location"));
        tree.systemProperties.put("domibus.config.location", root + "/nowhere");
        Installation installation = tree.read();
        assertThat(installation.location()).isEmpty();
        assertThat(installation.problems()).extracting("code").contains("DB-DOM-002");
        tree.war.put("WEB-INF/web.xml", ("<web-app><context-param><description>d</description><param-name>"
                + "domibus.config.location</param-name><param-value>" + tree.conf
                + "</param-value></context-param></web-app>").getBytes());
        assertThat(tree.read().location()).contains(
                new ConfigLocation(tree.conf, "context parameter domibus.config.location"));
    }

    @Test
    void an_exploded_war_tells_the_same() throws IOException {
        Tree tree = Tree.in(root).properties("domibus.properties", "x=1");
        tree.war.put("WEB-INF/classes/config/domibus.properties", "domibus.environment.server.name=wildfly".getBytes());
        ServerFacts facts = tree.facts();
        Path exploded = tree.folder("exploded");
        try (ZipFile zip = new ZipFile(facts.war().orElseThrow().toFile());
                Stream<? extends ZipEntry> entries = zip.stream()) {
            entries.forEach(entry -> {
                try {
                    tree.write(exploded.resolve(entry.getName()), zip.getInputStream(entry).readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        Installation fromFolder = new InstallationReader().read(new ServerFacts(facts.kind(), Optional.of(exploded),
                facts.systemProperties(), facts.environment(), facts.jvmArguments(), facts.logFolders(),
                facts.dataSources(), facts.queues()));
        Installation fromArchive = new InstallationReader().read(facts);
        assertThat(fromFolder.problems()).isEmpty();
        assertThat(fromFolder.version().map(DomibusVersion::version))
                .isEqualTo(fromArchive.version().map(DomibusVersion::version));
        assertThat(fromFolder.properties().names()).isEqualTo(fromArchive.properties().names())
                .contains("domibus.environment.server.name");
        assertThat(Files.exists(exploded)).isTrue();
    }

    @Test
    void values_that_may_hold_passwords_are_left_out_of_json() {
        ObjectMapper mapper = new ObjectMapper().registerModule(new SimpleModule()
                .addSerializer(Optional.class, new ToStringSerializer()));
        Tree tree = Tree.in(root);
        tree.systemProperties.put("x", "hidden");
        tree.environment.put("Y", "hidden");
        tree.jvmArguments.add("-Dx=hidden");
        tree.dataSources.set(0, tree.dataSource("jdbc:mysql://u:hidden@h/s"));
        assertThat(mapper.valueToTree(tree.facts()).toString()).contains("eDeliveryMysqlDS").doesNotContain("hidden");
        EffectiveProperty property = tree.read().properties().find("x").orElseThrow();
        assertThat(mapper.valueToTree(property).toString()).contains("\"x\"").doesNotContain("hidden");
    }

    @Test
    void a_broken_plugin_or_manifest_is_a_problem_and_hinders_nothing_else() {
        Tree tree = Tree.in(root).properties("plugins/config/a-plugin.properties", "a=1");
        tree.file("conf/domibus/plugins/lib/broken.jar", "no archive");
        tree.war.put("META-INF/MANIFEST.MF", "no manifest\n".getBytes());
        Installation installation = tree.read();
        assertThat(installation.problems()).extracting("code").containsExactly("DB-DOM-012", "DB-DOM-003");
        assertThat(installation.properties().find("a")).isPresent();
        assertThat(installation.version()).isPresent();
    }

    @Test
    void the_work_folder_of_the_broker_defaults_to_the_configuration_folder() {
        Tree tree = Tree.in(root);
        assertThat(tree.read().work()).contains(tree.conf);
        tree.properties("domibus.properties", "domibus.work.location=/var/domibus");
        assertThat(tree.read().work()).contains(Path.of("/var/domibus"));
    }
}
