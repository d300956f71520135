package dev.domibusbackup.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.domibusbackup.job.RestoreRequest.Choice;
import dev.domibusbackup.set.Component;

/**
 * restore.md: the table of the eight combinations is made from {@link RestoreRequest#chosen()}, and every test that the
 * documents name is there. With {@code -Ddocumentation.write=true} the table is written anew.
 */
class RestoreDocumentTest {

    private static final Path DOCUMENTS = Path.of("..", "documentation");
    private static final Path DOCUMENT = DOCUMENTS.resolve("restore.md");
    private static final String BEGIN = "<!-- made from RestoreRequest: begin -->\n";
    private static final String END = "<!-- made from RestoreRequest: end -->\n";
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))`");

    @Test
    void restore_md_says_what_takes_part_in_each_combination() throws IOException {
        String text = Files.readString(DOCUMENT);
        String made = text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + table()
                + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("documentation.write")) {
            Files.writeString(DOCUMENT, made);
        }
        assertThat(Files.readString(DOCUMENT)).as("-Ddocumentation.write=true writes it anew").isEqualTo(made);
    }

    @Test
    void every_test_that_a_document_names_is_there() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path document : List.of(DOCUMENT, DOCUMENTS.resolve("keeping-order.md"),
                Path.of("..", "..", "README.md"))) {
            Matcher test = TEST.matcher(Files.readString(document));
            while (test.find()) {
                named.add(test.group(1));
            }
        }
        assertThat(named).hasSizeGreaterThan(20).isSubsetOf(tests());
    }

    private static Set<String> tests() throws IOException {
        Pattern source = Pattern.compile("(\\w+)\\.java");
        try (Stream<Path> files = Files.walk(Path.of("..", ".."))) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .map(file -> source.matcher(file.getFileName().toString())).filter(Matcher::matches)
                    .map(file -> file.group(1)).collect(Collectors.toSet());
        }
    }

    private static String table() {
        StringBuilder text = new StringBuilder("\n| `server` | `database` | `configuration` | backup, of what the "
                + "guide asks for | upgrade | restore |\n|---|---|---|---|---|---|\n");
        for (Choice server : Choice.values()) {
            for (Choice database : Choice.values()) {
                for (Choice configuration : Choice.values()) {
                    RestoreRequest request = request(server, database, configuration);
                    text.append("| %s | %s | %s | %s | messages ported | %s |%n".formatted(server.key(), database.key(),
                            configuration.key(), names(ofGuide(request)), names(request.chosen())));
                }
            }
        }
        return text.append('\n').toString();
    }

    /** Chapters 2 to 4: databases are backed up in each, for the restore or for the clone. */
    private static Set<Component> ofGuide(RestoreRequest request) {
        Set<Component> asked = EnumSet.copyOf(request.chosen());
        asked.add(Component.DATABASES);
        return asked;
    }

    private static RestoreRequest request(Choice server, Choice database, Choice configuration) {
        return new RestoreRequest(server, database, configuration, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null);
    }

    private static String names(Set<Component> components) {
        return components.stream().sorted().map(Component::key).collect(Collectors.joining(", "));
    }
}
