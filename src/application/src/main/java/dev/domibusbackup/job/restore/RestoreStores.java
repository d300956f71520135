package dev.domibusbackup.job.restore;

import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.domibusbackup.activemq.BrokerStores;
import dev.domibusbackup.activemq.ReaderProgram;
import dev.domibusbackup.activemq.RestoredStores;
import dev.domibusbackup.activemq.SavedStore;
import dev.domibusbackup.activemq.SavedStore.Kind;
import dev.domibusbackup.activemq.StoreFit;
import dev.domibusbackup.activemq.StoreGuard;
import dev.domibusbackup.activemq.StoredQueue;
import dev.domibusbackup.domibus.Broker;
import dev.domibusbackup.domibus.DomibusVersion;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.ServerKind;
import dev.domibusbackup.files.DurableFiles;
import dev.domibusbackup.problem.ActiveMqProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.server.BundledReader;
import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.Manifest.FolderEntry;

/**
 * The stores of the broker inside Domibus, where a set holds them: the messages come back as folders, with all others
 * in one swap, and none is imported.
 */
final class RestoreStores {

    /** Folder in our own data, with the job's UUID: nothing that is needed again. */
    static final String WORK = "stores-";

    private final RestoreRun run;

    RestoreStores(RestoreRun run) {
        this.run = run;
    }

    /** Whether a folder of a set is a store. */
    static boolean isStore(FolderEntry entry) {
        return entry.component() == Component.MESSAGES && Kind.of(entry.kind()).isPresent();
    }

    /** Whether the messages of a set are in stores. */
    static boolean areIn(Manifest manifest) {
        return manifest.folders().stream().anyMatch(RestoreStores::isStore);
    }

    /** The stores of the broker that is here; empty when it is none of Domibus's own. */
    static Optional<BrokerStores> of(Installation here) {
        return embedded(here).map(RestoreStores::stores);
    }

    private static Optional<Broker.Embedded> embedded(Installation here) {
        return here.server() == ServerKind.TOMCAT && Broker.of(here) instanceof Broker.Embedded broker
                ? Optional.of(broker) : Optional.empty();
    }

    private static BrokerStores stores(Broker.Embedded broker) {
        return new BrokerStores(broker.kahaDb(), broker.scheduler());
    }

    private List<FolderEntry> entries() {
        return run.targets().folders().stream().filter(RestoreStores::isStore).toList();
    }

    private Optional<Path> target(Kind kind) {
        return entries().stream().filter(entry -> Kind.of(entry.kind()).equals(Optional.of(kind))).findFirst()
                .map(this::target);
    }

    /**
     * Where a store goes: to where the configuration names it that Domibus will have. Of the set's configuration that is
     * where it was; of the one that stays, where it is.
     */
    Path target(FolderEntry entry) {
        Path then = Path.of(entry.path());
        if (run.takes(Component.CONFIGURATION)) {
            return then;
        }
        Optional<BrokerStores> here = of(run.found().installation());
        return (Kind.of(entry.kind()).equals(Optional.of(Kind.KAHADB)) ? here.map(BrokerStores::kahaDb)
                : here.flatMap(BrokerStores::scheduler)).orElse(then);
    }

    private BrokerStores targets() {
        return new BrokerStores(target(Kind.KAHADB).orElseThrow(), target(Kind.SCHEDULER));
    }

    /** What speaks against them, before anything is changed. */
    List<Problem> problems() {
        List<SavedStore> saved = entries().stream()
                .map(entry -> new SavedStore(Kind.of(entry.kind()).orElseThrow(), entry.bytes())).toList();
        if (saved.isEmpty()) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        StoreFit fit = new StoreFit(saved);
        if (!run.takes(Component.CONFIGURATION)) {
            try {
                embedded(run.found().installation()).ifPresentOrElse(
                        broker -> problems.addAll(fit.problems(stores(broker), limits(broker.limits()))),
                        () -> problems.add(ActiveMqProblem.NO_BROKER_INSIDE.with("set", run.set().id())));
            } catch (ProblemException e) {
                problems.addAll(e.problems());
            }
        }
        fit.space(work()).ifPresent(problems::add);
        older().ifPresent(problems::add);
        return problems;
    }

    private static Map<Kind, Long> limits(Broker.Limits limits) {
        Map<Kind, Long> bytes = new EnumMap<>(Kind.class);
        limits.store().ifPresent(limit -> bytes.put(Kind.KAHADB, limit));
        limits.scheduler().ifPresent(limit -> bytes.put(Kind.SCHEDULER, limit));
        return bytes;
    }

    /** Each version of Domibus brings a broker of its own: a newer one reads what an older one wrote. */
    private Optional<Problem> older() {
        Optional<String> here = run.found().installation().version().map(DomibusVersion::version);
        Optional<String> then = DomibusVersion.of(run.manifest().installation().path("version").asText(), "set")
                .map(DomibusVersion::version);
        if (run.takes(Component.APPLICATION) || here.isEmpty() || then.isEmpty()
                || Version.parse(here.get()).compareTo(Version.parse(then.get())) >= 0) {
            return Optional.empty();
        }
        return Optional.of(ActiveMqProblem.STORE_OF_NEWER.with("set", run.set().id(), "from", then.get(),
                "here", here.get()));
    }

    /** Something that is held until it is closed. */
    interface Held extends AutoCloseable {

        @Override
        void close();
    }

    /** Proves that the broker has ended, and keeps another from its stores while they are swapped. */
    Held hold() {
        if (entries().isEmpty()) {
            return () -> { };
        }
        ReaderProgram program = program();
        boolean held = false;
        try {
            StoreGuard guard = StoreGuard.takeWhatIs(targets(), program);
            held = true;
            return () -> {
                guard.close();
                clear();
            };
        } finally {
            if (!held) {
                clear();
            }
        }
    }

    /** What a broker will find when it starts, held against the set. Nothing where no store comes back. */
    void check() {
        if (entries().isEmpty()) {
            return;
        }
        try {
            RestoredStores restored = new RestoredStores(targets(), program());
            restored.checkPlaces(of(run.found().installation())
                    .orElseThrow(() -> ActiveMqProblem.NO_BROKER_INSIDE.exception("set", run.set().id())));
            List<StoredQueue> expected = run.manifest().queues().stream()
                    .map(queue -> new StoredQueue(queue.name(), queue.ready(), queue.scheduled())).toList();
            restored.check(expected, work().resolve("copy")).forEach(run::warn);
        } finally {
            clear();
        }
    }

    private ReaderProgram program() {
        clear();
        DurableFiles.createPrivateFolder(work());
        return BundledReader.unpack(run.settings(), work());
    }

    private Path work() {
        return run.server().paths().ownData().resolve(WORK + run.job());
    }

    private void clear() {
        DurableFiles.deleteTree(work());
    }
}
