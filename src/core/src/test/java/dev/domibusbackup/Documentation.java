package dev.domibusbackup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The product's documents; run the tests with {@code -Ddocumentation.write=true} to have the generated ones made. */
public final class Documentation {

    private static final Path FOLDER = Path.of("..", "documentation");

    private Documentation() {
    }

    /** The text of a document. */
    public static String read(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails unless a document reads as generated. */
    public static void assertReads(String name, String generated) {
        if (Boolean.getBoolean("documentation.write")) {
            try {
                Files.writeString(FOLDER.resolve(name), generated);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(read(name)).as("%s; -Ddocumentation.write=true writes it anew", name).isEqualTo(generated);
    }

    /** A text as the content of a table's cell. */
    public static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }
}
