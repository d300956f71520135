package dev.domibusbackup.wildfly.inside;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.TransactionManager;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import javax.transaction.xa.Xid;

import dev.domibusbackup.message.Body;
import dev.domibusbackup.message.Content;
import dev.domibusbackup.message.MessageHeader;
import dev.domibusbackup.message.PortableMessage;
import dev.domibusbackup.message.TypedValue;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.ApplicationServers;
import dev.domibusbackup.server.MessageSink;

/**
 * {@code POST /dying?queue=NAME&when=prepare|commit}: sends messages through the adapter and writes a row in one
 * transaction, and kills the server when all but the last resource are prepared, or when all are and the transaction
 * manager has decided to commit. {@code GET /dying}: transactions in doubt, and rows.
 */
@WebServlet("/dying")
public class DyingServlet extends HttpServlet {

    static final int MESSAGES = 20;
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean commit = request.getParameter("when").equals("commit");
        try {
            TransactionManager transactions = InitialContext.doLookup("java:jboss/TransactionManager");
            sql("CREATE TABLE IF NOT EXISTS dying (id INT)");
            transactions.begin();
            if (commit) {
                // ends are told in the order of enlistment
                transactions.getTransaction().enlistResource(new Killer());
            }
            try (MessageSink sink = adapter().sink(request.getParameter("queue"))) {
                for (int number = 0; number < MESSAGES; number++) {
                    sink.send(new PortableMessage(MessageHeader.builder().build(),
                            Map.of("number", TypedValue.of(number)),
                            new Body.Bytes(Content.of(new byte[number * 50_000]))));
                }
            }
            sql("INSERT INTO dying VALUES (1)");
            if (!commit) {
                transactions.getTransaction().enlistResource(new OtherResource(Killer::kill));
            }
            transactions.commit();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (Connection connection = connect(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM dying")) {
            rows.next();
            response.getWriter().print(adapter().transactionsInDoubt() + " " + rows.getInt(1));
        } catch (SQLException | NamingException e) {
            throw new IOException(e);
        }
    }

    private static ApplicationServer adapter() {
        return ApplicationServers.running("default");
    }

    private static void sql(String sql) throws SQLException, NamingException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect() throws SQLException, NamingException {
        DataSource source = InitialContext.doLookup("java:jboss/datasources/DomibusBackupDS");
        return source.getConnection();
    }

    /** Kills the server when it is told to commit. */
    private static final class Killer extends OtherResource {

        private Killer() {
            super(() -> {
                // votes yes
            });
        }

        private static void kill() {
            Runtime.getRuntime().halt(137);
        }

        @Override
        public void commit(Xid xid, boolean onePhase) {
            kill();
        }
    }
}
