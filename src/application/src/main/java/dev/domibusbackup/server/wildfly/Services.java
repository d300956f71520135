package dev.domibusbackup.server.wildfly;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.function.Supplier;

import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ServerProblem;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jboss.as.controller.ModelControllerClientFactory;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.msc.Service;
import org.jboss.msc.service.ServiceBuilder;
import org.jboss.msc.service.ServiceContainer;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;
import org.jboss.msc.service.StartContext;
import org.jboss.msc.service.StopContext;
import org.jboss.tm.XAResourceRecovery;
import org.jboss.tm.XAResourceRecoveryRegistry;

/** The services inside WildFly that the adapter lives on. They are private to WildFly; this is the one place. */
final class Services {

    private static final ServiceName CLIENT_FACTORY =
            ServiceName.parse("org.wildfly.management.model-controller-client-factory");
    private static final ServiceName MESSAGING = ServiceName.parse("org.wildfly.messaging.activemq.server");
    /** Of WildFly 26, whose messaging servers offer no capability yet. */
    private static final ServiceName MESSAGING_26 = ServiceName.JBOSS.append("messaging-activemq");
    private static final ServiceName CREDENTIAL_STORE = ServiceName.parse("org.wildfly.security.credential-store");

    private static final ServiceName RECOVERY =
            ServiceName.parse("org.wildfly.transactions.xa-resource-recovery-registry");
    private static final ServiceName IN_RECOVERY = ServiceName.of("domibus-backup", "transaction-recovery");

    private Services() {
    }

    /** A client of the management model that needs no identity and that RBAC lets through. */
    static ModelControllerClient managementClient() {
        Object factory = value(CLIENT_FACTORY, "management");
        // the client runs synchronous calls in the calling thread; we make no other
        return ((ModelControllerClientFactory) factory).createSuperUserClient(Runnable::run, false);
    }

    /**
     * The broker itself. Asked for anew each time, because a reload of the server makes a new one.
     *
     * @param name name of the messaging server in the model
     */
    static ActiveMQServer broker(String name) {
        Object service = up(MESSAGING.append(name)).or(() -> up(MESSAGING_26.append(name)))
                .orElseThrow(() -> missing(MESSAGING.append(name), name));
        if (service instanceof ActiveMQServer broker) {
            return broker;
        }
        try {
            // WildFly wraps the broker in a class of its messaging subsystem, which deployments do not see
            return (ActiveMQServer) service.getClass().getMethod("getDelegate").invoke(service);
        } catch (IllegalAccessException | NoSuchMethodException | ClassCastException e) {
            throw ServerProblem.SERVICE_MISSING.caused(e, "service", MESSAGING.append(name) + " with a broker",
                    "name", name);
        } catch (InvocationTargetException e) {
            throw ServerProblem.SERVICE_MISSING.caused(e.getCause(), "service", MESSAGING.append(name), "name", name);
        }
    }

    /** An Elytron credential store by its name in the model. */
    static Object credentialStore(String name) {
        return value(CREDENTIAL_STORE.append(name), name);
    }

    /**
     * Lets the transaction manager's recovery ask from now on, also after a reload of the server's transactions.
     *
     * @return what ends it
     */
    static ServiceController<?> inRecovery(XAResourceRecovery recovery) {
        ServiceBuilder<?> service = container().addService(IN_RECOVERY);
        // unlike the values of the others, the registry is given to a service that requires it, and to nobody else
        Supplier<XAResourceRecoveryRegistry> registry = service.requires(RECOVERY);
        return service.setInstance(new Service() {
            @Override
            public void start(StartContext context) {
                registry.get().addXAResourceRecovery(recovery);
            }

            @Override
            public void stop(StopContext context) {
                registry.get().removeXAResourceRecovery(recovery);
            }
        }).install();
    }

    private static ServiceContainer container() {
        return CurrentServiceContainer.getServiceContainer();
    }

    private static Object value(ServiceName service, String name) {
        return up(service).orElseThrow(() -> missing(service, name));
    }

    private static Optional<Object> up(ServiceName service) {
        return Optional.ofNullable(container()).map(container -> container.getService(service))
                .filter(controller -> controller.getState() == ServiceController.State.UP)
                .map(ServiceController::getValue);
    }

    private static ProblemException missing(ServiceName service, String name) {
        return ServerProblem.SERVICE_MISSING.exception("service", service.getCanonicalName(), "name", name);
    }
}
