package dev.domibusbackup.message.arbitrary;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Texts and names as JMS allows them: any sequence of UTF-16 units. */
public final class Texts {

    private static final int LONG = 20_000;
    private static final int LARGE = 4 << 20;

    private Texts() {
    }

    /** A UTF-16 unit of any kind; each kind of surrogate and each control character comes up often. */
    public static Arbitrary<Character> characters() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.chars().range(' ', '~')),
                Tuple.of(3, Arbitraries.chars().range('\u0000', '\u001f')),
                Tuple.of(1, Arbitraries.of('"', '\\', '/', '\u007f', '\u0085', '\u2028', '\u2029', '\ufeff', '\ufffe',
                        '\uffff')),
                Tuple.of(2, Arbitraries.chars().range('\ud800', '\udfff')),
                Tuple.of(3, Arbitraries.chars().range('\u0000', '\uffff')));
    }

    /** A text: empty, short, with lone and paired surrogates, of some length; once in a while of 4 MiB. */
    public static Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                Tuple.of(1200, upTo(40)),
                Tuple.of(400, paired().list().ofMaxSize(20).map(pairs -> String.join("", pairs))),
                Tuple.of(200, special()),
                Tuple.of(100, repeated(LONG)),
                Tuple.of(1, large()));
    }

    /** A text of about 4 MiB, in UTF-16 units. */
    public static Arbitrary<String> large() {
        return repeated(LARGE);
    }

    /** Any sequence of units, up to a length. */
    public static Arbitrary<String> upTo(int length) {
        return characters().list().ofMaxSize(length).map(characters -> {
            StringBuilder text = new StringBuilder(characters.size());
            characters.forEach(text::append);
            return text.toString();
        });
    }

    /** A character outside the Basic Multilingual Plane: two units that belong together. */
    private static Arbitrary<String> paired() {
        return Arbitraries.integers().between(0x10000, 0x10ffff).map(Character::toString);
    }

    private static Arbitrary<String> special() {
        return Arbitraries.of("", "\u0000", "\ud800", "\udc00", "\udc00\ud800", "\ud83d\ude00", "\r\n", "null", "NaN",
                "{\"count\":1}", "\n{\"count\":0}\n", "\u00e9", "e\u0301", "\u202e", "a".repeat(256));
    }

    private static Arbitrary<String> repeated(int length) {
        return upTo(20).filter(part -> !part.isEmpty())
                .map(part -> part.repeat(length / part.length()));
    }

    /** A name of a property or of an entry: any text that has at least one unit, and names that mean something. */
    public static Arbitrary<String> names() {
        return Arbitraries.frequencyOf(
                Tuple.of(5, identifiers()),
                Tuple.of(3, upTo(20).filter(name -> !name.isEmpty())),
                Tuple.of(2, Arbitraries.of("JMSXGroupID", "JMSXGroupSeq", "JMS_Vendor_key", "count", "format", "type",
                        "value", "file", "a b", "\"", "\\", "\u0000", "\ud800", "\udc00\ud800", "\u03c0",
                        "\ud83d\ude00", "\u2028", "n".repeat(1000))));
    }

    /** A name that is a Java identifier, which is what JMS asks of the names of properties. */
    public static Arbitrary<String> identifiers() {
        return Arbitraries.strings().withCharRange('a', 'z').withCharRange('A', 'Z').withCharRange('0', '9')
                .withChars('_', '$', '\u00e9', '\u03c0', '\u4e2d').ofMinLength(1).ofMaxLength(12)
                .map(name -> Character.isDigit(name.charAt(0)) ? "_" + name : name)
                .filter(name -> !name.startsWith("JMS"));
    }
}
