package dev.domibusbackup.api;

import java.util.List;
import java.util.UUID;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import dev.domibusbackup.problem.ApiProblem;
import dev.domibusbackup.problem.Problem;

/** Everything else: the stack trace goes to the log, the client gets a reference to it. */
@Provider
public class UnforeseenMapper implements ExceptionMapper<Exception> {

    private static final System.Logger LOG = System.getLogger(UnforeseenMapper.class.getName());

    @Override
    public Response toResponse(Exception exception) {
        return ProblemAnswer.response(List.of(logged(exception)));
    }

    static Problem logged(Exception exception) {
        Problem problem = ApiProblem.INTERNAL.with("reference", UUID.randomUUID());
        LOG.log(System.Logger.Level.ERROR, problem.toString(), exception);
        return problem;
    }
}
