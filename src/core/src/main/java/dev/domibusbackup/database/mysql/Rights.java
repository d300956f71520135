package dev.domibusbackup.database.mysql;

import java.util.List;

/**
 * What the account of a session may do with the schema that its address names, whether that exists or not.
 *
 * @param user    {@code user@host}, as the server knows it
 * @param account the same as GRANT wants it
 * @param grants  its rights
 */
record Rights(String user, String account, Grants grants) {

    private static final String NONE = "NONE";

    static Rights of(SqlClient client) {
        String user = client.value("SELECT CURRENT_USER()");
        return new Rights(user, quoted(user),
                Grants.of(grantLines(client, ServerVersion.of(client)), client.address().schema()));
    }

    boolean allow(String right) {
        return grants.allow(right);
    }

    boolean allowEverywhere(String right) {
        return grants.allowEverywhere(right);
    }

    /** MariaDB lists what the active roles hold by itself, MySQL only when they are named. */
    private static List<String> grantLines(SqlClient client, ServerVersion server) {
        String roles = server.mariaDb() || !server.atLeast(8, 0, 0) ? NONE : client.value("SELECT CURRENT_ROLE()");
        String using = roles.equals(NONE) ? "" : " FOR CURRENT_USER() USING " + roles;
        return client.query("SHOW GRANTS" + using).stream().map(row -> row.get(0)).toList();
    }

    private static String quoted(String user) {
        int at = user.lastIndexOf('@');
        return SqlText.literal(user.substring(0, at)) + "@" + SqlText.literal(user.substring(at + 1));
    }
}
