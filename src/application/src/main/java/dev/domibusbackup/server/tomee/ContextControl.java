package dev.domibusbackup.server.tomee;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import javax.management.ObjectName;

import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.DomibusDeployment;

/**
 * Stops and starts a web application by its MBean. Each call has its own thread: an operation blocks its thread for as
 * long as Domibus takes (real ones up to 40 s).
 */
final class ContextControl {

    private final Catalina catalina;
    private final WebModules modules;
    private final Map<String, CompletableFuture<Void>> stopping = new ConcurrentHashMap<>();

    ContextControl(Catalina catalina, WebModules modules) {
        this.catalina = catalina;
        this.modules = modules;
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

    private void stop(String name) {
        ObjectName bean = bean(name);
        catalina.invoke(bean, "stop");
        DeploymentState state = modules.state(bean);
        if (!state.isDown()) {
            throw ServerProblem.STOP_FAILED.exception("name", name, "reason", "its state is " + stateName(bean));
        }
    }

    /** The operation returns without an exception when the application fails: only its state tells. */
    private void start(String name) {
        ObjectName bean = bean(name);
        catalina.invoke(bean, "start");
        if (modules.state(bean) != DeploymentState.RUNNING) {
            throw ServerProblem.START_FAILED.exception("name", name, "reason", "its state is " + stateName(bean)
                    + " after the start");
        }
    }

    private ObjectName bean(String name) {
        return modules.find(name).orElseThrow(() -> ServerProblem.DEPLOYMENT_UNKNOWN.exception("name", name, "known",
                modules.all().stream().map(WebModules.WebModule::name).toList())).bean();
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
