package dev.domibusbackup.wildfly.message;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

import dev.domibusbackup.message.arbitrary.Texts;
import dev.domibusbackup.message.arbitrary.Values;
import dev.domibusbackup.wildfly.message.SentMessage.Header;
import dev.domibusbackup.wildfly.message.SentMessage.Kind;

/** Generates whatever a client of JMS can send. */
final class SentMessages {

    /** Words of selectors, which JMS does not allow as names of properties. */
    private static final Set<String> RESERVED =
            Set.of("NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE");
    /** The broker keeps properties in one record of its journal, which is smaller than a text of 4 MB. */
    private static final int LONGEST_PROPERTY = 40_000;
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long CENTURY = Duration.ofDays(36_500).toMillis();

    private SentMessages() {
    }

    /** This many messages of every shape, and one with a text of 4 MB. */
    static Arbitrary<List<SentMessage>> batches(int size) {
        Arbitrary<SentMessage> large = Combinators.combine(Texts.large(), headers())
                .as((text, header) -> new SentMessage(0, Kind.TEXT, text, Map.of(), header));
        return Combinators.combine(messages().list().ofSize(size), large).as((messages, last) -> {
            List<SentMessage> all = new ArrayList<>(messages);
            all.add(last);
            return IntStream.range(0, all.size()).mapToObj(i -> all.get(i).numbered(i)).toList();
        });
    }

    private static Arbitrary<SentMessage> messages() {
        return Arbitraries.of(Kind.class).flatMap(kind -> Combinators.combine(bodies(kind), properties(), headers())
                .as((body, properties, header) -> new SentMessage(0, kind, body, properties, header)));
    }

    private static Arbitrary<Object> bodies(Kind kind) {
        return switch (kind) {
            case TEXT -> Texts.texts().injectNull(0.15).asGeneric();
            case BYTES -> Arbitraries.frequencyOf(Tuple.of(10, Values.bytes()), Tuple.of(1, Values.largeBytes()))
                    .asGeneric();
            case MAP -> Arbitraries.maps(Texts.names(), Values.elements()).ofMaxSize(8).asGeneric();
            case STREAM -> Values.elements().list().ofMaxSize(8).asGeneric();
            case OBJECT -> objects().injectNull(0.15).asGeneric();
            case PLAIN -> Arbitraries.just(null);
        };
    }

    private static Arbitrary<Serializable> objects() {
        Arbitrary<Serializable> lists = Texts.upTo(20).list().ofMaxSize(5).map(ArrayList::new);
        return Arbitraries.oneOf(Texts.texts().map(text -> text), Arbitraries.longs().map(number -> number), lists);
    }

    private static Arbitrary<Map<String, Object>> properties() {
        Arbitrary<Object> values = Values.properties()
                .filter(value -> !(value instanceof String text) || text.length() <= LONGEST_PROPERTY);
        Arbitrary<Map<String, Object>> own = Arbitraries.maps(
                Texts.identifiers().filter(name -> !RESERVED.contains(name.toUpperCase(Locale.ROOT))
                        && !name.equals(SentMessage.NUMBER)), values).ofMaxSize(6);
        Arbitrary<Map<String, Object>> defined = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Map.of())),
                Tuple.of(1, Combinators.combine(Texts.upTo(10).filter(text -> !text.isEmpty()),
                        Arbitraries.integers().between(1, 1000), Texts.upTo(10)).as((group, sequence, vendor) ->
                        Map.of("JMSXGroupID", group, "JMSXGroupSeq", sequence, "JMS_Vendor_key", vendor))));
        return Combinators.combine(own, defined).as((some, more) -> {
            some.putAll(more);
            return some;
        });
    }

    private static Arbitrary<Header> headers() {
        Arbitrary<Object> correlations = Arbitraries.oneOf(Texts.upTo(40).asGeneric(),
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(40).asGeneric());
        return Combinators.combine(Texts.upTo(40).injectNull(0.4), correlations.injectNull(0.4),
                Arbitraries.of("queue:DomibusPluginToBackendQueue", "queue:a queue / that * is # not there",
                        "topic:some.topic").injectNull(0.5),
                Arbitraries.integers().between(0, 9), Arbitraries.of(true, false),
                millis(), millis()).as(Header::new);
    }

    /** Mostly 0; else long enough that nothing expires and nothing falls due while the test runs. */
    private static Arbitrary<Long> millis() {
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(0L)),
                Tuple.of(1, Arbitraries.longs().between(HOUR, CENTURY)));
    }
}
