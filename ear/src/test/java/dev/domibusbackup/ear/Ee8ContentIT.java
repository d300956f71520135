package dev.domibusbackup.ear;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What the EAR for Java EE 8 holds, and what it must not. */
class Ee8ContentIT {

    private static final int JAVA_11 = 55;

    /** Files that name Jakarta EE rightly, and why. */
    private static final List<Pattern> MAY_NAME_JAKARTA = List.of(
            // tell how a jar was built, and nobody reads them in a server
            Pattern.compile("(.*!)?META-INF/maven/.*/pom\\.(xml|properties)"));

    /** The name that javac gives to a private array of its own, after the enum of a switch; no reference to it. */
    private static final Pattern SWITCH_MAP = Pattern.compile("\\$SwitchMap\\$jakarta\\$[\\w$]+");

    @Test
    void nothing_names_jakarta() {
        Map<String, String> naming = new TreeMap<>();
        Edition.EE8.files().forEach((path, content) -> {
            String text = SWITCH_MAP.matcher(new String(content, StandardCharsets.ISO_8859_1)).replaceAll("");
            int at = text.indexOf("jakarta");
            if (at >= 0 && MAY_NAME_JAKARTA.stream().noneMatch(allowed -> allowed.matcher(path).matches())) {
                naming.put(path, text.substring(at, Math.min(text.length(), at + 60)));
            }
        });

        assertThat(naming).isEmpty();
        assertThat(Edition.JAKARTA.files().get("domibus-backup.war!WEB-INF/web.xml"))
                .as("what the other one says").asString().contains("jakarta");
    }

    @Test
    void no_class_needs_more_than_java_11() {
        Map<String, Integer> newer = Edition.EE8.classes().entrySet().stream()
                .filter(file -> version(file.getValue()) > JAVA_11)
                .collect(Collectors.toMap(Map.Entry::getKey, file -> version(file.getValue())));

        assertThat(newer).isEmpty();
        assertThat(Edition.EE8.ownClasses()).hasSameSizeAs(Edition.JAKARTA.ownClasses()).hasSizeGreaterThan(800);
    }

    /** Java 11 ignores a folder for a newer version, and a server that does not would not find it anywhere else. */
    @Test
    void classes_for_newer_versions_of_java_lie_where_java_11_does_not_look() {
        Map<String, Integer> newer = new TreeMap<>();
        Edition.EE8.files().forEach((path, content) -> {
            if (path.endsWith(".class") && Edition.inner(path).startsWith("META-INF/") && version(content) > JAVA_11) {
                newer.put(path, version(content));
            }
        });

        assertThat(newer.keySet()).allMatch(path -> path.matches("lib/.*\\.jar!META-INF/versions/(1[2-9]|2\\d)/.*"));
        newer.keySet().forEach(path -> assertThat(Edition.EE8.files())
                .containsKey(path.replaceFirst("!META-INF/versions/\\d+/", "!")));
    }

    @Test
    void no_api_of_java_ee_is_in_it() {
        assertThat(Edition.EE8.classes().keySet()).map(Edition::inner)
                .noneMatch(name -> name.startsWith("javax/") || name.startsWith("jakarta/"));
    }

    @Test
    void it_holds_what_the_other_one_holds_and_what_brought_it_down() {
        // a file of a service has the name of its interface
        Set<String> other = Edition.JAKARTA.files().keySet().stream()
                .map(path -> path.replace("/services/jakarta.", "/services/javax.")).collect(Collectors.toSet());
        Set<String> more = new TreeSet<>(Edition.EE8.files().keySet());
        more.removeAll(other);

        assertThat(Edition.EE8.files()).containsKeys(other.toArray(String[]::new));
        assertThat(more).allMatch(path -> path.equals("META-INF/NOTICE")
                || path.matches("lib/jvmdowngrader-java-api-[\\d.]+-downgraded-11\\.jar!.*"));
        assertThat(more).as("the licence of what is added")
                .contains("META-INF/NOTICE").anyMatch(path -> path.endsWith("!license/LGPLv2.1.md"));
    }

    @Test
    void what_others_made_is_as_they_made_it() {
        assertThat(Edition.EE8.files()).containsAllEntriesOf(Edition.JAKARTA.files().entrySet().stream()
                .filter(file -> file.getKey().startsWith("lib/") && !file.getKey().contains("domibus-backup"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @ParameterizedTest
    @CsvSource({
        "META-INF/application.xml, http://xmlns.jcp.org/xml/ns/javaee, 8",
        "domibus-backup.war!WEB-INF/web.xml, http://xmlns.jcp.org/xml/ns/javaee, 4.0",
        "domibus-backup.war!WEB-INF/beans.xml, http://xmlns.jcp.org/xml/ns/javaee, 2.0",
        "domibus-backup.war!WEB-INF/classes/META-INF/persistence.xml, http://xmlns.jcp.org/xml/ns/persistence, 2.2",
        "domibus-backup.war!WEB-INF/classes/META-INF/batch-jobs/domibus-backup.xml,"
                + " http://xmlns.jcp.org/xml/ns/javaee, 1.0"
    })
    void descriptors_have_the_versions_of_java_ee_8(String path, String namespace, String version) {
        String text = new String(Edition.EE8.files().get(path), StandardCharsets.UTF_8);
        String root = text.substring(text.lastIndexOf('<', text.indexOf("xmlns=")));

        assertThat(root.substring(0, root.indexOf('>')))
                .contains("xmlns=\"" + namespace + "\"", " version=\"" + version + "\"");
    }

    @Test
    void a_transaction_of_a_chunk_has_its_time_under_the_name_that_the_batch_runtime_knows() {
        assertThat(new String(Edition.EE8.files().get(Edition.WAR_CLASSES
                + "META-INF/batch-jobs/domibus-restore.xml"), StandardCharsets.UTF_8))
                .contains("name=\"javax.transaction.global.timeout\"");
    }

    private static int version(byte[] code) {
        return ByteBuffer.wrap(code).getShort(6);
    }
}
