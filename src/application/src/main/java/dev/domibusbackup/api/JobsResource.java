package dev.domibusbackup.api;

import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

import dev.domibusbackup.job.Jobs;

/** The jobs. */
@Path("jobs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {

    private static final int MOST = 200;

    @Inject
    private Jobs jobs;

    @Inject
    private JobAnswers answers;

    @Inject
    private JobEvents events;

    @Context
    private SecurityContext security;

    /** A page of all jobs, newest first. */
    @GET
    public List<JobAnswer> list(@QueryParam("first") @DefaultValue("0") String first,
                                @QueryParam("most") @DefaultValue("50") String most) {
        return jobs.newestFirst(QueryNumber.of("first", first, 0, Integer.MAX_VALUE),
                QueryNumber.of("most", most, 1, MOST)).stream().map(answers::of).toList();
    }

    /** A job with its executions, steps, progress and problems. */
    @GET
    @Path("{id}")
    public JobAnswer show(@PathParam("id") String id) {
        return answers.of(jobs.find(id));
    }

    /** The same as server-sent events, whenever it changes, until the job has ended. */
    @GET
    @Path("{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse) {
        jobs.find(id);
        events.send(id, sink, sse);
    }

    /** Lets a failed, stopped or interrupted job go on where it stopped. */
    @POST
    @Path("{id}/restart")
    public Response restart(@PathParam("id") String id) {
        jobs.restart(id, user());
        return accepted(id);
    }

    /** Asks a running job to stop. */
    @POST
    @Path("{id}/stop")
    public Response stop(@PathParam("id") String id) {
        jobs.stop(id, user());
        return accepted(id);
    }

    /** Gives a job up for good. */
    @POST
    @Path("{id}/abandon")
    public Response abandon(@PathParam("id") String id) {
        jobs.abandon(id, user());
        return accepted(id);
    }

    private Response accepted(String id) {
        return Response.status(Response.Status.ACCEPTED).entity(answers.of(jobs.find(id))).build();
    }

    private String user() {
        return security.getUserPrincipal().getName();
    }
}
