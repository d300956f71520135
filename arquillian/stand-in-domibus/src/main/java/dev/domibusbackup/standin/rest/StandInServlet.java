package dev.domibusbackup.standin.rest;

import dev.domibusbackup.standin.Agreement;
import dev.domibusbackup.standin.Domibus;
import dev.domibusbackup.standin.ListenerStatus;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** What tests ask of the stand-in. */
@WebServlet("/rest/stand-in/*")
public class StandInServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    /** Lists name this many at most; their counts are whole. */
    private static final int SHOWN = 100;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            switch (String.valueOf(request.getPathInfo())) {
                case "/agreement" -> JsonAnswer.send(response, agreement());
                case "/listeners" -> JsonAnswer.send(response, listeners());
                default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }

    private static String agreement() throws SQLException, IOException {
        List<Agreement> agreements = Agreement.ofAllDomains();
        JsonArrayBuilder domains = Json.createArrayBuilder();
        for (Agreement agreement : agreements) {
            JsonObjectBuilder domain = Json.createObjectBuilder()
                    .add("domain", agreement.domain())
                    .add("agrees", agreement.agrees())
                    .add("rows", agreement.rows())
                    .add("payloadFiles", agreement.payloadFiles());
            list(domain, "rowsWithoutFile", agreement.rowsWithoutFile());
            list(domain, "filesWithoutRow", agreement.filesWithoutRow());
            list(domain, "processedTwice", agreement.processedTwice());
            domains.add(domain);
        }
        return Json.createObjectBuilder()
                .add("agrees", agreements.stream().allMatch(Agreement::agrees))
                .add("domains", domains)
                .build().toString();
    }

    private static String listeners() {
        JsonArrayBuilder listeners = Json.createArrayBuilder();
        for (ListenerStatus listener : Domibus.current().listeners()) {
            JsonObjectBuilder one = Json.createObjectBuilder().add("queue", listener.queue());
            if (listener.selector() != null) {
                one.add("selector", listener.selector());
            }
            listeners.add(one.add("alive", listener.alive())
                    .add("working", listener.working())
                    .add("processed", listener.processed())
                    .add("rolledBack", listener.rolledBack()));
        }
        return Json.createObjectBuilder().add("listeners", listeners).build().toString();
    }

    private static void list(JsonObjectBuilder target, String name, List<String> values) {
        JsonArrayBuilder first = Json.createArrayBuilder();
        values.stream().limit(SHOWN).forEach(first::add);
        target.add(name, Json.createObjectBuilder().add("count", values.size()).add("first", first));
    }
}
