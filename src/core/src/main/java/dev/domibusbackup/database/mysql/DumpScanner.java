package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DumpContents;
import dev.domibusbackup.database.mysql.DumpListener.Zone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;

/**
 * Reads a dump as it goes by and counts what is in it, in constant memory (but for the names of the objects). It is a
 * lexer: text inside strings, names and comments is never taken for SQL, so a row that holds {@code '),('} or the
 * text of a whole dump is one row.
 * <p>Rows are nearly all of a dump, and the dump client writes them in one simple form; they have a fast loop of their
 * own. Everything else goes byte by byte. The dump must be in a character set whose bytes below 0x80 are ASCII:
 * we dump in utf8mb4.
 * <p>One thread writes; {@link #rows} and {@link #bytes} may be asked by any.
 */
public final class DumpScanner {

    private static final int BUFFER = 1 << 16;

    /** The client's way to hide something from every server there is; what follows is a comment for all of them. */
    private static final int VERSION_OF_NO_SERVER = 999_999;

    private enum State {
        /** Between the tokens of a statement. */
        CODE,
        /** After one character that may begin a comment: {@code -}, {@code --}, {@code /}, {@code *}. */
        DASH, TWO_DASHES, SLASH, STAR,
        LINE_COMMENT, BLOCK_COMMENT, BLOCK_COMMENT_STAR,
        /** After {@code /*!} or {@code /*M!}: the version, and then code that only some servers run. */
        VERSION, MAYBE_VERSION,
        /** In quotes; which, says {@link #quote}. */
        QUOTED, ESCAPED,
        /** A line {@code DELIMITER x}, which only the client understands. */
        DELIMITER,
        /** Rows of an INSERT: outside, and inside of a string of them. */
        ROWS, ROW_STRING, ROW_ESCAPED
    }

    /** The bytes that mean something between the values of a row. */
    private static final boolean[] SPECIAL_IN_ROWS = new boolean[256];

    static {
        for (char c : "'\"();".toCharArray()) {
            SPECIAL_IN_ROWS[c] = true;
        }
    }

    private final DumpListener listener;
    private final DumpStatements statements = new DumpStatements();
    private final ByteText comment = new ByteText(128);
    private final ByteText delimiterLine = new ByteText(64);

    private State state = State.CODE;
    private byte quote;
    private boolean executableComment;
    private int version;
    private byte[] delimiter = {';'};
    private int delimiterMatched;
    private int depth;
    private long rowsHere;
    private boolean footer;
    private boolean ended;
    private long statementStart;
    private long longestStatement;

    private volatile long rows;
    private volatile long bytes;

    public DumpScanner() {
        this(DumpListener.NOBODY);
    }

    DumpScanner(DumpListener listener) {
        this.listener = listener;
    }

    /** Reads a whole dump. */
    public static DumpContents scan(InputStream dump) throws IOException {
        DumpScanner scanner = new DumpScanner();
        byte[] buffer = new byte[BUFFER];
        for (int n = dump.read(buffer); n >= 0; n = dump.read(buffer)) {
            scanner.accept(buffer, 0, n);
        }
        return scanner.contents();
    }

