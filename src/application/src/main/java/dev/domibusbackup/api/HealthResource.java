package dev.domibusbackup.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.domibusbackup.job.Environment;
import dev.domibusbackup.job.Health;
import dev.domibusbackup.job.InstallationLock;
import dev.domibusbackup.job.KnownSets;
import dev.domibusbackup.monitor.Console;

/** Whether all is well. */
@Path("health")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    @Inject
    private Environment environment;

    @Inject
    private InstallationLock lock;

    @Inject
    private KnownSets sets;

    @Inject
    private Console console;

    /** Looks at repository, Domibus and quiet window. */
    @GET
    public HealthAnswer health() {
        return HealthAnswer.of(Health.look(environment, lock, sets), lock.holder(), console.problems());
    }
}
