package dev.domibusbackup.job;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.domibusbackup.database.DatabaseAccount;
import dev.domibusbackup.database.DatabaseAddress;
import dev.domibusbackup.job.backup.StopRequested;
import dev.domibusbackup.job.database.DatabaseAccounts;
import dev.domibusbackup.job.database.ScratchLoad;
import dev.domibusbackup.job.verify.DeepCheck;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Manifest.DatabaseEntry;
import dev.domibusbackup.set.VerificationWatcher;
import dev.domibusbackup.setting.Setting;
import dev.domibusbackup.setting.Settings;

/** Loads every dump of a set into a scratch schema beside Domibus's own, counts it against the manifest, drops it. */
@ApplicationScoped
public class DeepDatabases implements DeepCheck {

    @Inject
    private Environment environment;

    @Override
    public Kind kind() {
        return Kind.DATABASES;
    }

    @Override
    public Optional<String> obstacle(BackupSet set, Manifest manifest) {
        try {
            ScratchLoad scratch = scratch();
            scratch.sweep();
            scratch.tryOne(manifest.databases().get(0).expected());
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem().fact() + " " + e.problem().hint());
        }
    }

    @Override
    public List<Problem> check(BackupSet set, Manifest manifest, VerificationWatcher watcher) {
        ScratchLoad scratch = scratch();
        List<Problem> problems = new ArrayList<>();
        for (DatabaseEntry entry : manifest.databases()) {
            try {
                scratch.load(entry.expected(), set.folder().resolve(entry.artifact()),
                        file -> new DeepFiles.Stoppable(Files.newInputStream(file), watcher), load -> { });
            } catch (ProblemException e) {
                if (watcher.isStopRequested()) {
                    throw new StopRequested();
                }
                problems.addAll(e.problems());
            }
        }
        return problems;
    }

    private ScratchLoad scratch() {
        Settings settings = environment.settings();
        DatabaseAccounts accounts = DatabaseAccounts.of(
                new Discovery(environment.server(), settings).find().installation(), settings);
        DatabaseAccount account = accounts.restoring();
        DatabaseAddress beside = accounts.address("information_schema");
        return new ScratchLoad(accounts.tools(accounts.version(beside, account)).client(), beside, account,
                settings.duration(Setting.LOAD_TIMEOUT));
    }
}
