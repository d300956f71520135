package dev.domibusbackup.wildfly.inside;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.ApplicationServers;
import dev.domibusbackup.server.DomibusDeployment;

/** Lets the adapter replace the content of a deployment, or start it, from outside. */
@WebServlet("/content")
public class ContentServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final long BOUND_SECONDS = 60;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ApplicationServer adapter = ApplicationServers.running("default");
        DomibusDeployment domibus = adapter.findDomibus(Optional.of(request.getParameter("name")));
        String content = request.getParameter("content");
        try {
            if (content == null) {
                adapter.start(domibus).toCompletableFuture().get(BOUND_SECONDS, TimeUnit.SECONDS);
            } else {
                adapter.stop(domibus).toCompletableFuture().get(BOUND_SECONDS, TimeUnit.SECONDS);
                adapter.replaceContent(domibus, Path.of(content));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        response.getWriter().write(adapter.state(domibus.name()).name());
    }
}
