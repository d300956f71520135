package dev.domibusbackup.server;

/** State of a deployment as the server reports it. */
public enum DeploymentState {
    RUNNING, STOPPED, FAILED, ABSENT
}
