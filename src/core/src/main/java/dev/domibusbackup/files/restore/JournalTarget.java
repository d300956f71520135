package dev.domibusbackup.files.restore;

import dev.domibusbackup.files.restore.Journal.Phase;
import dev.domibusbackup.files.restore.Journal.Root;
import dev.domibusbackup.files.restore.Journal.Target;

import java.util.List;
import java.util.function.Consumer;

/** One target of the journal; every change is written before it is known. */
final class JournalTarget {

    private final Consumer<Target> writer;
    private Target target;

    JournalTarget(Target target, Consumer<Target> writer) {
        this.target = target;
        this.writer = writer;
    }

    Target get() {
        return target;
    }

    void phase(Phase phase) {
        set(target.withPhase(phase));
    }

    void restored(Root root) {
        set(target.withStaged(target.staged(), root));
    }

    void staged(boolean staged) {
        set(target.withStaged(staged, target.restored()));
    }

    void created(List<String> folders) {
        set(target.withCreated(folders));
    }

    private void set(Target changed) {
        writer.accept(changed);
        target = changed;
    }
}
