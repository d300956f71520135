package dev.domibusbackup.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.domibus.ConfigLocation;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.OutsideFile;
import dev.domibusbackup.domibus.Store;
import dev.domibusbackup.files.PlacesApart;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.ServerFiles;

/**
 * Neither the repository nor our own data may lie in what a set contains or a restore replaces: the set would hold
 * itself, and a restore would take away what it restores from.
 */
public final class OwnPlaces {

    private OwnPlaces() {
    }

    /** A problem for each of our places that lies inside a folder that is backed up. */
    public static List<Problem> check(Path repository, ApplicationServer server, Installation installation) {
        List<Path> backedUp = new ArrayList<>();
        installation.location().map(ConfigLocation::folder).ifPresent(backedUp::add);
        installation.stores().stream().map(Store::folder).forEach(backedUp::add);
        installation.outside().stream().filter(OutsideFile::folder).map(OutsideFile::real).forEach(backedUp::add);
        ServerFiles files = server.serverFiles();
        backedUp.addAll(files.settings().values());
        backedUp.addAll(files.logs().values());
        List<Problem> problems = new ArrayList<>();
        for (Path own : List.of(repository, server.paths().ownData())) {
            Optional<Path> around = backedUp.stream().filter(Files::isDirectory)
                    .filter(folder -> PlacesApart.isInside(own, folder)).findFirst();
            around.ifPresent(folder -> problems.add(
                    SetProblem.REPOSITORY_INSIDE.with("own", own, "folder", folder)));
        }
        return problems;
    }
}
