package dev.domibusbackup.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.domibusbackup.job.Environment;

/** What was discovered. */
@Path("installation")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InstallationResource {

    @Inject
    private Environment environment;

    /** Looks anew at each call. */
    @GET
    public InstallationAnswer installation() {
        return InstallationAnswer.of(environment);
    }
}
