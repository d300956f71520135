package dev.domibusbackup.message.arbitrary;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * Values of every type of JMS, as its API takes them: boxed types, strings, byte arrays and {@code null}. Those that
 * are lost most easily come up often.
 */
public final class Values {

    private Values() {
    }

    /** What a property can be, {@code null} included. */
    public static Arbitrary<Object> properties() {
        return Arbitraries.frequencyOf(
                Tuple.of(10, primitives()),
                Tuple.of(4, Texts.texts().asGeneric()),
                Tuple.of(1, Arbitraries.just(null)));
    }

    /** What an entry of a map or an element of a stream can be. */
    public static Arbitrary<Object> elements() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, properties()),
                Tuple.of(1, Texts.characters().asGeneric()),
                Tuple.of(2, bytes().asGeneric()));
    }

    /** Bytes, mostly few. */
    public static Arbitrary<byte[]> bytes() {
        return Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.bytes().array(byte[].class).ofMaxSize(50)),
                Tuple.of(2, filled(9_000)),
                Tuple.of(1, filled(150_000)));
    }

    /** Some of them more than one line of a message file holds. */
    public static Arbitrary<byte[]> largeBytes() {
        return filled(2 << 20);
    }

    private static Arbitrary<byte[]> filled(int most) {
        return Arbitraries.integers().between(most / 2, most).flatMap(size -> Arbitraries.bytes().map(value -> {
            byte[] bytes = new byte[size];
            for (int i = 0; i < size; i++) {
                bytes[i] = (byte) (value + i * 31 + (i >> 8));
            }
            return bytes;
        }));
    }

    private static Arbitrary<Object> primitives() {
        return Arbitraries.oneOf(
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.bytes().asGeneric(),
                Arbitraries.shorts().asGeneric(),
                often(Arbitraries.integers(), Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1).asGeneric(),
                often(Arbitraries.longs(), Long.MIN_VALUE, Long.MAX_VALUE, 0L, (1L << 53) + 1).asGeneric(),
                floats().asGeneric(),
                doubles().asGeneric());
    }

    /** Any bits: numbers near zero and without bound, both zeros, infinities, and NaN with any payload. */
    private static Arbitrary<Float> floats() {
        return often(Arbitraries.integers().map(Float::intBitsToFloat), Float.NaN, -0.0f, 0.0f,
                Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE, Float.MIN_NORMAL,
                Float.intBitsToFloat(0x7fc12345), 0.1f);
    }

    private static Arbitrary<Double> doubles() {
        return often(Arbitraries.longs().map(Double::longBitsToDouble), Double.NaN, -0.0, 0.0,
                Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE,
                Double.MIN_NORMAL, Double.longBitsToDouble(0x7ff8123456789abcL), 0.1, 2.2250738585072012e-308);
    }

    @SafeVarargs
    private static <T> Arbitrary<T> often(Arbitrary<T> any, T... special) {
        return Arbitraries.frequencyOf(Tuple.of(2, any), Tuple.of(1, Arbitraries.of(special)));
    }
}
