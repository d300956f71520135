package dev.domibusbackup.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Whole folders: copied, linked, deleted. */
public final class Folders {

    private Folders() {
    }

    /** Copies a folder with its rights and times. The target must not exist. */
    public static void copy(Path from, Path to) {
        transfer(from, to, (source, target) -> Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES));
    }

    /**
     * Makes a folder whose files are the very files of another: quick, and takes no space. For files that nobody
     * writes to. Copies where the two lie on different file systems.
     */
    public static void link(Path from, Path to) {
        transfer(from, to, sameFileSystem(from, to)
                ? (source, target) -> Files.createLink(target, source)
                : (source, target) -> Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES));
    }

    /** Deletes a folder and all in it, if it exists. Symbolic links are deleted, not followed. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private interface FileTransfer {
        void accept(Path source, Path target) throws IOException;
    }

    private static boolean sameFileSystem(Path from, Path to) {
        try {
            Files.createDirectories(to.toAbsolutePath().getParent());
            return Files.getFileStore(from).equals(Files.getFileStore(to.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void transfer(Path from, Path to, FileTransfer transfer) {
        walk(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Path target = to.resolve(from.relativize(directory));
                Files.createDirectories(target.toAbsolutePath().getParent());
                Files.copy(directory, target, StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                transfer.accept(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void walk(Path folder, SimpleFileVisitor<Path> visitor) {
        try {
            Files.walkFileTree(folder, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
