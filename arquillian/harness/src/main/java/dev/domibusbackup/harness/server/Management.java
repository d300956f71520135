package dev.domibusbackup.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.Operation;
import org.jboss.as.controller.client.OperationBuilder;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;

/** The management model of one running server, every operation with a bound. */
public final class Management implements AutoCloseable {

    private static final Duration BOUND = Duration.ofMinutes(2);

    private final ModelControllerClient client;

    /**
     * Of a server that listens on 127.0.0.1; it may come up later.
     *
     * @param port of its management
     */
    public Management(int port) {
        try {
            client = ModelControllerClient.Factory.create("remote+http", "127.0.0.1", port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An address of the model.
     *
     * @param pairs key, value, key, value; none for the root
     */
    public static ModelNode address(String... pairs) {
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException("an address has pairs of key and value");
        }
        ModelNode address = new ModelNode().setEmptyList();
        for (int i = 0; i < pairs.length; i += 2) {
            address.add(pairs[i], pairs[i + 1]);
        }
        return address;
    }

    /**
     * Carries out an operation.
     *
     * @return its {@code result}
     * @throws IllegalStateException when the outcome is failure, with the server's description of it
     * @throws UncheckedIOException  when the server does not answer
     */
    public ModelNode execute(ModelNode operation) {
        return execute(OperationBuilder.create(operation).build(), BOUND);
    }

    /** The same with a bound of one's own and files attached. */
    public ModelNode execute(Operation operation, Duration bound) {
        String name = operation.getOperation().get("operation").asString();
        try {
            ModelNode answer = client.executeAsync(operation).get(bound.toMillis(), TimeUnit.MILLISECONDS);
            if (!Operations.isSuccessfulOutcome(answer)) {
                throw new IllegalStateException(name + " failed: " + Operations.getFailureDescription(answer));
            }
            return Operations.readResult(answer);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException(name + ": " + e.getCause(), e));
        } catch (TimeoutException e) {
            throw new UncheckedIOException(new IOException(name + " gave no answer within " + bound, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(name + " was interrupted", e);
        }
    }

    /** Whether the model has this resource. */
    public boolean exists(ModelNode address) {
        ModelNode parent = new ModelNode().setEmptyList();
        for (int i = 0; i < address.asInt() - 1; i++) {
            parent.add(address.get(i));
        }
        String type = address.get(address.asInt() - 1).asProperty().getName();
        String name = address.get(address.asInt() - 1).asProperty().getValue().asString();
        ModelNode operation = Operations.createOperation("read-children-names", parent);
        operation.get("child-type").set(type);
        return execute(operation).asList().stream().anyMatch(child -> child.asString().equals(name));
    }

    /** The value of an attribute, with expressions resolved. */
    public ModelNode attribute(ModelNode address, String name) {
        ModelNode operation = Operations.createReadAttributeOperation(address, name);
        operation.get("resolve-expressions").set(true);
        return execute(operation);
    }

    /** {@code starting}, {@code running}, {@code stopping}, {@code restart-required}, {@code reload-required} */
    public String serverState() {
        return execute(Operations.createReadAttributeOperation(address(), "server-state")).asString();
    }

    /** Errors of the last start; an empty list when all is well. */
    public ModelNode bootErrors() {
        return execute(Operations.createOperation("read-boot-errors", address("core-service", "management")));
    }

    /** Deploys a file, replacing what has that name. */
    public void deploy(Path file, String name, Duration bound) {
        ModelNode operation;
        if (exists(address("deployment", name))) {
            operation = Operations.createOperation("full-replace-deployment", address());
            operation.get("name").set(name);
            operation.get("enabled").set(true);
        } else {
            operation = Operations.createAddOperation(address("deployment", name));
            operation.get("enabled").set(true);
        }
        operation.get("content").get(0).get("input-stream-index").set(0);
        execute(OperationBuilder.create(operation).addFileAsAttachment(file.toFile()).build(), bound);
    }

    /** Undeploys and removes. */
    public void undeploy(String name, Duration bound) {
        ModelNode address = address("deployment", name);
        execute(OperationBuilder.create(Operations.createOperation("undeploy", address)).build(), bound);
        execute(Operations.createRemoveOperation(address));
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
