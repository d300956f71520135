package dev.domibusbackup.server.wildfly;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Replaces a WAR, or an exploded one, in its place. A file comes by a rename, with owner and permissions of the one that
 * goes. A folder is made equal file by file: nothing reads it while Domibus is stopped, and doing it again ends it.
 * Beside it nothing may be staged, because a scanner would deploy the libraries in it.
 */
final class Contents {

    /** A name that no deployment scanner takes for a deployment. */
    private static final String PART = ".domibus-backup.part";

    private Contents() {
    }

    static void replace(Path content, Path place) throws IOException {
        if (Files.isDirectory(content)) {
            makeEqual(content, place);
        } else {
            file(content, place);
        }
    }

    private static void makeEqual(Path content, Path place) throws IOException {
        Files.walkFileTree(place, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!Files.isRegularFile(content.resolve(place.relativize(file).toString()))) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                if (!Files.isDirectory(content.resolve(place.relativize(folder).toString()))) {
                    Files.delete(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Files.walkFileTree(content, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(place.resolve(content.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                file(file, place.resolve(content.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void file(Path content, Path place) throws IOException {
        Path part = place.resolveSibling(place.getFileName() + PART);
        Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        PosixFileAttributeView view = Files.getFileAttributeView(part, PosixFileAttributeView.class);
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            PosixFileAttributes old = Files.readAttributes(place, PosixFileAttributes.class);
            view.setPermissions(old.permissions());
            if (!view.readAttributes().owner().equals(old.owner())) {
                view.setOwner(old.owner());
            }
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(place.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
