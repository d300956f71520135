package dev.domibusbackup.api;

import java.net.URI;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import dev.domibusbackup.job.Jobs;
import dev.domibusbackup.job.PruneRequest;

/** Removing sets by rules. */
@Path("prunes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PrunesResource {

    @Inject
    private Jobs jobs;

    @Context
    private SecurityContext security;

    @Context
    private HttpServletRequest http;

    /** Starts a prune; a rehearsal unless it confirms what one has told. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response start(PruneRequest request) {
        String job = jobs.start(request == null ? PruneRequest.DEFAULT : request,
                security.getUserPrincipal().getName());
        URI location = JobLocation.of(http, job);
        return Response.status(Response.Status.ACCEPTED).location(location).entity(new StartedAnswer(job, location))
                .build();
    }
}