    /** Takes the next bytes. */
    public void accept(byte[] buffer, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end) {
            int from = i;
            switch (state) {
                case ROWS -> i = rows(buffer, i, end);
                case ROW_STRING -> i = rowString(buffer, i, end);
                case ROW_ESCAPED -> {
                    i++;
                    state = State.ROW_STRING;
                }
                default -> {
                    State before = state;
                    one(buffer[i++]);
                    listener.sql(buffer[from], zone(before, state));
                    from = i;
                }
            }
            if (from < i) {
                listener.rows(buffer, from, i);
            }
            if (ended) {
                ended = false;
                long position = bytes + i - offset;
                longestStatement = Math.max(longestStatement, position - statementStart);
                statementStart = position;
                listener.endOfStatement();
            }
        }
        rows = statements.totalRows() + rowsHere;
        bytes += length;
    }

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    /** Bytes so far. */
    public long bytes() {
        return bytes;
    }

    /** Bytes of the longest statement so far, with the comments before it. */
    long longestStatement() {
        return longestStatement;
    }

    /** Who owns what the dump creates. */
    SortedSet<String> definers() {
        return statements.definers();
    }

    /** What was found; to be asked at the end. */
    public DumpContents contents() {
        if (state == State.LINE_COMMENT) {
            endOfLineComment();
        }
        boolean complete = footer && state == State.CODE && statements.isEmpty();
        return statements.contents(bytes, complete);
    }

    private static Zone zone(State before, State after) {
        if (before == State.QUOTED || before == State.ESCAPED || after == State.QUOTED) {
            return Zone.QUOTED;
        }
        return switch (after) {
            case MAYBE_VERSION, VERSION -> Zone.OPENER;
            case LINE_COMMENT, BLOCK_COMMENT, BLOCK_COMMENT_STAR -> Zone.COMMENT;
            default -> switch (before) {
                case LINE_COMMENT, BLOCK_COMMENT, BLOCK_COMMENT_STAR, DELIMITER -> Zone.COMMENT;
                default -> Zone.CODE;
            };
        };
    }

    private int rows(byte[] buffer, int from, int end) {
        int i = from;
        while (i < end) {
            byte b = buffer[i++];
            if (!SPECIAL_IN_ROWS[b & 0xff]) {
                continue;
            }
            switch (b) {
                case '(' -> {
                    if (depth++ == 0) {
                        rowsHere++;
                    }
                }
                case ')' -> depth--;
                case ';' -> {
                    if (depth == 0) {
                        statements.endInsert(rowsHere);
                        rowsHere = 0;
                        ended = true;
                        state = State.CODE;
                        return i;
                    }
                }
                default -> {
                    quote = b;
                    state = State.ROW_STRING;
                    return i;
                }
            }
        }
        return i;
    }

    private int rowString(byte[] buffer, int from, int end) {
        byte closing = quote;
        for (int i = from; i < end; i++) {
            byte b = buffer[i];
            if (b == closing) {
                // a doubled quote closes and opens again, which comes to the same
                state = State.ROWS;
                return i + 1;
            }
            if (b == '\\') {
                state = State.ROW_ESCAPED;
                return i + 1;
            }
        }
        return end;
    }

    private void one(byte b) {
        switch (state) {
            case CODE -> code(b);
            case DASH -> {
                if (b == '-') {
                    state = State.TWO_DASHES;
                } else {
                    statements.add((byte) '-');
                    state = State.CODE;
                    code(b);
                }
            }
            case TWO_DASHES -> {
                // without a blank behind it is a double minus
                if (b <= ' ' && b >= 0) {
                    state = State.LINE_COMMENT;
                    comment.clear();
                    lineComment(b);
                } else {
                    statements.add((byte) '-');
                    statements.add((byte) '-');
                    state = State.CODE;
                    code(b);
                }
            }
            case SLASH -> {
                if (b == '*') {
                    state = State.MAYBE_VERSION;
                } else {
                    statements.add((byte) '/');
                    state = State.CODE;
                    code(b);
                }
            }
            case MAYBE_VERSION -> {
                if (b == '!') {
                    version = 0;
                    state = State.VERSION;
                } else if (b != 'M') {
                    state = b == '*' ? State.BLOCK_COMMENT_STAR : State.BLOCK_COMMENT;
                }
            }
            case VERSION -> {
                if (b >= '0' && b <= '9') {
                    version = version * 10 + b - '0';
                } else {
                    boolean nobody = version >= VERSION_OF_NO_SERVER;
                    executableComment = !nobody;
                    state = nobody ? State.BLOCK_COMMENT : State.CODE;
                    statements.add((byte) ' ');
                    one(b);
                }
            }
            case BLOCK_COMMENT -> state = b == '*' ? State.BLOCK_COMMENT_STAR : State.BLOCK_COMMENT;
            case BLOCK_COMMENT_STAR -> {
                if (b == '/') {
                    statements.add((byte) ' ');
                    state = State.CODE;
                } else if (b != '*') {
                    state = State.BLOCK_COMMENT;
                }
            }
            case STAR -> {
                state = State.CODE;
                if (b == '/') {
                    executableComment = false;
                    statements.add((byte) ' ');
                } else {
                    statements.add((byte) '*');
                    code(b);
                }
            }
            case LINE_COMMENT -> lineComment(b);
            case QUOTED -> {
                statements.add(b);
                if (b == quote) {
                    state = State.CODE;
                } else if (b == '\\' && quote != '`' && statements.backslashEscapes()) {
                    state = State.ESCAPED;
                }
            }
            case ESCAPED -> {
                statements.add(b);
                state = State.QUOTED;
            }
            case DELIMITER -> delimiterLine(b);
            default -> throw new IllegalStateException("not a state for single bytes: " + state);
        }
    }

    private void code(byte b) {
        if (b == delimiter[delimiterMatched]) {
            if (++delimiterMatched == delimiter.length) {
                delimiterMatched = 0;
                statements.end();
                ended = true;
            }
            return;
        }
        for (int i = 0; i < delimiterMatched; i++) {
            statements.add(delimiter[i]);
        }
        delimiterMatched = 0;
        switch (b) {
            case '\'', '"', '`' -> {
                quote = b;
                statements.add(b);
                state = State.QUOTED;
            }
            case '-' -> state = State.DASH;
            case '/' -> state = State.SLASH;
            case '#' -> {
                comment.clear();
                state = State.LINE_COMMENT;
            }
            case '*' -> {
                if (executableComment) {
                    state = State.STAR;
                } else {
                    statements.add(b);
                }
            }
            case '(' -> {
                if (delimiter.length == 1 && statements.beginsRows()) {
                    depth = 1;
                    rowsHere = 1;
                    state = State.ROWS;
                } else {
                    statements.add(b);
                }
            }
            default -> {
                statements.add(b);
                if (statements.isDelimiterCommand()) {
                    statements.discard();
                    delimiterLine.clear();
                    state = State.DELIMITER;
                }
            }
        }
        footer &= statements.isEmpty();
    }

    private void delimiterLine(byte b) {
        if (b != '\n') {
            delimiterLine.add(b);
            return;
        }
        String text = delimiterLine.toString().strip();
        if (!text.isEmpty()) {
            delimiter = text.getBytes(StandardCharsets.UTF_8);
        }
        state = State.CODE;
        ended = true;
    }

    private void lineComment(byte b) {
        if (b == '\n') {
            endOfLineComment();
            state = State.CODE;
        } else {
            comment.add(b);
        }
    }

    private void endOfLineComment() {
        String text = comment.toString().strip();
        statements.comment(text);
        footer |= text.startsWith("Dump completed") && statements.isEmpty();
        statements.add((byte) '\n');
        state = State.CODE;
    }
}
