package dev.domibusbackup.ear;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.MissingResourceException;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** The JVM takes every class that was transformed and brought down, as it takes the one that it was made from. */
class LinkageIT {

    @Test
    void every_class_is_verified_and_initialized_as_in_the_other_edition() {
        Map<String, String> jakarta = linked(Edition.JAKARTA, World.JAKARTA);
        Map<String, String> ee8 = linked(Edition.EE8, World.EE8);

        Map<String, String> different = new TreeMap<>(ee8);
        different.entrySet().removeAll(jakarta.entrySet());
        assertThat(different).isEmpty();
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
        } catch (ExceptionInInitializerError e) {
            // the API of servlets has its texts in the server
            return e.getCause() instanceof MissingResourceException ? "linked" : "failed: " + e.getCause();
        } catch (ClassNotFoundException | LinkageError e) {
            return String.valueOf(e).replaceAll("@[0-9a-f]+", "");
        }
    }
}
