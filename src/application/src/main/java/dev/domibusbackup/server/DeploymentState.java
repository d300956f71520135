package dev.domibusbackup.server;

/** State of a deployment as the server reports it. */
public enum DeploymentState {
    RUNNING, STOPPED, FAILED, ABSENT;

    /** Whether nothing of the deployment runs. A failed one may have begun to work before it failed. */
    public boolean isDown() {
        return this == STOPPED || this == ABSENT;
    }
}
