package dev.domibusbackup.database.mysql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes a dump fit for a schema that we have made: statements that would create, drop or choose a schema are left out,
 * so that never the dump says which one is written, and names of schemas that qualify other names are replaced. Locks
 * are left out too: nobody else writes there, and under them MariaDB refuses a table whose default is a sequence.
 * Strings, rows and comments are left alone; lines stay lines, so that the client counts as the dump does.
 * <p>What is replaced: a word or a quoted name before a dot, not after one and not after an {@code @}. An alias or a
 * table that has the name of a replaced schema looks just the same; a statement that uses one fails then, it never
 * means something else.
 */
final class DumpRewriter implements DumpListener {

    /** The longest name has 64 signs, with up to four bytes each, which may all be doubled quotes. */
    private static final int LONGEST_NAME = 520;

    /** What is held back until it is known what a statement does. */
    private static final int HEAD = 4096;

    private static final Set<String> KINDS =
            Set.of("TABLE", "VIEW", "SEQUENCE", "PROCEDURE", "FUNCTION", "PACKAGE", "TRIGGER");

    private enum Fate { UNDECIDED, PASSES, IS_LEFT_OUT }

    private final Map<String, String> renames;
    private final Set<String> watched;
    private final boolean withoutEvents;
    private final Set<String> referred = new TreeSet<>();

    private final ByteArrayOutputStream output = new ByteArrayOutputStream(1 << 17);
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final ByteArrayOutputStream token = new ByteArrayOutputStream();
    private final ByteArrayOutputStream gap = new ByteArrayOutputStream();

    private Fate fate = Fate.UNDECIDED;
    private String firstWord = "";
    private boolean quotedToken;
    private boolean schemaComes;
    private byte previous;

    /**
     * Prepares for one dump.
     *
     * @param renames       schemas by their name in the dump, with the name they have now
     * @param watched       other schemas whose mention is to be told
     * @param withoutEvents whether events are left out: the server would run them in a copy that is only looked at
     */
    DumpRewriter(Map<String, String> renames, Set<String> watched, boolean withoutEvents) {
        this.renames = new TreeMap<>(renames);
        this.watched = Set.copyOf(watched);
        this.withoutEvents = withoutEvents;
    }

    /** What was rewritten since this was asked last. */
    byte[] take() {
        byte[] taken = output.toByteArray();
        output.reset();
        return taken;
    }

    /** The last of it: a dump may end without a delimiter. */
    byte[] takeRest() {
        endOfStatement();
        return take();
    }

    /** Watched schemas that were mentioned before a dot. */
    Set<String> referred() {
        return Set.copyOf(referred);
    }

    @Override
    public void sql(byte b, Zone zone) {
        if (zone == Zone.QUOTED) {
            if (token.size() > 0 && !(quotedToken && gap.size() == 0)) {
                endOfToken(false);
            }
            quotedToken = true;
            addToToken(b);
        } else if (zone == Zone.CODE) {
            code(b);
        } else {
            endOfToken(false);
            if (zone == Zone.COMMENT && firstWord.isEmpty()) {
                // a comment before the statement is no part of it
                passHeld();
            }
            emit(b);
        }
    }

    private void code(byte b) {
        boolean pending = token.size() > 0;
        if (isWordPart(b)) {
            if (pending && (quotedToken || gap.size() > 0)) {
                endOfToken(false);
            }
            quotedToken = false;
            addToToken(b);
        } else if (pending && b >= 0 && b <= ' ' && gap.size() < HEAD) {
            gap.write(b);
        } else {
            endOfToken(b == '.');
            emit(b);
            if (b < 0 || b > ' ') {
                previous = b;
            }
        }
    }

    private static boolean isWordPart(byte b) {
        return b < 0 || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == '$';
    }

    private void addToToken(byte b) {
        token.write(b);
        if (token.size() > LONGEST_NAME) {
            emitAll(token);
            // the rest of it is no name either
            previous = 'x';
        }
    }

    private void endOfToken(boolean beforeDot) {
        if (token.size() == 0) {
            return;
        }
        String text = token.toString(StandardCharsets.UTF_8);
        boolean free = previous != '.' && previous != '@';
        if (!quotedToken && fate == Fate.UNDECIDED) {
            word(text.toUpperCase(Locale.ROOT));
        } else if (schemaComes || beforeDot && free && text.charAt(0) != '\'') {
            String name = quotedToken ? unquoted(text) : text;
            schemaComes = false;
            if (renames.containsKey(name)) {
                token.reset();
                token.writeBytes(SqlText.name(renames.get(name)).getBytes(StandardCharsets.UTF_8));
            } else if (watched.contains(name)) {
                referred.add(name);
            }
        }
        emitAll(token);
        emitAll(gap);
        previous = 'x';
    }

    private static String unquoted(String text) {
        String quote = text.substring(0, 1);
        return text.length() < 2 ? text : text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }

    /** Decides what becomes of the statement as soon as its words tell. */
    private void word(String word) {
        boolean first = firstWord.isEmpty();
        if (first) {
            firstWord = word;
            if (word.equals("USE") || word.equals("LOCK") || word.equals("UNLOCK")) {
                leaveOut();
            } else if (!Set.of("CREATE", "DROP", "ALTER").contains(word)) {
                passes();
            }
        } else if (word.equals("DATABASE") || word.equals("SCHEMA")) {
            if (firstWord.equals("ALTER")) {
                schemaComes = true;
                passes();
            } else {
                leaveOut();
            }
        } else if (word.equals("EVENT") && firstWord.equals("CREATE") && withoutEvents) {
            leaveOut();
        } else if (!firstWord.equals("CREATE") || KINDS.contains(word) || word.equals("EVENT")) {
            passes();
        }
    }

    private void passHeld() {
        if (fate == Fate.UNDECIDED) {
            output.writeBytes(held.toByteArray());
            held.reset();
        }
    }

    private void passes() {
        passHeld();
        fate = Fate.PASSES;
    }

    private void leaveOut() {
        fate = Fate.IS_LEFT_OUT;
        for (byte b : held.toByteArray()) {
            emit(b);
        }
        held.reset();
    }

    private void emitAll(ByteArrayOutputStream bytes) {
        for (byte b : bytes.toByteArray()) {
            emit(b);
        }
        bytes.reset();
    }

    private void emit(byte b) {
        switch (fate) {
            case PASSES -> output.write(b);
            case IS_LEFT_OUT -> {
                if (b == '\n') {
                    output.write(b);
                }
            }
            default -> {
                held.write(b);
                if (held.size() > HEAD) {
                    passes();
                }
            }
        }
    }

    @Override
    public void rows(byte[] buffer, int from, int to) {
        endOfToken(false);
        passHeld();
        output.write(buffer, from, to - from);
    }

    @Override
    public void endOfStatement() {
        endOfToken(false);
        passHeld();
        fate = Fate.UNDECIDED;
        firstWord = "";
        schemaComes = false;
        previous = 0;
    }
}
