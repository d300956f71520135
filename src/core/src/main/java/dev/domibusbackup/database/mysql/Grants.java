package dev.domibusbackup.database.mysql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code SHOW GRANTS} says an account may do with one schema. Reads grants on everything and on schemas, among
 * them patterns such as {@code domibus\_%}; of several patterns that fit, the server heeds the most specific one only,
 * and so does this. Roles count as far as {@code SHOW GRANTS} lists what they hold. Lines are never kept: MariaDB
 * prints hashes of passwords in them.
 */
final class Grants {

    private static final String NAME = "`((?:[^`]|``)*)`";

    private static final Pattern LINE = Pattern.compile("^(GRANT|REVOKE) ([^`]+?) ON "
            + "(?:(\\*)\\.\\*|" + NAME + "\\.(?:(\\*)|" + NAME + "))"
            + " (?:TO|FROM) (['`].+?['`])(?: IDENTIFIED.*| REQUIRE.*| WITH.*)?$");

    private static final String ALL = "ALL PRIVILEGES";

    private final Set<String> everywhere = new HashSet<>();
    private final Set<String> onSchema = new HashSet<>();
    /** MySQL's partial revokes: they take from the rights on everything, for this schema. */
    private final Set<String> revoked = new HashSet<>();
    private boolean readsMySqlProc;
    private boolean readsMySql;

    private Grants() {
    }

    /** Reads the lines of {@code SHOW GRANTS} for a schema. */
    static Grants of(List<String> lines, String schema) {
        Grants grants = new Grants();
        Map<String, String> bestPattern = new HashMap<>();
        Map<String, Set<String>> bestRights = new HashMap<>();
        for (String line : lines) {
            Matcher match = LINE.matcher(line);
            if (!match.matches()) {
                continue;
            }
            Set<String> rights = rights(match.group(2));
            if (match.group(3) != null) {
                grants.everywhere.addAll(rights);
                continue;
            }
            String pattern = match.group(4).replace("``", "`");
            if (pattern.equals("mysql")) {
                boolean proc = match.group(5) != null || match.group(6).equals("proc");
                grants.readsMySqlProc |= proc && has(rights, "SELECT");
                grants.readsMySql |= match.group(5) != null && has(rights, "SELECT");
            }
            if (match.group(5) == null || !fits(pattern, schema)) {
                continue;
            }
            if (match.group(1).equals("REVOKE")) {
                grants.revoked.addAll(rights);
                continue;
            }
            String grantee = match.group(7);
            String best = bestPattern.get(grantee);
            if (best == null || specificity(pattern) > specificity(best)) {
                bestPattern.put(grantee, pattern);
                bestRights.put(grantee, rights);
            }
        }
        bestRights.values().forEach(grants.onSchema::addAll);
        return grants;
    }

    /** Whether the account has a right on the schema. */
    boolean allow(String right) {
        return has(everywhere, right) && !has(revoked, right) || has(onSchema, right);
    }

    /** Whether it has a right on everything. */
    boolean allowEverywhere(String right) {
        return has(everywhere, right);
    }

    /** Whether it may read the table in which MariaDB, and MySQL before 8, keep routines. */
    boolean readsMySqlProc() {
        return readsMySqlProc || has(everywhere, "SELECT");
    }

    /** Whether it may read the schema in which the servers keep their accounts. */
    boolean readsMySql() {
        return readsMySql || has(everywhere, "SELECT");
    }

    private static boolean has(Set<String> rights, String right) {
        return rights.contains(ALL) || rights.contains(right);
    }

    private static Set<String> rights(String list) {
        Set<String> rights = new HashSet<>();
        for (String right : list.split(",")) {
            rights.add(right.strip().toUpperCase(Locale.ROOT));
        }
        if (rights.remove("ALL")) {
            rights.add(ALL);
        }
        return rights;
    }

    /** Whether a pattern of a grant fits a schema: % any text, _ any sign, \ takes their meaning away. */
    private static boolean fits(String pattern, String schema) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else {
                char literal = c == '\\' && i + 1 < pattern.length() ? pattern.charAt(++i) : c;
                regex.append(Pattern.quote(String.valueOf(literal)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(schema).matches();
    }

    /** Place of the first wildcard: what the servers sort by. */
    private static int specificity(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '%' || c == '_') {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }
}
