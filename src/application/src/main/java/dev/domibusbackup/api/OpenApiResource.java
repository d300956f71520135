package dev.domibusbackup.api;

import java.io.IOException;
import java.io.InputStream;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The description of this API. */
@Path("openapi.json")
@RequestScoped
public class OpenApiResource {

    static final String DOCUMENT = "/dev/domibusbackup/api/openapi.json";

    /** The OpenAPI document. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] document() throws IOException {
        try (InputStream document = OpenApiResource.class.getResourceAsStream(DOCUMENT)) {
            return document.readAllBytes();
        }
    }
}
