package dev.domibusbackup.ear;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records of the product are classes like others in the EAR for Java 11. What the one EAR writes of them the other one
 * writes too, and reads: sets, requests, states of jobs and answers are the same on every server.
 */
class RecordsIT {

    private static final String ROOT = "dev.domibusbackup.";

    /** What a nested class is called in its text, where a record has its own name alone; and who has no text. */
    private static final Pattern NESTED_OR_IDENTITY = Pattern.compile("\\b(\\w+\\$)+(?=\\w+\\[)|@[0-9a-f]+\\b");

    /** Of what notes the time when it is made. */
    private static final Pattern NOW = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:]+\\.\\d{4,9}Z");

    private static final Recipes RECIPES = new Recipes();

    static Stream<String> records() throws ClassNotFoundException {
        List<String> records = new ArrayList<>();
        for (String path : Edition.JAKARTA.ownClasses().keySet()) {
            String name = Edition.inner(path).replaceFirst("\\.class$", "").replace('/', '.');
            if (!name.endsWith("-info") && Class.forName(name, false, World.JAKARTA.loader()).isRecord()) {
                records.add(name);
            }
        }
        return records.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_record_is_written_and_read_by_both_editions_alike(String name) throws Exception {
        for (Recipe recipe : RECIPES.of(World.JAKARTA.type(name))) {
            Object record = recipe.in(World.JAKARTA);
            Object downgraded = recipe.in(World.EE8);
            String written = attempt(() -> World.JAKARTA.write(record));
            String read = attempt(() -> World.JAKARTA.write(World.JAKARTA.read(written, name)));

            assertThat(downgraded.getClass().isRecord()).isFalse();
            assertThat(attempt(() -> World.EE8.write(downgraded))).isEqualTo(written);
            assertThat(attempt(() -> World.EE8.write(World.EE8.read(written, name)))).isEqualTo(read);
            assertThat(attempt(() -> text(downgraded))).isEqualTo(attempt(() -> text(record)));
            assertThat(attempt(() -> equality(downgraded, recipe.in(World.EE8))))
                    .isEqualTo(attempt(() -> equality(record, recipe.in(World.JAKARTA))));
        }
    }

    /** What lies on disks and in tables, and what is asked for: it is not only refused alike. */
    @ParameterizedTest
    @ValueSource(strings = {"catalog.IndexedSet", "domibus.InstallationView", "files.restore.Journal",
        "job.BackupRequest", "job.PortRequest", "job.PruneRequest", "job.RestoreRequest", "job.VerificationRequest",
        "job.port.PortState", "job.prune.PruneReport", "job.restore.RestoreState", "quiet.QueuePauseRecord",
        "quiet.QuietWindowRecord", "set.Audit$Entry", "set.Manifest", "set.SetNotes"})
    void what_one_edition_left_the_other_one_reads(String within) throws Exception {
        String name = ROOT + within;

        assertThat(RECIPES.of(World.JAKARTA.type(name))).as("values that its constructor accepts").isNotEmpty();
        for (Recipe recipe : RECIPES.of(World.JAKARTA.type(name))) {
            String jakarta = World.JAKARTA.write(recipe.in(World.JAKARTA));
            String ee8 = World.EE8.write(recipe.in(World.EE8));

            assertThat(World.EE8.write(World.EE8.read(jakarta, name))).isEqualTo(jakarta);
            assertThat(World.JAKARTA.write(World.JAKARTA.read(ee8, name))).isEqualTo(ee8);
        }
    }

    /** The others hold functions, or what goes on just now; a way to make records that finds few proves little. */
    @Test
    void nearly_all_records_are_made() throws ClassNotFoundException {
        int all = 0;
        int made = 0;
        for (String name : records().toList()) {
            all++;
            made += RECIPES.of(World.JAKARTA.type(name)).isEmpty() ? 0 : 1;
        }

        assertThat(all).isGreaterThan(200);
        assertThat(made).isGreaterThan(all * 95 / 100);
    }

    private static String text(Object value) {
        return NESTED_OR_IDENTITY.matcher(value.toString()).replaceAll("");
    }

    private static String equality(Object value, Object same) {
        return value.equals(same) + " " + (value.hashCode() == same.hashCode());
    }

    /** The result, or why there is none. */
    private static String attempt(Callable<String> call) {
        try {
            return NOW.matcher(call.call()).replaceAll("now");
        } catch (Exception e) {
            return "failed: " + e.getClass().getSimpleName() + ": "
                    + String.valueOf(e.getMessage()).replaceAll("@[0-9a-f]+\\b", "");
        }
    }
}
