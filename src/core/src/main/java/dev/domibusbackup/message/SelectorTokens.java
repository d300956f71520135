package dev.domibusbackup.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a selector into its tokens. */
final class SelectorTokens {

    /** What a token is. */
    enum Kind { IDENTIFIER, KEYWORD, TEXT, EXACT, APPROXIMATE, OPERATOR, END }

    /**
     * A token.
     *
     * @param kind what it is
     * @param text keywords in upper case, texts without their quotes, everything else as it is written
     * @param at   its place, the first character being 1
     */
    record Token(Kind kind, String text, int at) {

        boolean is(String word) {
            return (kind == Kind.KEYWORD || kind == Kind.OPERATOR) && text.equals(word);
        }

        /** For a problem; texts may hold anything and are not repeated. */
        @Override
        public String toString() {
            return switch (kind) {
                case END -> "its end";
                case TEXT -> "a text at character " + at;
                default -> text + " at character " + at;
            };
        }
    }

    private static final Set<String> KEYWORDS = Set.of("NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE",
            "IN", "IS", "ESCAPE");
    private static final Pattern TOKEN = Pattern.compile("(?<blank>[ \\t\\r\\n\\f]++)"
            + "|(?<word>\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+)"
            + "|(?<approximate>(?:\\d++\\.\\d*+(?:[eE][+-]?\\d++)?|\\.\\d++(?:[eE][+-]?\\d++)?|\\d++[eE][+-]?\\d++)[fFdD]?)"
            + "|(?<exact>(?:0[xX]\\p{XDigit}++|\\d++)[lL]?)"
            + "|(?<operator><>|<=|>=|[=<>+\\-*/(),])");

    private SelectorTokens() {
    }

    /**
     * All tokens, the last being the end.
     *
     * @throws IllegalArgumentException if a piece is no token
     */
    static List<Token> of(String selector) {
        List<Token> tokens = new ArrayList<>();
        Matcher next = TOKEN.matcher(selector);
        int at = 0;
        while (at < selector.length()) {
            if (selector.charAt(at) == '\'') {
                int end = endOfText(selector, at);
                tokens.add(new Token(Kind.TEXT, selector.substring(at + 1, end - 1).replace("''", "'"), at + 1));
                at = end;
                continue;
            }
            next.region(at, selector.length());
            if (!next.lookingAt()) {
                throw new IllegalArgumentException("character " + (at + 1) + " begins nothing that a selector has");
            }
            if (next.group("blank") == null) {
                tokens.add(token(next, at + 1));
            }
            at = next.end();
        }
        tokens.add(new Token(Kind.END, "", at + 1));
        return tokens;
    }

    /** Where a text in quotes ends; a doubled quote is part of it. Not by a regular expression, which would recurse. */
    private static int endOfText(String selector, int start) {
        int quote = selector.indexOf('\'', start + 1);
        while (quote >= 0 && quote + 1 < selector.length() && selector.charAt(quote + 1) == '\'') {
            quote = selector.indexOf('\'', quote + 2);
        }
        if (quote < 0) {
            throw new IllegalArgumentException("the text that begins at character " + (start + 1) + " has no end");
        }
        return quote + 1;
    }

    private static Token token(Matcher found, int at) {
        String text = found.group();
        if (found.group("word") != null) {
            String upper = text.toUpperCase(Locale.ROOT);
            return KEYWORDS.contains(upper) ? new Token(Kind.KEYWORD, upper, at) : new Token(Kind.IDENTIFIER, text, at);
        }
        Kind kind = found.group("approximate") != null ? Kind.APPROXIMATE
                : found.group("exact") != null ? Kind.EXACT : Kind.OPERATOR;
        return new Token(kind, text, at);
    }
}
