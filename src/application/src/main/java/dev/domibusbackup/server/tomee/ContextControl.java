package dev.domibusbackup.server.tomee;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import javax.management.ObjectName;

import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.RestoreServerProblem;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.DomibusDeployment;

/**
 * Stops and starts a web application by its MBean, and keeps a stopped one down over a restart of the server. Each call
 * has its own thread: an operation blocks its thread for as long as Domibus takes (real ones up to 40 s).
 */
final class ContextControl {

    /** How long Tomcat may take to put the empty application in the place of Domibus. */
    private static final Duration TAKEN = Duration.ofMinutes(1);
    /** The same the other way round; the start of Domibus is part of it. */
    private static final Duration GIVEN_BACK = Duration.ofMinutes(10);
    private static final Set<String> ENDED = Set.of("STARTED", "STOPPED", "FAILED");
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Catalina catalina;
    private final WebModules modules;
    private final KeptDown kept;
    private final Map<String, CompletableFuture<Void>> stopping = new ConcurrentHashMap<>();

    ContextControl(Catalina catalina, WebModules modules, KeptDown kept) {
        this.catalina = catalina;
        this.modules = modules;
        this.kept = kept;
    }

    CompletionStage<Void> stop(DomibusDeployment domibus) {
        String name = domibus.name();
        return stopping.compute(name, (key, running) ->
                running != null && !running.isDone() ? running : ownThread("stop " + name, () -> stop(name)));
    }

    CompletionStage<Void> start(DomibusDeployment domibus) {
        CompletableFuture<Void> stop = stopping.get(domibus.name());
        return ownThread("start " + domibus.name(), () -> {
            if (stop != null) {
                // how the stop ended is for its own caller to know; here it matters only that it has ended
                stop.exceptionally(failure -> null).join();
            }
            start(domibus.name());
        });
    }

    /** See {@link KeptDown}; ended by {@link #start}. */
    void keepDown(DomibusDeployment domibus) {
        try {
            ownThread("keep down " + domibus.name(), () -> hold(domibus)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw e;
        }
    }

    private void hold(DomibusDeployment domibus) {
        WebModules.WebModule module = module(domibus.name());
        DeploymentState state = modules.state(module.bean());
        if (state == DeploymentState.RUNNING) {
            throw RestoreServerProblem.NOT_STOPPED.exception("deployment", domibus.name(),
                    "state", state.name().toLowerCase(Locale.ROOT));
        }
        BooleanSupplier done = () -> modules.isEmptyApplication(module.bean());
        if (kept.held().isPresent()) {
            exchange(module.bean(), TAKEN, done);
            return;
        }
        Path contextFile = modules.contextFile(module);
        KeptDown.Note note = new KeptDown.Note(domibus, module.bean().toString(), contextFile.toString(),
                Files.isRegularFile(contextFile));
        kept.take(note);
        try {
            exchange(module.bean(), TAKEN, done);
        } catch (RuntimeException e) {
            // what does not hold must not look as if it did
            kept.giveBack(note);
            throw e;
        }
    }

    /** Asks Tomcat to look at the files of an application, which it may be doing by itself just then. */
    private void exchange(ObjectName bean, Duration bound, BooleanSupplier done) {
        ObjectName deployer = WebModules.deployer(bean);
        long end = System.nanoTime() + bound.toNanos();
        catalina.invoke(deployer, "check", WebModules.contextName(bean));
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw ServerProblem.MANAGEMENT_REFUSED.exception("operation", "check", "address", deployer,
                        "reason", "within " + bound + " it did not take notice of the context file of " + bean);
            }
            pause(bean);
            catalina.invoke(deployer, "check", WebModules.contextName(bean));
        }
    }

    private static void pause(ObjectName bean) {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServerProblem.INTERRUPTED.caused(e, "name", bean);
        }
    }

    private void stop(String name) {
        ObjectName bean = module(name).bean();
        catalina.invoke(bean, "stop");
        DeploymentState state = modules.state(bean);
        if (!state.isDown()) {
            throw ServerProblem.STOP_FAILED.exception("name", name, "reason", "its state is " + stateName(bean));
        }
    }

    /** The operation returns without an exception when the application fails: only its state tells. */
    private void start(String name) {
        ObjectName bean = module(name).bean();
        Optional<KeptDown.Note> held = kept.held();
        if (held.isPresent()) {
            kept.giveBack(held.get());
        }
        if (held.isPresent() || modules.isEmptyApplication(bean)) {
            exchange(bean, GIVEN_BACK, () -> isDeployed(bean));
        } else {
            catalina.invoke(bean, "start");
        }
        if (modules.state(bean) != DeploymentState.RUNNING) {
            throw ServerProblem.START_FAILED.exception("name", name, "reason", "its state is " + stateName(bean)
                    + " after the start");
        }
    }

    /** Whether it is there again, and its start has come to an end of whatever kind. */
    private boolean isDeployed(ObjectName bean) {
        return !modules.isEmptyApplication(bean)
                && catalina.text(bean, "stateName").filter(ENDED::contains).isPresent();
    }

    private WebModules.WebModule module(String name) {
        return modules.find(name).orElseThrow(() -> ServerProblem.DEPLOYMENT_UNKNOWN.exception("name", name, "known",
                modules.all().stream().map(WebModules.WebModule::name).toList()));
    }

    private String stateName(ObjectName bean) {
        return catalina.text(bean, "stateName").orElse("unknown");
    }

    private static CompletableFuture<Void> ownThread(String what, Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> {
            try {
                work.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        }, "domibus-backup " + what, 0, false);
        thread.setDaemon(true);
        // Tomcat binds the application's own loader where it calls into it; ours must not leak into what it starts
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.start();
        return done;
    }
}
