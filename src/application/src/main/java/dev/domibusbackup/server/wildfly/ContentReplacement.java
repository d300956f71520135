package dev.domibusbackup.server.wildfly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.domibusbackup.problem.RestoreServerProblem;
import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.DomibusDeployment.HowDeployed;
import org.jboss.dmr.ModelNode;

/**
 * Gives a stopped deployment another content: through the model where the server keeps the content itself, in its
 * place where the model names a file or folder.
 */
final class ContentReplacement {

    private static final long LOOK_AGAIN_MILLIS = 100;

    private final ManagementModel model;
    private final Deployments deployments;
    private final DeploymentScanners scanners;

    ContentReplacement(ManagementModel model, Deployments deployments, DeploymentScanners scanners) {
        this.model = model;
        this.deployments = deployments;
        this.scanners = scanners;
    }

    DomibusDeployment replace(DomibusDeployment domibus, Path content) {
        DeploymentState state = deployments.state(domibus.name());
        if (state == DeploymentState.RUNNING) {
            throw RestoreServerProblem.NOT_STOPPED.exception("deployment", domibus.name(),
                    "state", state.name().toLowerCase(Locale.ROOT));
        }
        Optional<Deployments.Deployed> known = deployments.find(domibus.name());
        Path place = known.map(Deployments.Deployed::archive).orElse(Path.of(domibus.archive()));
        checkForm(domibus, content, place);
        try {
            if (domibus.how() == HowDeployed.SCANNER) {
                inWatchedFolder(domibus.name(), content, place);
            } else if (known.isPresent() && deployments.inRepository(domibus.name())) {
                upload(known.get(), content);
            } else {
                Contents.replace(content, place);
            }
        } catch (IOException e) {
            throw RestoreServerProblem.WAR_NOT_REPLACED.caused(e, "deployment", domibus.name(), "reason", e);
        }
        Path now = deployments.find(domibus.name()).map(Deployments.Deployed::archive).orElse(place);
        return new DomibusDeployment(domibus.name(), domibus.runtimeName(), domibus.how(), domibus.contextRoot(),
                now.toString());
    }

    /**
     * The scanner gave the model a copy of an archive, which a start would take instead of the file. Without it the
     * start is left to the scanner, as after a crash.
     */
    private void forget(String name) {
        ModelNode answer = model.unbounded("remove", Deployments.address(name), true);
        if (!ManagementModel.succeeded(answer)) {
            throw RestoreServerProblem.WAR_NOT_REPLACED.exception("deployment", name,
                    "reason", ManagementModel.reason(answer));
        }
    }

    /** A managed deployment is disabled when it is stopped, and the model is on disk by then. */
    void keepDown(DomibusDeployment domibus) {
        if (domibus.how() == HowDeployed.SCANNER && deployments.state(domibus.name()).isDown()) {
            Path file = Path.of(domibus.archive());
            try {
                DeploymentScanners.hold(file);
                awaitNoted(domibus.name(), file);
                DeploymentScanners.keepDown(file);
            } catch (IOException e) {
                throw ServerProblem.FOLDER_UNREADABLE.caused(e, "path", file.getParent(), "reason", e);
            }
        }
    }

    /** Until the scanner has seen that it was stopped it would take a change for a wish to deploy. */
    private void awaitNoted(String name, Path file) {
        while (DeploymentScanners.deployed(file) && scanners.scans(file.getParent())) {
            pause(name);
        }
    }

    private static void checkForm(DomibusDeployment domibus, Path content, Path place) {
        if (Files.isDirectory(content) != Files.isDirectory(place)) {
            throw RestoreServerProblem.WAR_FORM_DIFFERS.exception("deployment", domibus.name(),
                    "set", form(content), "here", form(place));
        }
    }

    private static String form(Path content) {
        return Files.isDirectory(content) ? "a folder" : "a file";
    }

    /** In one step of the model: content and reference change together, and the old content goes. */
    private void upload(Deployments.Deployed deployed, Path content) {
        if (Files.isDirectory(content)) {
            throw RestoreServerProblem.WAR_FORM_DIFFERS.exception("deployment", deployed.name(), "set", "a folder",
                    "here", "exploded inside the server's repository");
        }
        ModelNode answer = model.replaceContent(deployed.name(), deployed.runtimeName(), content);
        if (!ManagementModel.succeeded(answer)) {
            throw RestoreServerProblem.WAR_NOT_REPLACED.exception("deployment", deployed.name(),
                    "reason", ManagementModel.reason(answer));
        }
    }

    private void inWatchedFolder(String name, Path content, Path place) throws IOException {
        DeploymentScanners.hold(place);
        awaitNoted(name, place);
        if (deployments.inRepository(name)) {
            forget(name);
        }
        Contents.replace(content, place);
        DeploymentScanners.keepDown(place);
    }

    private static void pause(String name) {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServerProblem.INTERRUPTED.caused(e, "name", name);
        }
    }
}
