package dev.domibusbackup.server.wildfly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.domibusbackup.problem.ServerProblem;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.OperationBuilder;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.Property;

/** WildFly's management model, in the few words that the adapter needs. */
final class ManagementModel {

    /**
     * Seconds WildFly is to wait for an operation, 11 days. When this time expires WildFly gives up on the whole
     * server ("restart required"), and a slow Domibus is no reason for that. Its code multiplies it by 1000 into an
     * int.
     */
    private static final int NO_BOUND = 1_000_000;

    /** WildFly's message ids for "no such resource", "no such type of child" and "no such subsystem". */
    private static final List<String> ABSENT = List.of("WFLYCTL0216", "WFLYCTL0202", "WFLYCTL0030");

    private final ModelControllerClient client;

    ManagementModel(ModelControllerClient client) {
        this.client = client;
    }

    /** An address from {@code type, name, type, name, …}. */
    static ModelNode address(String... typesAndNames) {
        ModelNode address = new ModelNode().setEmptyList();
        for (int i = 0; i < typesAndNames.length; i += 2) {
            address.add(typesAndNames[i], typesAndNames[i + 1]);
        }
        return address;
    }

    static ModelNode child(ModelNode address, String type, String name) {
        return address.clone().add(type, name);
    }

    /** The resource with its runtime attributes, expressions resolved; empty when there is none. */
    Optional<ModelNode> resource(ModelNode address) {
        ModelNode operation = operation("read-resource", address);
        operation.get("include-runtime").set(true);
        operation.get("resolve-expressions").set(true);
        ModelNode answer = execute(operation);
        if (succeeded(answer)) {
            return Optional.of(answer.get("result"));
        }
        if (absent(answer)) {
            return Optional.empty();
        }
        throw refused(operation, answer);
    }

    /** The resource as it is written, expressions unresolved. */
    ModelNode unresolved(ModelNode address) {
        return result(operation("read-resource", address));
    }

    /** Names of the children of a type; none when the parent or the type does not exist. */
    List<String> children(ModelNode parent, String type) {
        ModelNode operation = operation("read-children-names", parent);
        operation.get("child-type").set(type);
        ModelNode answer = execute(operation);
        if (succeeded(answer)) {
            return answer.get("result").asList().stream().map(ModelNode::asString).toList();
        }
        if (absent(answer)) {
            return List.of();
        }
        throw refused(operation, answer);
    }

    private static boolean absent(ModelNode answer) {
        String reason = reason(answer);
        return ABSENT.stream().anyMatch(reason::contains);
    }

    /** The folder that a resource names with {@code path} and {@code relative-to}. */
    Path path(ModelNode resource) {
        String path = resource.get("path").asString();
        ModelNode relativeTo = resource.get("relative-to");
        if (!relativeTo.isDefined()) {
            return Path.of(path).toAbsolutePath().normalize();
        }
        ModelNode base = resource(address("path", relativeTo.asString()))
                .orElseThrow(() -> ServerProblem.MANAGEMENT_REFUSED.exception("operation", "read-resource",
                        "address", "/path=" + relativeTo.asString(), "reason", "there is no such path"));
        return path(base).resolve(path).normalize();
    }

    /** Runs an operation that needs no parameters. */
    void run(String name, ModelNode address) {
        result(operation(name, address));
    }

    /**
     * Runs an operation that may take as long as it takes.
     *
     * @return the server's answer, successful or not
     */
    ModelNode unbounded(String name, ModelNode address, boolean rollback) {
        ModelNode operation = operation(name, address);
        operation.get("operation-headers", "blocking-timeout").set(NO_BOUND);
        operation.get("operation-headers", "rollback-on-runtime-failure").set(rollback);
        return execute(operation);
    }

    /**
     * Gives a deployment another content without enabling it; may take as long as it takes.
     *
     * @return the server's answer, successful or not
     */
    ModelNode replaceContent(String deployment, String runtimeName, Path content) {
        ModelNode operation = operation("full-replace-deployment", address());
        operation.get("name").set(deployment);
        operation.get("runtime-name").set(runtimeName);
        operation.get("enabled").set(false);
        operation.get("content").get(0).get("input-stream-index").set(0);
        operation.get("operation-headers", "blocking-timeout").set(NO_BOUND);
        try {
            // the answer comes when the content is in the server's repository
            return client.execute(OperationBuilder.create(operation).addFileAsAttachment(content.toFile()).build());
        } catch (IOException e) {
            throw ServerProblem.MANAGEMENT_REFUSED.caused(e, "operation", "full-replace-deployment",
                    "address", "/deployment=" + deployment, "reason", e.getMessage());
        }
    }

    static boolean succeeded(ModelNode answer) {
        return "success".equals(answer.get("outcome").asString());
    }

    /** The server's own words on why it refused. */
    static String reason(ModelNode answer) {
        ModelNode description = answer.get("failure-description");
        return description.isDefined() ? description.asString() : "it gave no reason";
    }

    private static ModelNode operation(String name, ModelNode address) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(name);
        operation.get("address").set(address);
        return operation;
    }

    private ModelNode result(ModelNode operation) {
        ModelNode answer = execute(operation);
        if (!succeeded(answer)) {
            throw refused(operation, answer);
        }
        return answer.get("result");
    }

    private ModelNode execute(ModelNode operation) {
        try {
            return client.execute(operation);
        } catch (IOException e) {
            throw ServerProblem.MANAGEMENT_REFUSED.caused(e, "operation", operation.get("operation").asString(),
                    "address", text(operation.get("address")), "reason", e.getMessage());
        }
    }

    private static RuntimeException refused(ModelNode operation, ModelNode answer) {
        return ServerProblem.MANAGEMENT_REFUSED.exception("operation", operation.get("operation").asString(),
                "address", text(operation.get("address")), "reason", reason(answer));
    }

    private static String text(ModelNode address) {
        StringBuilder text = new StringBuilder();
        for (Property step : address.asPropertyList()) {
            text.append('/').append(step.getName()).append('=').append(step.getValue().asString());
        }
        return text.isEmpty() ? "/" : text.toString();
    }
}
