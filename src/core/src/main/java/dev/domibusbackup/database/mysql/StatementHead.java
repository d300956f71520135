package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.ObjectKind;
import dev.domibusbackup.database.SchemaObject;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The words at the beginning of a statement.
 *
 * @param words names without their quotes, keywords, single signs
 */
record StatementHead(List<Word> words) {

    /**
     * One of them.
     *
     * @param text   without quotes
     * @param quoted whether it was quoted: then it is a name, whatever it says
     */
    record Word(String text, boolean quoted) {

        boolean is(String keyword) {
            return !quoted && text.equalsIgnoreCase(keyword);
        }
    }

    private static final Set<String> KINDS =
            Set.of("TABLE", "VIEW", "SEQUENCE", "PROCEDURE", "FUNCTION", "PACKAGE", "TRIGGER", "EVENT");

    /** Enough for CREATE OR REPLACE AGGREGATE DEFINER=`u`@`h` SQL SECURITY … IF NOT EXISTS `schema`.`name`. */
    private static final int MOST_WORDS = 40;

    static StatementHead parse(String text) {
        List<Word> words = new ArrayList<>();
        int i = 0;
        while (i < text.length() && words.size() < MOST_WORDS) {
            char c = text.charAt(i);
            if (c <= ' ') {
                i++;
            } else if (c == '`' || c == '"') {
                StringBuilder name = new StringBuilder();
                i++;
                while (i < text.length() && (text.charAt(i) != c || i + 1 < text.length() && text.charAt(i + 1) == c)) {
                    name.append(text.charAt(i));
                    i += text.charAt(i) == c ? 2 : 1;
                }
                i++;
                words.add(new Word(name.toString(), true));
            } else {
                int start = i++;
                if (isWordPart(c)) {
                    while (i < text.length() && isWordPart(text.charAt(i))) {
                        i++;
                    }
                }
                words.add(new Word(text.substring(start, i), false));
            }
        }
        return new StatementHead(words);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 0x7f;
    }

    /** The table of {@code INSERT [words] INTO name}. */
    String insertTable() {
        int into = 0;
        while (into < words.size() && !words.get(into).is("INTO")) {
            into++;
        }
        return nameAt(into + 1).orElseThrow(() -> new IllegalStateException("an INSERT without a table: " + words));
    }

    /** The schema, if this is CREATE DATABASE. */
    Optional<String> createdSchema() {
        return words.size() > 1 && (words.get(1).is("DATABASE") || words.get(1).is("SCHEMA"))
                ? nameAt(2) : Optional.empty();
    }

    /** What a CREATE creates, if it is something that lies in a schema. */
    Optional<SchemaObject> created() {
        for (int i = 1; i < words.size(); i++) {
            Word word = words.get(i);
            String keyword = word.text().toUpperCase(Locale.ROOT);
            if (!word.quoted() && KINDS.contains(keyword)) {
                boolean body = word.is("PACKAGE") && i + 1 < words.size() && words.get(i + 1).is("BODY");
                ObjectKind kind = body ? ObjectKind.PACKAGE_BODY : ObjectKind.valueOf(keyword);
                return nameAt(body ? i + 2 : i + 1).map(name -> new SchemaObject(kind, name));
            }
        }
        return Optional.empty();
    }

    /** {@code user@host} behind DEFINER=, or the name of a role alone. */
    Optional<String> definer() {
        for (int i = 1; i + 2 < words.size(); i++) {
            if (words.get(i).is("DEFINER") && words.get(i + 1).is("=")) {
                boolean host = i + 4 < words.size() && words.get(i + 3).is("@");
                return Optional.of(words.get(i + 2).text() + (host ? "@" + words.get(i + 4).text() : ""));
            }
        }
        return Optional.empty();
    }

    /** The name that begins at a place, behind IF NOT EXISTS and its schema. */
    private Optional<String> nameAt(int place) {
        int i = place;
        while (i < words.size() && (words.get(i).is("IF") || words.get(i).is("NOT") || words.get(i).is("EXISTS"))) {
            i++;
        }
        if (i + 2 < words.size() && words.get(i + 1).is(".")) {
            i += 2;
        }
        return i < words.size() ? Optional.of(words.get(i).text()) : Optional.empty();
    }
}
