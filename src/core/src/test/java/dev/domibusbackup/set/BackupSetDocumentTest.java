package dev.domibusbackup.set;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.domibusbackup.Documentation;
import dev.domibusbackup.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the specification of the set's format against the code. */
class BackupSetDocumentTest {

    private static final String TEXT = Documentation.read("backup-set.md");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{2,3} (\\w+)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([a-z ]+) \\| \\S.* \\|$");

    static Stream<Map.Entry<String, Class<?>>> records() {
        return Stream.of(Map.entry("Manifest", Manifest.class),
                Map.entry("QuietWindowTimes", Manifest.QuietWindowTimes.class),
                Map.entry("QueueEntry", Manifest.QueueEntry.class),
                Map.entry("DatabaseEntry", Manifest.DatabaseEntry.class),
                Map.entry("FolderEntry", Manifest.FolderEntry.class), Map.entry("Artifact", Artifact.class),
                Map.entry("Problem", Problem.class), Map.entry("Notes", SetNotes.class),
                Map.entry("Audit", Audit.Entry.class));
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_table_has_the_fields_of_its_record_in_their_order(Map.Entry<String, Class<?>> type) {
        assertThat(ROW.matcher(section(type.getKey())).results().map(row -> row.group(1))).containsExactly(
                Arrays.stream(type.getValue().getRecordComponents()).map(RecordComponent::getName)
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_table_has_the_types_of_its_record(Map.Entry<String, Class<?>> type) {
        assertThat(ROW.matcher(section(type.getKey())).results().map(row -> row.group(2).trim())).containsExactly(
                Arrays.stream(type.getValue().getRecordComponents()).map(BackupSetDocumentTest::word)
                        .toArray(String[]::new));
    }

    @Test
    void every_record_of_the_manifest_has_a_table() {
        assertThat(records().map(Map.Entry::getValue)).contains(Manifest.class.getDeclaredClasses());
    }

    @Test
    void it_is_the_specification_of_the_format_that_is_written() {
        assertThat(TEXT).startsWith("# The format of backup sets, version " + Manifest.FORMAT + "\n");
        assertThat(section("Manifest")).contains("here `" + Manifest.FORMAT + "`");
    }

    @ParameterizedTest
    @EnumSource(Component.class)
    void every_component_has_a_file(Component component) {
        assertThat(TEXT).containsPattern("(?m)^\\| `[^`]+` \\| `" + component.key() + "` \\| \\S");
    }

    @Test
    void the_names_of_files_and_folders_are_those_of_the_code() {
        assertThat(List.of(BackupSet.MANIFEST, BackupSet.SUMS, BackupSet.INSTRUCTIONS))
                .allSatisfy(name -> assertThat(TEXT).contains("\n| `" + name + "` |"));
        assertThat(TEXT).contains("\n| `<id>" + PartialSet.SUFFIX + "` |");
    }

    /** The text from a heading to the next. */
    private static String section(String heading) {
        List<MatchResult> headings = HEADING.matcher(TEXT).results().toList();
        MatchResult start = headings.stream().filter(found -> found.group(1).equals(heading)).findFirst()
                .orElseThrow(() -> new AssertionError("no section " + heading));
        int end = TEXT.indexOf("\n#", start.end());
        return TEXT.substring(start.end(), end < 0 ? TEXT.length() : end);
    }

    private static String word(RecordComponent component) {
        return switch (component.getType().getSimpleName()) {
            case "long", "int" -> "integer";
            case "boolean" -> "boolean";
            case "Instant" -> "instant";
            case "Duration" -> "duration";
            case "String", "SetId", "Component" -> "string";
            case "List" -> component.getGenericType().getTypeName().contains("Component") ? "list of strings" : "list";
            default -> "object";
        };
    }
}
