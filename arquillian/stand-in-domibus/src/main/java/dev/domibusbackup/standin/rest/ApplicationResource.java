package dev.domibusbackup.standin.rest;

import dev.domibusbackup.standin.Configuration;
import dev.domibusbackup.standin.Domibus;
import jakarta.json.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The probes that the real Domibus answers without a login. */
@Path("application")
@Produces(MediaType.APPLICATION_JSON)
public class ApplicationResource {

    @GET
    @Path("info")
    public String info() {
        Configuration configuration = Domibus.current().configuration();
        return Json.createObjectBuilder()
                .add("version", configuration.displayVersion())
                .add("versionNumber", configuration.get("domibus.artifactVersion"))
                .build().toString();
    }

    @GET
    @Path("name")
    public String name() {
        return Json.createValue(Domibus.current().configuration().get("domibus.UI.title.name")).toString();
    }

    @GET
    @Path("multitenancy")
    public String multitenancy() {
        return String.valueOf(Domibus.current().configuration().isMultiTenant());
    }
}
