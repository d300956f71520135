package dev.domibusbackup.api;

import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import dev.domibusbackup.job.Environment;
import dev.domibusbackup.set.Audit;

/** Who did what, when, with what result. */
@Path("audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private static final int MOST = 1000;

    @Inject
    private Environment environment;

    /** The last entries, newest first. */
    @GET
    public List<Audit.Entry> last(@QueryParam("most") @DefaultValue("100") String most) {
        return environment.repository().audit().last(QueryNumber.of("most", most, 1, MOST));
    }
}
