package dev.domibusbackup.standin.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;

import dev.domibusbackup.standin.Configuration;
import dev.domibusbackup.standin.Domibus;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Domibus's own monitoring, for a plugin user. While the file {@code stand-in/monitoring-error} exists the broker is
 * not well.
 */
@WebServlet("/ext/monitoring/application/status")
public class MonitoringServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Configuration configuration = Domibus.current().configuration();
        String account = configuration.get("standin.monitoring.user") + ":"
                + configuration.get("standin.monitoring.password");
        String expected = "Basic " + Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(request.getHeader("Authorization"))) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Domibus\"");
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        boolean bad = Files.exists(configuration.standInFile("monitoring-error"));
        JsonArrayBuilder services = Json.createArrayBuilder();
        service(services, "Database", "NORMAL");
        service(services, "JMS Broker", bad ? "ERROR" : "NORMAL");
        service(services, "Quartz Trigger", "NORMAL");
        JsonAnswer.send(response, Json.createObjectBuilder().add("services", services).build().toString());
    }

    private static void service(JsonArrayBuilder services, String name, String status) {
        services.add(Json.createObjectBuilder().add("name", name).add("status", status));
    }
}
