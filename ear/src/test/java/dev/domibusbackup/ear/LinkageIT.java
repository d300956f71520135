package dev.domibusbackup.ear;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** The JVM takes every class that was transformed and brought down, as it takes the one that it was made from. */
class LinkageIT {

    @Test
    void every_class_is_verified_and_initialized_as_in_the_other_edition() {
        Map<String, String> jakarta = linked(Edition.JAKARTA, World.JAKARTA);
        Map<String, String> ee8 = linked(Edition.EE8, World.EE8);

        assertThat(ee8).containsExactlyInAnyOrderEntriesOf(jakarta);
        assertThat(ee8.values().stream().filter("linked"::equals).count()).as("classes that are linked")
                .isGreaterThan(ee8.size() * 9L / 10);
    }

    private static Map<String, String> linked(Edition edition, World world) {
        Map<String, String> linked = new TreeMap<>();
        edition.ownClasses().keySet().forEach(path -> {
            String name = Edition.inner(path).replaceFirst("\\.class$", "").replace('/', '.');
            linked.put(name, link(name, world));
        });
        return linked;
    }

    /** A few need more of a server than is there for the compiler. */
    private static String link(String name, World world) {
        try {
            Class.forName(name, true, world.loader());
            return "linked";
        } catch (ClassNotFoundException | LinkageError e) {
            return String.valueOf(e).replaceAll("@[0-9a-f]+", "");
        }
    }
}
