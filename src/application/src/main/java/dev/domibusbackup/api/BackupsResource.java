package dev.domibusbackup.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import dev.domibusbackup.job.BackupRequest;
import dev.domibusbackup.job.Environment;
import dev.domibusbackup.job.Jobs;
import dev.domibusbackup.job.KnownSets;
import dev.domibusbackup.job.PortRequest;
import dev.domibusbackup.job.RestoreRequest;
import dev.domibusbackup.job.VerificationRequest;
import dev.domibusbackup.problem.ProblemException;
import dev.domibusbackup.problem.SetProblem;
import dev.domibusbackup.set.Audit;
import dev.domibusbackup.set.BackupSet;
import dev.domibusbackup.set.Manifest;
import dev.domibusbackup.set.SetId;

/** The backup sets. */
@Path("backups")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BackupsResource {

    @Inject
    private Environment environment;

    @Inject
    private Jobs jobs;

    @Inject
    private KnownSets sets;

    @Context
    private SecurityContext security;

    @Context
    private HttpServletRequest http;

    /** Starts a backup. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response start(BackupRequest request) {
        return accepted(jobs.start(request == null ? BackupRequest.DEFAULT : request, user()));
    }

    /** All sealed sets, newest first. */
    @GET
    public List<SetAnswer> list() {
        return sets.list().stream().map(SetAnswer::of).toList();
    }

    /** Makes the index of the sets anew, which accepts the repository as it is. */
    @POST
    @Path("index")
    public IndexAnswer rebuildIndex() {
        return IndexAnswer.of(sets.rebuild(user()));
    }

    /** The manifest of a set. */
    @GET
    @Path("{set}")
    public Manifest show(@PathParam("set") String set) {
        return find(set).manifest();
    }

    /** Removes a set for good. */
    @DELETE
    @Path("{set}")
    public Response delete(@PathParam("set") String set) {
        SetId id = new SetId(set);
        jobs.runningOn(id).ifPresent(job -> {
            throw SetProblem.IN_USE.exception("id", id, "job", job);
        });
        try {
            environment.repository().delete(id, entry(Audit.DELETED, id, "ok"));
        } catch (ProblemException e) {
            audit(Audit.DELETED, id, e.problem().code());
            throw e;
        }
        return Response.noContent().build();
    }

    /** Keeps a set from being removed. */
    @PUT
    @Path("{set}/pin")
    public Response pin(@PathParam("set") String set) {
        return pinned(find(set).id(), true);
    }

    /** Allows a set to be removed again. */
    @DELETE
    @Path("{set}/pin")
    public Response unpin(@PathParam("set") String set) {
        return pinned(find(set).id(), false);
    }

    /** RESTORE.md of a set. */
    @GET
    @Path("{set}/instructions")
    @Produces("text/markdown")
    public String instructions(@PathParam("set") String set) {
        return find(set).instructions();
    }

    /** Starts a verification of a set. */
    @POST
    @Path("{set}/verifications")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response verify(@PathParam("set") String set, VerificationWish wish) {
        SetId id = new SetId(set);
        return accepted(jobs.start(wish == null ? new VerificationRequest(id, false) : wish.of(id), user()));
    }

    /** Starts the porting of a set's messages into this installation. */
    @POST
    @Path("{set}/ports")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response port(@PathParam("set") String set, PortRequest request) {
        return accepted(jobs.start(new SetId(set), request == null ? PortRequest.DEFAULT : request, user()));
    }

    /** Starts the restore of a set, or its rehearsal. */
    @POST
    @Path("{set}/restores")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response restore(@PathParam("set") String set, RestoreRequest request) {
        return accepted(jobs.start(new SetId(set), request == null ? RestoreRequest.DEFAULT : request, user()));
    }

    private BackupSet find(String set) {
        return environment.repository().find(new SetId(set));
    }

    private Response pinned(SetId id, boolean pin) {
        environment.repository().changeNotes(id, notes -> notes.withPinned(pin));
        audit(pin ? "backup.pin" : "backup.unpin", id, "ok");
        return Response.noContent().build();
    }

    private Response accepted(String job) {
        URI location = JobLocation.of(http, job);
        return Response.status(Response.Status.ACCEPTED).location(location).entity(new StartedAnswer(job, location))
                .build();
    }

    private void audit(String action, SetId id, String result) {
        environment.repository().audit().append(entry(action, id, result));
    }

    private Audit.Entry entry(String action, SetId id, String result) {
        return new Audit.Entry(Instant.now(), user(), action, id.value(), result, Map.of());
    }

    private String user() {
        return security.getUserPrincipal().getName();
    }
}
