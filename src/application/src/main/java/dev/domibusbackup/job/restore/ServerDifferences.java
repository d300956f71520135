package dev.domibusbackup.job.restore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.domibusbackup.files.ArchiveCheck;
import dev.domibusbackup.problem.FileProblem;
import dev.domibusbackup.server.ServerFiles;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** Compares the server's settings and deployments with those of the set, file by file and byte by byte. */
final class ServerDifferences {

    private static final String OURS = "domibus-backup";
    /** Contents of managed deployments, by their hashes: the settings name the same hashes. */
    private static final String REPOSITORY = "data/content/";
    /** Deployments that lay outside the server; the offline tool says where they are to be put. */
    private static final String ELSEWHERE = "elsewhere/";

    private final RestoreRun run;
    private final Path base;
    private final ServerFiles here;
    private final Set<String> archived = new HashSet<>();
    private final Set<String> differences = new TreeSet<>();

    ServerDifferences(RestoreRun run) {
        this.run = run;
        base = run.server().paths().base();
        here = run.server().serverFiles();
    }

    /** What differs, as {@code differs: configuration/standalone-full.xml}. */
    List<String> files() {
        compare("server/settings.tar.gz", this::setting, name -> true);
        extra(here.settings(), name -> true);
        archived.clear();
        compare("server/deployments.tar.gz", name -> Optional.of(base.resolve(name)), this::isOthers);
        extra(here.deployments(), this::isOthers);
        return List.copyOf(differences);
    }

    private interface Place {
        Optional<Path> of(String name);
    }

    /** Whether a file of a deployment is neither of Domibus, which has its own step, nor of us. */
    private boolean isOthers(String name) {
        String file = name.startsWith("deployments/") ? name.substring("deployments/".length()) : name;
        return !name.startsWith(REPOSITORY) && !name.startsWith(ELSEWHERE) && !file.startsWith(OURS)
                && !file.startsWith(run.found().domibus().name());
    }

    private void compare(String artifact, Place place, Predicate<String> taken) {
        Path archive = run.set().folder().resolve(artifact);
        if (run.manifest().artifacts().stream().noneMatch(one -> one.path().equals(artifact))) {
            return;
        }
        ArchiveCheck.read(archive);
        try {
            new SavedArchive(archive).each((entry, content) -> {
                run.checkStop();
                if (entry.isFile() || entry.isSymbolicLink()) {
                    String name = SavedArchive.name(entry);
                    if (!taken.test(name)) {
                        return;
                    }
                    archived.add(name);
                    Optional<Path> file = place.of(name).filter(one -> Files.exists(one, LinkOption.NOFOLLOW_LINKS));
                    if (file.isEmpty()) {
                        differences.add("missing: " + name);
                    } else if (!same(entry, content, file.get())) {
                        differences.add("differs: " + name);
                    }
                }
            });
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", archive, "reason", e);
        }
    }

    /** Where a file of the archive lies here; empty when nothing here has that place. */
    private Optional<Path> setting(String name) {
        for (Map.Entry<String, Path> tree : here.settings().entrySet()) {
            if (name.equals(tree.getKey())) {
                return Optional.of(tree.getValue());
            }
            if (name.startsWith(tree.getKey() + "/")) {
                return Optional.of(tree.getValue().resolve(name.substring(tree.getKey().length() + 1)));
            }
        }
        return Optional.empty();
    }

    private boolean same(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isSymbolicLink()) {
            return Files.isSymbolicLink(file) && Files.readSymbolicLink(file).toString().equals(entry.getLinkName());
        }
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (here.hashed().contains(file) && file.toString().endsWith(".xml")) {
            // the model, in which Domibus is disabled at this moment; a few hundred kilobytes
            return withoutDeployments(content.readAllBytes()).equals(withoutDeployments(Files.readAllBytes(file)));
        }
        if (entry.getSize() != Files.size(file)) {
            return false;
        }
        try (InputStream now = Files.newInputStream(file)) {
            byte[] ofSet = new byte[1 << 16];
            for (int length = content.readNBytes(ofSet, 0, ofSet.length); length > 0;
                    length = content.readNBytes(ofSet, 0, ofSet.length)) {
                byte[] ofFile = now.readNBytes(length);
                if (Arrays.mismatch(ofSet, 0, length, ofFile, 0, ofFile.length) >= 0) {
                    return false;
                }
            }
            return now.read() < 0;
        }
    }

    /** Domibus has its own step and is disabled now; our own deployment may be a newer one, and rightly so. */
    private String withoutDeployments(byte[] settings) {
        String domibus = Pattern.quote(run.found().domibus().name());
        return new String(settings, StandardCharsets.UTF_8).replaceAll("(?s)\\s*<deployment name=\"(?:" + domibus + "|"
                + OURS + "[^\"]*)\"[^>]*?(?:/>|>.*?</deployment>)", "").replaceAll(
                        "(?s)\\s*<deployments>\\s*</deployments>", "");
    }

    private void extra(Map<String, Path> trees, Predicate<String> taken) {
        trees.forEach((name, tree) -> {
            for (Path file : filesOf(tree)) {
                String full = file.equals(tree) ? name : name + "/" + tree.relativize(file);
                if (taken.test(full) && !archived.contains(full)) {
                    differences.add("extra: " + full);
                }
            }
        });
    }

    private static List<Path> filesOf(Path tree) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(tree)) {
            walk.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).forEach(files::add);
        } catch (IOException | UncheckedIOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", tree, "reason", e);
        }
        return files;
    }
}
