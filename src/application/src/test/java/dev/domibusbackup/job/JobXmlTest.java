package dev.domibusbackup.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import jakarta.inject.Named;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/** The job XML files: what JBeret, BatchEE and WebLogic all accept, with artifacts by their names. */
class JobXmlTest {

    private static final Path JOBS = Path.of("src/main/resources/META-INF/batch-jobs");
    /** Of Java EE 7: the one namespace that all three runtimes accept. */
    private static final String NAMESPACE = "http://xmlns.jcp.org/xml/ns/javaee";

    private static final Set<String> NAMES = readNames();

    static Stream<Path> jobs() throws IOException {
        try (Stream<Path> files = Files.list(JOBS)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void a_job_has_the_namespace_and_version_that_every_runtime_accepts(Path file) throws Exception {
        Element job = parse(file).getDocumentElement();

        assertThat(job.getNamespaceURI()).isEqualTo(NAMESPACE);
        assertThat(job.getLocalName()).isEqualTo("job");
        assertThat(job.getAttribute("version")).isEqualTo("1.0");
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void a_job_has_the_id_of_its_file(Path file) throws Exception {
        assertThat(file.getFileName()).hasToString(parse(file).getDocumentElement().getAttribute("id") + ".xml");
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void a_job_refers_to_artifacts_by_name_and_every_name_exists(Path file) throws Exception {
        assertThat(refs(parse(file))).isNotEmpty().isSubsetOf(NAMES);
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void the_steps_of_a_job_follow_one_another_to_the_last(Path file) throws Exception {
        NodeList steps = parse(file).getElementsByTagNameNS(NAMESPACE, "step");

        for (int i = 0; i < steps.getLength(); i++) {
            String next = i + 1 < steps.getLength() ? ((Element) steps.item(i + 1)).getAttribute("id") : "";
            assertThat(((Element) steps.item(i)).getAttribute("next")).isEqualTo(next);
        }
    }

    @Test
    void every_artifact_is_used_by_a_job() throws Exception {
        Set<String> used = new TreeSet<>();
        for (Path file : jobs().toList()) {
            used.addAll(refs(parse(file)));
        }

        assertThat(used).containsExactlyInAnyOrderElementsOf(NAMES);
    }

    private static Set<String> readNames() {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.domibusbackup").stream().filter(type -> type.isAnnotatedWith(Named.class))
                .map(type -> type.getAnnotationOfType(Named.class).value()).collect(Collectors.toSet());
    }

    private static Set<String> refs(Document job) {
        NodeList elements = job.getElementsByTagNameNS(NAMESPACE, "*");
        return IntStream.range(0, elements.getLength()).mapToObj(i -> (Element) elements.item(i))
                .filter(element -> element.hasAttribute("ref")).map(element -> element.getAttribute("ref"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Document parse(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(file.toFile());
    }
}
