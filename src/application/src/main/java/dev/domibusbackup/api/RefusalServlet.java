package dev.domibusbackup.api;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.domibusbackup.problem.ApiProblem;
import dev.domibusbackup.problem.Problem;
import dev.domibusbackup.set.Json;

/** The error page of web.xml: what the server refuses before the API sees it, in the form of the API. */
@WebServlet("/refused")
public class RefusalServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemAnswer answer = ProblemAnswer.of(List.of(problem(request)));
        response.setStatus(answer.status());
        response.setContentType(ProblemAnswer.TYPE.toString());
        response.getOutputStream().write(Json.mapper().writeValueAsBytes(answer));
    }

    private static Problem problem(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (!(status instanceof Integer code)) {
            return ApiProblem.NOT_FOUND.with("path", request.getRequestURI());
        }
        return switch (code) {
            case 401 -> ApiProblem.NOT_LOGGED_IN.with();
            case 403 -> ApiProblem.FORBIDDEN.with("method", request.getMethod(), "path", path);
            case 404 -> ApiProblem.NOT_FOUND.with("path", path);
            case 405 -> ApiProblem.NOT_ALLOWED.with("method", request.getMethod(), "path", path);
            default -> code < 500 ? ApiProblem.BAD_REQUEST.with("path", path, "reason", "status " + code)
                    : UnforeseenMapper.logged(thrown(request));
        };
    }

    private static Exception thrown(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception exception ? exception
                : new IllegalStateException("the server answered with status "
                        + request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) + " to "
                        + request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    }
}
