package dev.domibusbackup.standin.rest;

import java.io.IOException;

import dev.domibusbackup.standin.Configuration;
import dev.domibusbackup.standin.Domibus;
import jakarta.json.Json;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The probes that the real Domibus answers without a login. Servlets, because the real one too brings its own REST:
 * inside TomEE its web application is left alone by the server's.
 */
@WebServlet("/rest/application/*")
public class ApplicationServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Configuration configuration = Domibus.current().configuration();
        switch (String.valueOf(request.getPathInfo())) {
            case "/info" -> JsonAnswer.send(response, Json.createObjectBuilder()
                    .add("version", configuration.displayVersion())
                    .add("versionNumber", configuration.get("domibus.artifactVersion"))
                    .build().toString());
            case "/name" -> JsonAnswer.send(response,
                    Json.createValue(configuration.get("domibus.UI.title.name")).toString());
            case "/multitenancy" -> JsonAnswer.send(response, String.valueOf(configuration.isMultiTenant()));
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
