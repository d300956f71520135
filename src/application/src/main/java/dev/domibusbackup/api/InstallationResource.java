package dev.domibusbackup.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;


/** What was discovered. */
@Path("installation")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InstallationResource {

    @Inject
    private LastInstallation installation;

    /** Looks anew at each call, but while Domibus stops or starts. */
    @GET
    public InstallationAnswer installation() {
        return installation.look();
    }
}
