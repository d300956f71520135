package dev.domibusbackup.domibus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectivePropertiesTest {

    private static final String KEY = "domibus.some.key";

    /** A source, weakest first, and how to set the key in it. */
    private record Source(String name, Consumer<Tree> set) {
    }

    private static final List<Source> SOURCES = List.of(
            new Source("WAR defaults", tree -> tree.war.put("WEB-INF/lib/domibus-MSH-5.1.1.jar",
                    Tree.jar(Map.of("config/domibus-default.properties", KEY + "=WAR defaults")))),
            new Source("WAR of the server", tree -> tree.war.put("WEB-INF/classes/config/domibus.properties",
                    bytes("WAR of the server"))),
            file("domibus.properties"),
            file("domains/super-domibus.properties"),
            file("domains/red/red-domibus.properties"),
            new Source("plugin default", tree -> tree.write(tree.conf.resolve("plugins/lib/a.jar"), Tree.jar(
                    Map.of("config/a-plugin-default.properties", KEY + "=plugin default")))),
            new Source("plugin default of the server", tree -> tree.write(tree.conf.resolve("plugins/lib/b.jar"),
                    Tree.jar(Map.of("config/wildfly/b-plugin.properties", KEY + "=plugin default of the server",
                            "config/tomcat/b-plugin.properties", KEY + "=of another server")))),
            file("plugins/config/c-plugin.properties"),
            file("plugins/config/domains/red/red-c-plugin.properties"),
            file("extensions/config/d-extension.properties"),
            file("extensions/config/domains/red/red-d-extension.properties"),
            new Source("environment", tree -> tree.environment.put("DOMIBUS_SOME_KEY", "environment")),
            new Source("system properties", tree -> tree.systemProperties.put(KEY, "system properties")),
            new Source("context", tree -> tree.war.put("WEB-INF/web.xml", ("<web-app><context-param><param-name>" + KEY
                    + "</param-name><param-value>context</param-value></context-param></web-app>")
                    .getBytes(StandardCharsets.UTF_8))));

    @TempDir
    Path root;

    private static Source file(String path) {
        return new Source(path, tree -> tree.properties(path, KEY + "=" + path));
    }

    private static byte[] bytes(String value) {
        return (KEY + "=" + value).getBytes(StandardCharsets.UTF_8);
    }

    @TestFactory
    Stream<DynamicTest> of_two_sources_the_stronger_wins() {
        List<DynamicTest> pairs = new ArrayList<>();
        IntStream.range(0, SOURCES.size() - 1).forEach(weak -> {
            Source weaker = SOURCES.get(weak);
            Source stronger = SOURCES.get(weak + 1);
            pairs.add(DynamicTest.dynamicTest(stronger.name() + " over " + weaker.name(), () -> {
                Tree tree = Tree.in(root.resolve("pair" + weak));
                tree.folder("conf/domibus/domains");
                stronger.set().accept(tree);
                weaker.set().accept(tree);
                assertThat(tree.value(KEY)).isEqualTo(stronger.name());
            }));
        });
        return pairs.stream();
    }

    @Test
    void each_source_is_named() {
        Tree tree = Tree.in(root).properties("domibus.properties", "a=1");
        tree.environment.put("B_C", "2");
        Installation installation = tree.read();
        assertThat(installation.properties().find("a").orElseThrow().source())
                .isEqualTo(tree.conf.resolve("domibus.properties").toString());
        assertThat(installation.properties().find("b.c").orElseThrow().source()).isEqualTo("environment B_C");
        assertThat(installation.properties().find("domibus.password.encryption.key.location").orElseThrow().source())
                .endsWith("domibus.war!/WEB-INF/lib/domibus-MSH-5.1.1.jar!/config/domibus-default.properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my.some-key", "my_some_key", "my_some-key", "MY_SOME_KEY", "MY.SOME-KEY", "my.some_key"})
    void the_environment_is_found_in_springs_relaxed_form(String variable) {
        Tree tree = Tree.in(root).properties("domibus.properties", "my.some-key=file");
        tree.environment.put(variable, "environment");
        assertThat(tree.value("my.some-key")).isEqualTo("environment");
    }

    @Test
    void the_environment_is_not_found_in_other_forms() {
        Tree tree = Tree.in(root).properties("domibus.properties", "my.someKey=file");
        tree.environment.put("MY_SOME_KEY", "environment");
        assertThat(tree.value("my.someKey")).isEqualTo("file");
    }

    @Test
    void the_resolved_location_wins_over_everything() {
        Tree tree = Tree.in(root).properties("domibus.properties", 
                "domibus.config.location=/elsewhere\nx=${domibus.config.location}/y");
        tree.systemProperties.put("domibus.config.location", tree.conf + "/../domibus/.");
        tree.environment.put("DOMIBUS_CONFIG_LOCATION", "/other");
        assertThat(tree.value("x")).isEqualTo(tree.conf + "/y");
    }

    @Test
    void a_placeholder_is_resolved_against_all_sources() {
        Tree tree = Tree.in(root).properties("domibus.properties", "x=${from.plugin}/${from.system}/${FROM_ENV}");
        tree.properties("plugins/config/a-plugin.properties", "from.plugin=p");
        tree.systemProperties.put("from.system", "s");
        tree.environment.put("FROM_ENV", "e");
        assertThat(tree.value("x")).isEqualTo("p/s/e");
    }

    @Test
    void files_are_read_as_utf8_and_one_that_is_not_is_a_warning() {
        Tree tree = Tree.in(root).properties("domibus.properties", "x=Grüße");
        tree.write(tree.conf.resolve("plugins/config/l-plugin.properties"),
                "y=Gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1));
        Installation installation = tree.read();
        assertThat(installation.properties().find("x").orElseThrow().value()).contains("Grüße");
        assertThat(installation.warnings()).extracting("code").contains("DB-DOM-031");
    }

    @Test
    void one_unresolvable_property_hinders_no_other() {
        Tree tree = Tree.in(root).properties("domibus.properties",
                "a=${b}\nb=${a}\nc=${nothing}\nd=fine\ndomibus.attachment.storage.location=${nothing}/p");
        Installation installation = tree.read();
        assertThat(installation.properties().find("d").orElseThrow().value()).contains("fine");
        assertThat(installation.problems()).extracting("code").containsExactly("DB-DOM-004");
        assertThat(installation.problems().get(0).fact()).contains("domibus.attachment.storage.location")
                .contains(tree.conf.resolve("domibus.properties").toString());
        assertThat(installation.warnings()).extracting("code")
                .containsExactly("DB-DOM-005", "DB-DOM-005", "DB-DOM-004");
    }

    @Test
    void a_malformed_file_is_a_problem_and_the_others_are_read() {
        Tree tree = Tree.in(root).properties("plugins/config/bad-plugin.properties", "x=\\uZZZZ")
                .properties("plugins/config/good-plugin.properties", "y=1");
        Installation installation = tree.read();
        assertThat(installation.problems()).extracting("code").containsExactly("DB-DOM-003");
        assertThat(installation.properties().find("y")).isPresent();
    }

    @Test
    void domibus_4_keeps_domain_files_in_the_root() {
        Tree tree = Tree.in(root);
        tree.war.put("WEB-INF/lib/domibus-MSH-5.1.1.jar", Tree.jar(Map.of()));
        tree.war.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Version: 4.2.3\n"
                .getBytes(StandardCharsets.UTF_8));
        tree.properties("red-domibus.properties", "red.x=4");
        assertThat(tree.value("red.x")).isEqualTo("4");
    }

    @Test
    void a_copy_left_in_the_root_is_not_read_by_domibus_5() {
        Tree tree = Tree.in(root).properties("old-domibus.properties", "domibus.database.schema=old");
        assertThat(tree.value("domibus.database.schema")).isEqualTo("domibus");
    }
}
