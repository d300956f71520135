package dev.domibusbackup.server.wildfly;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.DomibusDeployment.HowDeployed;
import org.jboss.dmr.ModelNode;

/** The deployments of the server as its model shows them. */
final class Deployments {

    /** Our own deployments begin with this. */
    static final String OURS = "domibus-backup";

    private static final String CONTEXT_ROOT = "/domibus";

    private final ManagementModel model;
    private final Environment environment;
    private final DeploymentScanners scanners;

    Deployments(ManagementModel model, Environment environment, DeploymentScanners scanners) {
        this.model = model;
        this.environment = environment;
        this.scanners = scanners;
    }

    /** A deployment with the facts that decide how it is handled. */
    record Deployed(String name, String runtimeName, boolean enabled, String status, HowDeployed how, Path archive) {
    }

    List<String> names() {
        return model.children(ManagementModel.address(), "deployment");
    }

    Optional<Deployed> find(String name) {
        return model.resource(address(name)).map(resource -> {
            HowDeployed how = byScanner(resource) ? HowDeployed.SCANNER : HowDeployed.MANAGED;
            return new Deployed(name, resource.get("runtime-name").asString(name),
                    resource.get("enabled").asBoolean(false), resource.get("status").asString(""), how,
                    archive(name, resource, how));
        });
    }

    DomibusDeployment findDomibus(Optional<String> configuredName) {
        List<String> names = names();
        if (configuredName.isPresent()) {
            String name = configuredName.get();
            if (names.contains(name)) {
                return domibus(name);
            }
            return scanners.fileOf(name).map(Deployments::knownToScanner)
                    .orElseThrow(() -> ServerProblem.DEPLOYMENT_UNKNOWN.exception("name", name, "known", names));
        }
        List<String> candidates = names.stream().filter(name -> contextRoots(name).contains(CONTEXT_ROOT)).toList();
        if (candidates.isEmpty()) {
            candidates = names.stream().filter(Deployments::namedLikeDomibus).toList();
        }
        if (candidates.isEmpty()) {
            List<Path> files = scanners.files().stream()
                    .filter(file -> namedLikeDomibus(file.getFileName().toString())).toList();
            return knownToScanner(only(files));
        }
        return domibus(only(candidates));
    }

    private static <T> T only(List<T> candidates) {
        if (candidates.isEmpty()) {
            throw ServerProblem.DOMIBUS_NOT_FOUND.exception();
        }
        if (candidates.size() > 1) {
            throw ServerProblem.DOMIBUS_AMBIGUOUS.exception("names", candidates);
        }
        return candidates.get(0);
    }

    /** Stopped before a crash: the model has forgotten it, its file is still there. */
    private static DomibusDeployment knownToScanner(Path file) {
        String name = file.getFileName().toString();
        return new DomibusDeployment(name, name, HowDeployed.SCANNER, CONTEXT_ROOT, file.toString());
    }

    DeploymentState state(String name) {
        Optional<Deployed> found = find(name);
        if (found.isEmpty()) {
            return DeploymentState.ABSENT;
        }
        Deployed deployed = found.get();
        if (!deployed.enabled()) {
            return DeploymentState.STOPPED;
        }
        return switch (deployed.status()) {
            case "OK" -> DeploymentState.RUNNING;
            case "FAILED" -> DeploymentState.FAILED;
            default -> DeploymentState.STOPPED;
        };
    }

    /** Whether the server keeps the content itself, by its hash; otherwise the model names a file or folder. */
    boolean inRepository(String name) {
        return model.resource(address(name))
                .filter(resource -> resource.get("content").asList().get(0).hasDefined("hash")).isPresent();
    }

    static ModelNode address(String name) {
        return ManagementModel.address("deployment", name);
    }

    /** A deployment and the deployments inside it. */
    List<ModelNode> withParts(String name) {
        List<ModelNode> parts = new ArrayList<>();
        parts.add(address(name));
        for (String part : model.children(address(name), "subdeployment")) {
            parts.add(ManagementModel.child(address(name), "subdeployment", part));
        }
        return parts;
    }

    private DomibusDeployment domibus(String name) {
        Deployed deployed = find(name)
                .orElseThrow(() -> ServerProblem.DEPLOYMENT_UNKNOWN.exception("name", name, "known", names()));
        List<String> roots = contextRoots(name);
        String root = roots.isEmpty() || roots.contains(CONTEXT_ROOT) ? CONTEXT_ROOT : roots.get(0);
        return new DomibusDeployment(name, deployed.runtimeName(), deployed.how(), root, deployed.archive().toString());
    }

    private List<String> contextRoots(String name) {
        List<String> roots = new ArrayList<>();
        for (ModelNode part : withParts(name)) {
            model.resource(ManagementModel.child(part, "subsystem", "undertow"))
                    .filter(web -> web.hasDefined("context-root"))
                    .ifPresent(web -> roots.add(web.get("context-root").asString()));
        }
        return roots;
    }

    private static boolean namedLikeDomibus(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("domibus") && lower.endsWith(".war") && !lower.startsWith(OURS);
    }

    private static boolean byScanner(ModelNode resource) {
        if (resource.hasDefined("owner")) {
            return resource.get("owner").asString().contains("deployment-scanner");
        }
        return resource.hasDefined("persistent") && !resource.get("persistent").asBoolean();
    }

    private Path archive(String name, ModelNode resource, HowDeployed how) {
        ModelNode content = resource.get("content").asList().get(0);
        if (content.hasDefined("path")) {
            return model.path(content);
        }
        if (how == HowDeployed.SCANNER) {
            Optional<Path> file = scanners.fileOf(name);
            if (file.isPresent()) {
                return file.get();
            }
        }
        String hash = HexFormat.of().formatHex(content.get("hash").asBytes());
        Path folder = environment.content().resolve(hash.substring(0, 2)).resolve(hash.substring(2));
        // it may be gone: whoever reads it says so, and a restore brings another
        return folder.resolve("content");
    }
}
