package dev.domibusbackup.message.artemis;

import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;

/**
 * Lets the parser read what the command line's export writes and XML forbids or changes: it puts the text of properties
 * into attributes as it is, with control characters, which no parser takes, and line feeds, which every parser turns
 * into blanks. Here the former become an escape of ours, which {@link #original} takes back, and the latter character
 * references. Counts what it hands out, so that nothing without an end fills the memory.
 */
final class TolerantXml extends Reader {

    /** Begins an escape, followed by the unit in four hexadecimal digits; a character of nobody, escaped itself. */
    private static final char ESCAPE = '\ue000';
    private static final int BUFFER = 16 * 1024;
    private static final String CDATA = "<![CDATA[";
    private static final String COMMENT = "<!--";
    /** The longest reference to a character, {@code &#x10ffff;}, with some zeros. */
    private static final int REFERENCE = 16;
    private static final int TAIL = 200;

    private enum State { TEXT, TAG, VALUE, CDATA, COMMENT, INSTRUCTION }

    private final Reader source;
    private final long limit;
    private final char[] in = new char[BUFFER];
    private int at;
    private int end;
    private boolean ended;
    private boolean cut;
    private final StringBuilder out = new StringBuilder(BUFFER * 2);
    private int outAt;
    private State state = State.TEXT;
    private char quote;
    private long since;
    private final StringBuilder tail = new StringBuilder();

    /** @param limit characters between two calls of {@link #progress()}, at most */
    TolerantXml(Reader source, long limit) {
        this.source = source;
        this.limit = limit;
    }

    /** What was read so far is done with. */
    void progress() {
        since = 0;
    }

    /** Whether the source had nothing at all. */
    boolean isEmpty() {
        return isAtEnd() && tail.length() == 0;
    }

    /** Whether everything was handed out. */
    boolean isAtEnd() {
        return ended && at == end && outAt == out.length();
    }

    /** Whether the source said that it ends too early, as gzip does; what came before may be a whole document. */
    boolean isCut() {
        return cut;
    }

    /** Whether what was handed out last is this text, but for white space. */
    boolean endedWith(String text) {
        return tail.toString().stripTrailing().endsWith(text);
    }

    /** More than the limit was read without any progress. */
    static final class TooLong extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /** The text of an attribute without our escapes. */
    static String original(String value) {
        if (value.indexOf(ESCAPE) < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == ESCAPE && i + 4 < value.length()) {
                text.append((char) Integer.parseInt(value.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                text.append(value.charAt(i));
            }
        }
        return text.toString();
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (outAt == out.length()) {
            out.setLength(0);
            outAt = 0;
            while (out.length() == 0 && fill(1)) {
                translate();
            }
            if (out.length() == 0) {
                return -1;
            }
        }
        int count = Math.min(length, out.length() - outAt);
        out.getChars(outAt, outAt + count, target, offset);
        outAt += count;
        remember(target, offset, count);
        since += count;
        if (since > limit) {
            throw new TooLong();
        }
        return count;
    }

    /** What was handed out last. */
    private void remember(char[] target, int offset, int count) {
        int kept = Math.min(count, TAIL);
        tail.append(target, offset + count - kept, kept);
        tail.delete(0, Math.max(0, tail.length() - TAIL));
    }

    /** Translates what is in the buffer, but for a beginning whose end is not there yet. */
    private void translate() throws IOException {
        while (at < end) {
            char c = in[at];
            switch (state) {
                case TEXT -> {
                    if (c == '<') {
                        fill(CDATA.length());
                        open();
                    } else {
                        take();
                    }
                }
                case TAG -> {
                    if (c == '"' || c == '\'') {
                        quote = c;
                        state = State.VALUE;
                    } else if (c == '>') {
                        state = State.TEXT;
                    }
                    take();
                }
                case VALUE -> value(c);
                case CDATA -> until("]]>");
                case COMMENT -> until("-->");
                case INSTRUCTION -> until("?>");
            }
        }
    }

    private void open() {
        if (startsWith(CDATA)) {
            state = State.CDATA;
        } else if (startsWith(COMMENT)) {
            state = State.COMMENT;
        } else if (startsWith("<?")) {
            state = State.INSTRUCTION;
        } else {
            state = State.TAG;
        }
        take();
    }

    /** Goes on in text when this mark stands here; it may not be whole in the buffer yet. */
    private void until(String mark) throws IOException {
        if (in[at] == mark.charAt(0)) {
            fill(mark.length());
            if (startsWith(mark)) {
                state = State.TEXT;
                out.append(mark);
                at += mark.length();
                return;
            }
        }
        take();
    }

    private void value(char c) throws IOException {
        if (c == quote) {
            state = State.TAG;
            take();
        } else if (c == '&') {
            fill(REFERENCE);
            reference();
        } else if (c == '\t' || c == '\n' || c == '\r') {
            out.append("&#").append((int) c).append(';');
            at++;
        } else if (c < ' ' || c == ESCAPE || c >= '\ufffe') {
            escape(c);
            at++;
        } else {
            take();
        }
    }

    /** A reference to a character that XML forbids is one more way to write it. */
    private void reference() {
        int semicolon = at;
        while (semicolon < end && semicolon < at + REFERENCE && in[semicolon] != ';') {
            semicolon++;
        }
        boolean number = at + 2 < semicolon && semicolon < end && in[at + 1] == '#' && in[semicolon] == ';';
        int c = number ? code(new String(in, at + 2, semicolon - at - 2)) : -1;
        if (c >= 0 && c <= 0xffff && (c == ESCAPE || !XmlText.isCharacter(c))) {
            escape((char) c);
            at = semicolon + 1;
        } else {
            take();
        }
    }

    private static int code(String number) {
        boolean hex = number.startsWith("x");
        try {
            return Integer.parseInt(hex ? number.substring(1) : number, hex ? 16 : 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void escape(char c) {
        out.append(ESCAPE).append(String.format("%04x", (int) c));
    }

    private void take() {
        out.append(in[at++]);
    }

    private boolean startsWith(String mark) {
        if (end - at < mark.length()) {
            return false;
        }
        for (int i = 0; i < mark.length(); i++) {
            if (in[at + i] != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Sees to it that so many characters are in the buffer, if the source has them; false: it has none. */
    private boolean fill(int count) throws IOException {
        if (end - at < count && !ended) {
            System.arraycopy(in, at, in, 0, end - at);
            end -= at;
            at = 0;
            while (end < count && !ended) {
                int read = readSource();
                ended = read < 0;
                end += Math.max(0, read);
            }
        }
        return end > at;
    }

    /** A parser takes this exception for the end of a document. */
    private int readSource() throws IOException {
        try {
            return source.read(in, end, in.length - end);
        } catch (EOFException e) {
            cut = true;
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
