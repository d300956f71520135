package dev.domibusbackup.server;

import java.lang.reflect.InvocationTargetException;

import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.ServerProblem;

/** Chooses the adapter for the server that runs us. */
public final class ApplicationServers {

    private static final String WILDFLY = "dev.domibusbackup.server.wildfly.WildFlyApplicationServer";

    private static final String TOMEE = "dev.domibusbackup.server.tomee.TomEEApplicationServer";

    private ApplicationServers() {
    }

    /**
     * The adapter for the running server. Adapters are named by their class names: their classes link to classes of
     * their own server and cannot be loaded on another one.
     *
     * @param messagingServer name of the messaging server in the server's model, {@code default} as a rule
     */
    public static ApplicationServer running(String messagingServer) {
        if (System.getProperty("jboss.server.base.dir") != null) {
            return adapter(WILDFLY, messagingServer);
        }
        if (System.getProperty("catalina.base") != null) {
            return adapter(TOMEE, messagingServer);
        }
        throw ServerProblem.UNSUPPORTED.exception("server", found());
    }

    private static ApplicationServer adapter(String className, String messagingServer) {
        try {
            return (ApplicationServer) Class.forName(className).getConstructor(String.class)
                    .newInstance(messagingServer);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw ServerProblem.UNSUPPORTED.caused(e.getCause(), "server", found() + ", " + e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw ServerProblem.UNSUPPORTED.caused(e, "server", found() + ", " + e);
        }
    }

    private static String found() {
        if (System.getProperty("jboss.server.base.dir") != null) {
            return "WildFly in " + System.getProperty("jboss.home.dir");
        }
        if (System.getProperty("jboss.domain.base.dir") != null) {
            return "WildFly's managed domain in " + System.getProperty("jboss.home.dir");
        }
        if (System.getProperty("catalina.base") != null) {
            return "Tomcat or TomEE in " + System.getProperty("catalina.base");
        }
        if (System.getProperty("weblogic.Name") != null) {
            return "WebLogic server " + System.getProperty("weblogic.Name");
        }
        return "unknown, Java " + System.getProperty("java.version");
    }
}
