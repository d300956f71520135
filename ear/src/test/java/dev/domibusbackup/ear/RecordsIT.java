package dev.domibusbackup.ear;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    /** Hold functions, what goes on just now, or a verdict on every destination there is; never JSON. */
    private static final Set<String> NO_VALUES = Set.of("job.messages.ImportQueue", "job.verify.ProgressWatcher",
            "porting.RuleSet", "porting.TargetFacts");

    /** Are written and not read: answers, views of what keeps secrets to itself, and what has its own format. */
    private static final Set<String> NOT_READ = Set.of("domibus.DataSourceFacts", "domibus.EffectiveProperty",
            "domibus.Installation", "domibus.ServerFacts", "job.backup.ExportItem$Message",
            "job.backup.SafetySet$Extent", "job.backup.SettingsHashes", "job.messages.ImportItem",
            "job.port.FileCounts", "job.port.SafetyExport$Context", "message.Body$Bytes", "message.Body$ObjectBody",
            "message.CorrelationId$Bytes", "message.Line$Message", "message.MessageHeader",
            "message.PortableMessage", "message.artemis.CoreMessage", "message.artemis.RoutedMessage",
            "server.Discovery$Found");

    /** What a nested class is called in its text, where a record has its own name alone; and who has no text. */
    private static final Pattern NESTED_OR_IDENTITY = Pattern.compile("\\b(\\w+\\$)+(?=\\w+\\[)|@[0-9a-f]+\\b");

    private static final Recipes RECIPES = new Recipes();

    static Stream<String> records() throws ClassNotFoundException {
        List<String> records = new ArrayList<>();
        for (String path : Edition.JAKARTA.ownClasses().keySet()) {
            String name = Edition.inner(path).replaceFirst("\\.class$", "").replace('/', '.');
            if (!name.endsWith("-info") && !NO_VALUES.contains(name.substring(ROOT.length()))
                    && Class.forName(name, false, World.JAKARTA.loader()).isRecord()) {
                records.add(name);
            }
        }
        return records.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_record_is_written_and_read_by_both_editions_alike(String name) throws Exception {
        List<Recipe> recipes = RECIPES.of(World.JAKARTA.type(name));
        String within = name.substring(ROOT.length());

        assertThat(recipes).as("values that its constructor accepts").isNotEmpty();
        for (Recipe recipe : recipes) {
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
            if (!NOT_READ.contains(within) && !hasIdentity(record)) {
                assertThat(read).isEqualTo(written);
            }
        }
    }

    /** What works on something in the server, a repository or a stream, and is no value. */
    private static boolean hasIdentity(Object record) {
        return attempt(record::toString).matches("(?s).*@[0-9a-f]+\\b.*");
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
            return call.call();
        } catch (Exception e) {
            return "failed: " + e.getClass().getSimpleName() + ": "
                    + String.valueOf(e.getMessage()).replaceAll("@[0-9a-f]+\\b", "");
        }
    }
}
