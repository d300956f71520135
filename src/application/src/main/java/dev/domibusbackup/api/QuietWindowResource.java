package dev.domibusbackup.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import dev.domibusbackup.job.Environment;
import dev.domibusbackup.job.QuietWindowKeeper;
import dev.domibusbackup.problem.QuietProblem;
import dev.domibusbackup.quiet.QuietWindow;

/** What is stopped, and why. */
@Path("quiet-window")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class QuietWindowResource {

    @Inject
    private Environment environment;

    @Inject
    private QuietWindowKeeper keeper;

    @Context
    private SecurityContext security;

    /** The open window. */
    @GET
    public QuietWindowAnswer show() {
        QuietWindow window = environment.quietWindow();
        return window.current().map(open -> QuietWindowAnswer.of(open, window.phase()))
                .orElseThrow(QuietProblem.NONE_OPEN::exception);
    }

    /** Closes the window by hand: queues are resumed, Domibus is started. 202 with the window while that goes on. */
    @DELETE
    public Response close() {
        if (keeper.closeByHand(security.getUserPrincipal().getName())) {
            return Response.noContent().build();
        }
        QuietWindow window = environment.quietWindow();
        return window.current().map(open -> Response.accepted(QuietWindowAnswer.of(open, window.phase())))
                .orElseGet(Response::noContent).build();
    }
}
