package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DumpContents;
import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.SchemaObject;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the statements of a dump create and insert. The {@link DumpScanner} hands over their text, without comments; the
 * beginning of a statement says all that is needed, so only that is kept.
 */
final class DumpStatements {

    /** Longer than CREATE with the longest DEFINER, a list of SQL modes, or INSERT INTO with the longest name. */
    private static final int HEAD = 4096;

    private static final int LONGEST_WORD = 16;

    private final ByteText head = new ByteText(HEAD);
    private final ByteText lastWord = new ByteText(LONGEST_WORD);
    private boolean lastWordEnded;

    private final SortedMap<String, Long> rowsByTable = new TreeMap<>();
    private final SortedSet<SchemaObject> objects = new TreeSet<>();
    private final SortedSet<String> definers = new TreeSet<>();
    private String schema = "";
    private long totalRows;
    private String insertTable;

    /** Views get a placeholder first, because they may refer to each other; only the second one is the view. */
    private boolean placeholderView;
    private boolean backslashEscapes = true;

    void add(byte b) {
        boolean blank = b >= 0 && b <= ' ';
        if (blank && head.length() == 0) {
            return;
        }
        head.add(b);
        if (blank) {
            lastWordEnded = true;
        } else {
            if (lastWordEnded) {
                lastWord.clear();
                lastWordEnded = false;
            }
            lastWord.add(b);
        }
    }

    /** Whether nothing of a statement has come since the last one ended. */
    boolean isEmpty() {
        return head.length() == 0;
    }

    /** Whether the next bracket opens the first row of an INSERT. */
    boolean beginsRows() {
        if (!lastWord.isWord("VALUES") || !(head.startsWithWord("INSERT") || head.startsWithWord("REPLACE"))) {
            return false;
        }
        insertTable = StatementHead.parse(head.toString()).insertTable();
        return true;
    }

    void endInsert(long rows) {
        rowsByTable.merge(insertTable, rows, Long::sum);
        totalRows += rows;
        discard();
    }

    /** Whether the client's own command has come, which ends with its line. */
    boolean isDelimiterCommand() {
        return head.isWord("DELIMITER ");
    }

    void discard() {
        head.clear();
        lastWord.clear();
        lastWordEnded = false;
    }

    void comment(String text) {
        if (text.startsWith("Temporary ") && text.contains("structure for view")) {
            placeholderView = true;
        }
    }

    /** The statement is over. */
    void end() {
        if (head.startsWithWord("CREATE")) {
            StatementHead statement = StatementHead.parse(head.toString());
            statement.createdSchema().ifPresent(name -> schema = name);
            Optional<SchemaObject> created = statement.created();
            if (created.isPresent() && isPlaceholder(created.get())) {
                placeholderView = false;
            } else if (created.isPresent()) {
                objects.add(created.get());
                statement.definer().ifPresent(definers::add);
                if (created.get().kind() == ObjectKind.TABLE) {
                    rowsByTable.putIfAbsent(created.get().name(), 0L);
                }
            }
        } else if (head.startsWithWord("SET")) {
            String text = head.toString().toUpperCase(Locale.ROOT);
            if (text.contains("SQL_MODE")) {
                backslashEscapes = !text.contains("NO_BACKSLASH_ESCAPES");
            }
        }
        discard();
    }

    private boolean isPlaceholder(SchemaObject created) {
        return placeholderView && (created.kind() == ObjectKind.VIEW || created.kind() == ObjectKind.TABLE);
    }

    /** Whether a backslash escapes in strings; the dump switches that off for routines made that way. */
    boolean backslashEscapes() {
        return backslashEscapes;
    }

    SortedSet<String> definers() {
        return definers;
    }

    long totalRows() {
        return totalRows;
    }

    DumpContents contents(long bytes, boolean complete) {
        return new DumpContents(schema, rowsByTable, objects, bytes, complete);
    }
}
