package dev.domibusbackup.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * A verification needs no wishes: it is started by a request without a body too, whatever type that claims. Not every
 * server would find the method otherwise.
 */
@Provider
@PreMatching
public class BodylessVerification implements ContainerRequestFilter {

    private static final Pattern PLACE = Pattern.compile("/?backups/[^/]+/verifications/?");

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (!request.getMethod().equals(HttpMethod.POST)
                || !PLACE.matcher(request.getUriInfo().getPath(false)).matches()) {
            return;
        }
        InputStream entity = request.getEntityStream();
        PushbackInputStream body = new PushbackInputStream(entity == null ? InputStream.nullInputStream() : entity);
        int first = body.read();
        if (first >= 0) {
            body.unread(first);
            request.setEntityStream(body);
            return;
        }
        request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        request.setEntityStream(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)));
    }
}
