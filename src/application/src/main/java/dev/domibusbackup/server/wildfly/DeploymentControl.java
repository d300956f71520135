package dev.domibusbackup.server.wildfly;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.DomibusDeployment.HowDeployed;
import org.jboss.dmr.ModelNode;

/**
 * Stops and starts a deployment. Each call has its own thread: an operation blocks its thread for as long as Domibus
 * takes (real ones up to 100 s), and a thread of the server would carry the context of the caller into it.
 */
final class DeploymentControl {

    private static final long LOOK_AGAIN_MILLIS = 250;

    private final ManagementModel model;
    private final Deployments deployments;
    private final DeploymentScanners scanners;
    private final Map<String, CompletableFuture<Void>> stopping = new ConcurrentHashMap<>();

    DeploymentControl(ManagementModel model, Deployments deployments, DeploymentScanners scanners) {
        this.model = model;
        this.deployments = deployments;
        this.scanners = scanners;
    }

    CompletionStage<Void> stop(DomibusDeployment domibus) {
        String name = domibus.name();
        return stopping.compute(name, (key, running) ->
                running != null && !running.isDone() ? running : ownThread("stop " + name, () -> undeploy(name)));
    }

    CompletionStage<Void> start(DomibusDeployment domibus) {
        CompletableFuture<Void> stop = stopping.get(domibus.name());
        return ownThread("start " + domibus.name(), () -> {
            if (stop != null) {
                // how the stop ended is for its own caller to know; here it matters only that it has ended
                stop.exceptionally(failure -> null).join();
            }
            deploy(domibus);
        });
    }

    private void undeploy(String name) {
        // no rollback: a rollback would start Domibus again in the middle of the quiet window
        ModelNode answer = model.unbounded("undeploy", Deployments.address(name), false);
        if (!ManagementModel.succeeded(answer)) {
            throw ServerProblem.STOP_FAILED.exception("name", name, "reason", ManagementModel.reason(answer));
        }
    }

    private void deploy(DomibusDeployment domibus) {
        String name = domibus.name();
        Optional<Deployments.Deployed> known = deployments.find(name);
        if (known.isPresent() && !failedInScanner(known.get())) {
            if (deployments.state(name) == DeploymentState.RUNNING) {
                return;
            }
            // "deploy" leaves an enabled deployment as it is, even a failed one
            String operation = known.get().enabled() ? "redeploy" : "deploy";
            ModelNode answer = model.unbounded(operation, Deployments.address(name), true);
            if (!ManagementModel.succeeded(answer)) {
                throw ServerProblem.START_FAILED.exception("name", name, "reason", ManagementModel.reason(answer));
            }
            return;
        }
        if (domibus.how() != HowDeployed.SCANNER) {
            throw ServerProblem.DEPLOYMENT_UNKNOWN.exception("name", name, "known", deployments.names());
        }
        deployByScanner(name, Path.of(domibus.archive()));
    }

    /** The model could deploy it too, but would leave the {@code .failed} marker, and the next boot would obey that. */
    private static boolean failedInScanner(Deployments.Deployed known) {
        return known.how() == HowDeployed.SCANNER && DeploymentScanners.failure(known.archive()).isPresent();
    }

    private void deployByScanner(String name, Path file) {
        scanners.requestDeployment(file);
        while (true) {
            Optional<String> failure = DeploymentScanners.failure(file);
            if (failure.isPresent()) {
                throw ServerProblem.START_FAILED.exception("name", name, "reason", failure.get());
            }
            if (DeploymentScanners.deployed(file) && deployments.state(name) == DeploymentState.RUNNING) {
                return;
            }
            pause(name);
        }
    }

    private static void pause(String name) {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServerProblem.INTERRUPTED.caused(e, "name", name);
        }
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
        thread.setContextClassLoader(DeploymentControl.class.getClassLoader());
        thread.start();
        return done;
    }
}
