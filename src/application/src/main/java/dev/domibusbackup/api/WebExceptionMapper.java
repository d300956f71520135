package dev.domibusbackup.api;

import java.util.List;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import dev.domibusbackup.problem.ApiProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.problem.ProblemException;

/** What the server itself refuses: unknown paths, methods, media types. */
@Provider
public class WebExceptionMapper implements ExceptionMapper<WebApplicationException> {

    @Context
    private UriInfo uri;

    @Context
    private Request request;

    @Context
    private HttpHeaders headers;

    @Override
    public Response toResponse(WebApplicationException exception) {
        if (exception.getCause() instanceof ProblemException problem) {
            return ProblemAnswer.response(problem.problems());
        }
        return ProblemAnswer.response(List.of(problem(exception)));
    }

    private Problem problem(WebApplicationException exception) {
        int status = exception.getResponse().getStatus();
        return switch (status) {
            case 404 -> ApiProblem.NOT_FOUND.with("path", uri.getPath());
            case 405 -> ApiProblem.NOT_ALLOWED.with("method", request.getMethod(), "path", uri.getPath());
            case 406 -> ApiProblem.NOT_ACCEPTABLE.with("path", uri.getPath(), "accept",
                    headers.getAcceptableMediaTypes());
            case 415 -> ApiProblem.WRONG_TYPE.with("type",
                    headers.getMediaType() == null ? "(none)" : headers.getMediaType());
            default -> status < 500 ? ApiProblem.BAD_REQUEST.with("path", uri.getPath(), "reason", "status " + status)
                    : UnforeseenMapper.logged(exception);
        };
    }
}
