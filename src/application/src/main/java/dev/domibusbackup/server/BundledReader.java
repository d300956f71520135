package dev.domibusbackup.server;

import dev.domibusbackup.activemq.ReaderProgram;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The program that reads the stores of an embedded ActiveMQ, as our web application carries it: as a file among its
 * classes that no class loader looks into.
 */
public final class BundledReader {

    private static final String FILE = "activemq-reader.bin";

    private BundledReader() {
    }

    /**
     * Puts the program into a folder, where it can be started.
     *
     * @param settings say how much memory it may have
     * @param folder   existing folder of ours, which nobody else may write to
     */
    public static ReaderProgram unpack(Settings settings, Path folder) {
        try (InputStream jar = BundledReader.class.getResourceAsStream(FILE)) {
            if (jar == null) {
                throw new IllegalStateException("The application was built without " + FILE);
            }
            return ReaderProgram.unpack(jar, settings.number(Setting.READER_HEAP) + "m", folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
