package dev.domibusbackup.server;

import java.util.Objects;

/**
 * The deployed Domibus; a value that can be written down and used after a crash.
 *
 * @param name        the deployment's name in the server
 * @param runtimeName the name of its file, as {@code domibus.war}
 * @param how         how it got there
 * @param contextRoot where it answers, {@code /domibus} as a rule
 * @param archive     path of the WAR file or exploded folder, absolute
 */
public record DomibusDeployment(String name, String runtimeName, HowDeployed how, String contextRoot, String archive) {

    /** How a deployment got into the server: this decides how it is brought back. */
    public enum HowDeployed {
        /** By the management model (CLI, console), which keeps content and state itself; on Tomcat by a context file. */
        MANAGED,
        /** By a file in the folder that the deployment scanner watches; on Tomcat in the host's {@code appBase}. */
        SCANNER
    }

    public DomibusDeployment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(runtimeName, "runtimeName");
        Objects.requireNonNull(how, "how");
        Objects.requireNonNull(archive, "archive");
    }
}
