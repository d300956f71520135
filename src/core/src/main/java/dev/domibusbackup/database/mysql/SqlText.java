package dev.domibusbackup.database.mysql;

import java.util.ArrayList;
import java.util.List;

/** How values are written in SQL, and read back from the client's batch output. */
final class SqlText {

    private SqlText() {
    }

    /** A string literal. Right while the session's {@code sql_mode} lacks NO_BACKSLASH_ESCAPES. */
    static String literal(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** A quoted name. */
    static String name(String value) {
        return "`" + value.replace("`", "``") + "`";
    }

    /** The columns of one line of batch output. NULL and the word NULL look alike there: ask with IFNULL. */
    static List<String> columns(String line) {
        List<String> columns = new ArrayList<>();
        StringBuilder column = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                columns.add(column.toString());
                column.setLength(0);
            } else if (c == '\\' && i + 1 < line.length()) {
                i++;
                column.append(switch (line.charAt(i)) {
                    case 't' -> '\t';
                    case 'n' -> '\n';
                    case '0' -> '\0';
                    default -> line.charAt(i);
                });
            } else {
                column.append(c);
            }
        }
        columns.add(column.toString());
        return columns;
    }
}
