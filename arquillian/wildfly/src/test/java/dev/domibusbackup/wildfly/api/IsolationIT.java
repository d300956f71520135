package dev.domibusbackup.wildfly.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

import javax.xml.parsers.DocumentBuilderFactory;

import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.site.Site;
import dev.domibusbackup.wildfly.leak.Remains;

/** Neither do we meet what Domibus brings, nor does it meet anything of ours. */
class IsolationIT {

    @RegisterExtension
    static final SharedSite SHARED = new SharedSite();

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final String LIBRARIES = "libraries-of-domibus.war";
    /** As Domibus does: the server's own libraries are not seen in place of those in the WAR. */
    private static final String DOMIBUS_STRUCTURE = """
            <jboss-deployment-structure xmlns="urn:jboss:deployment-structure:1.2">
                <deployment>
                    <exclude-subsystems>
                        <subsystem name="jaxrs"/>
                        <subsystem name="jpa"/>
                        <subsystem name="logging"/>
                    </exclude-subsystems>
                </deployment>
            </jboss-deployment-structure>
            """;
    private static final String MAPPER = "com.fasterxml.jackson.databind.ObjectMapper";

    @TempDir
    static Path folder;
    private static Site site;

    @BeforeAll
    static void another_application_with_the_libraries_of_domibus() throws IOException {
        site = SHARED.site();
        Path jars = Path.of(System.getProperty("basedir"), "target/libraries-of-domibus");
        WebArchive war = ShrinkWrap.create(WebArchive.class, LIBRARIES).addAsWebResource(
                IsolationIT.class.getResource("libraries.jsp"), "libraries.jsp")
                .addAsWebInfResource(new StringAsset(DOMIBUS_STRUCTURE), "jboss-deployment-structure.xml");
        try (Stream<Path> files = Files.list(jars)) {
            files.forEach(jar -> war.addAsLibrary(jar.toFile()));
        }
        Path file = folder.resolve(LIBRARIES);
        war.as(ZipExporter.class).exportTo(file.toFile());
        site.server().deploy(file);
    }

    @AfterAll
    static void take_it_away() {
        if (site != null) {
            site.server().undeploy(LIBRARIES);
        }
    }

    @Test
    void each_uses_its_own_version_of_the_same_library_at_the_same_time() throws Exception {
        String seen = libraries("java.lang.String");
        assertThat(seen.lines()).contains("jackson 2.13.5", "json [1,\"two\"]", "spring 5.3.39",
                "hibernate 5.6.15.Final", "hazelcast 4.2.8");
        assertThat(seen.lines().filter(line -> line.startsWith("place ")))
                .hasSize(3).allMatch(line -> line.contains(LIBRARIES + "/WEB-INF/lib/"));

        // ours reads and writes all that goes through the API with the same class, of another version
        assertThat(site.api().get("/installation").status()).isEqualTo(200);
        String set = site.api().awaitJob(site.api().startBackup("{\"label\":\"isolated\"}").locationId(), BOUND)
                .path("set").asText();
        assertThat(site.api().get("/backups/" + set).status()).isEqualTo(200);
        assertThat(libraries("java.lang.String")).isEqualTo(seen);
        List<String> loaders = new Remains(site.server()).loadersWith(MAPPER);
        assertThat(loaders).filteredOn(loader -> loader.contains(LIBRARIES)).hasSize(1);
        assertThat(loaders).filteredOn(loader -> loader.contains(ear())).hasSize(1);
    }

    @Test
    void classes_of_ours_are_found_by_nobody_else() throws Exception {
        assertThat(libraries("dev.domibusbackup.set.Json", "dev.domibusbackup.api.JobAnswer",
                "com.google.code.externalsorting.ExternalSort", MAPPER).lines()
                .filter(line -> line.startsWith("class ")))
                .containsExactly("class dev.domibusbackup.set.Json not found",
                        "class dev.domibusbackup.api.JobAnswer not found",
                        "class com.google.code.externalsorting.ExternalSort not found",
                        "class " + MAPPER + " " + MAPPER);
    }

    @Test
    void no_deployment_depends_on_one_of_ours_nor_ours_on_another() {
        for (String other : List.of(Site.DOMIBUS, LIBRARIES)) {
            assertThat(modules(Management.address("deployment", other))).as(other)
                    .isNotEmpty().noneMatch(module -> module.contains("domibus-backup"));
        }
        for (ModelNode ours : List.of(Management.address("deployment", ear()),
                Management.address("deployment", ear(), "subdeployment", "domibus-backup.war"))) {
            assertThat(modules(ours)).isNotEmpty()
                    .filteredOn(module -> module.startsWith("deployment."))
                    .allMatch(module -> module.contains(ear()), "is a part of our EAR");
        }
    }

    @Test
    void the_server_got_no_global_module_and_nothing_is_exported() throws Exception {
        Management management = site.server().management();
        ModelNode ee = Management.address("subsystem", "ee");
        assertThat(management.attribute(ee, "global-modules").isDefined()).isFalse();
        ModelNode directories = Operations.createOperation("read-children-names", ee);
        directories.get("child-type").set("global-directory");
        assertThat(management.execute(directories).asList()).isEmpty();

        Document structure = structure();
        NodeList modules = structure.getElementsByTagNameNS("*", "module");
        assertThat(modules.getLength()).isPositive();
        for (int i = 0; i < modules.getLength(); i++) {
            assertThat(modules.item(i).getAttributes().getNamedItem("export")).isNull();
            assertThat(modules.item(i).getAttributes().getNamedItem("services")).isNull();
        }
    }

    private static Document structure() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try (ZipFile archive = new ZipFile(BuildOutput.ear().toFile());
             InputStream in = archive.getInputStream(archive.getEntry("META-INF/jboss-deployment-structure.xml"))) {
            return factory.newDocumentBuilder().parse(in);
        }
    }

    /** Names of all modules that a deployment sees, whoever asked for them. */
    private static List<String> modules(ModelNode deployment) {
        ModelNode operation = Operations.createOperation("list-modules", deployment);
        operation.get("verbose").set(true);
        return site.server().management(operation).asPropertyList().stream()
                .flatMap(kind -> kind.getValue().isDefined() ? kind.getValue().asList().stream() : Stream.empty())
                .map(module -> module.get("name").asString()).toList();
    }

    private static String ear() {
        ModelNode names = Operations.createOperation("read-children-names", Management.address());
        names.get("child-type").set("deployment");
        return site.server().management(names).asList().stream().map(ModelNode::asString)
                .filter(name -> name.startsWith("domibus-backup")).findFirst().orElseThrow();
    }

    private static String libraries(String... classes) throws IOException, InterruptedException {
        URI page = site.server().uri("/libraries-of-domibus/libraries.jsp?class=" + String.join("&class=", classes));
        HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(page).timeout(BOUND)
                .build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
