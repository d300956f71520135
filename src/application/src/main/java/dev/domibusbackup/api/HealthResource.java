package dev.domibusbackup.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.domibusbackup.job.Environment;
import dev.domibusbackup.job.InstallationLock;
import dev.domibusbackup.job.KnownSets;

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

    /** Looks at repository, Domibus and quiet window. */
    @GET
    public HealthAnswer health() {
        return HealthAnswer.of(environment, lock, sets);
    }
}
