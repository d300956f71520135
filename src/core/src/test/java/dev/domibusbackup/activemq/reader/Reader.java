package dev.domibusbackup.activemq.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says what a test wrote into the folder of the store, and ends as the test wants it. */
public final class Reader {

    private Reader() {
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        System.out.write(Files.readAllBytes(folder.resolve("frames")));
        System.out.flush();
        System.err.println("words of the program");
        Runtime.getRuntime().halt(Integer.parseInt(Files.readString(folder.resolve("exit"))));
    }
}
